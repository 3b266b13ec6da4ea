// What every page does: theme, keys, saving decisions.
"use strict";

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; text is text, never markup. */
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

/** An element of a drawing. */
const draw = (name, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** Says something for a moment, to those who hear, too. */
const tell = (() => {
  let timer = 0;
  return (words, seconds = 3) => {
    byId("ui_told").textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { byId("ui_told").textContent = ""; }, seconds * 1000);
  };
})();

const isTyping = (event) => event.target.closest?.("input, select, textarea, dialog") !== null;
const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

byId("ui_theme").addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  try { localStorage.setItem("offprint-theme", root.dataset.theme); } catch { /* it holds for this page */ }
});

const showKeys = () => byId("ui_keys").showModal();
byId("ui_help").addEventListener("click", showKeys);

// A report that is served takes decisions up itself; one on the disk gives them as a file.
const isLive = typeof LIVE !== "undefined";
const showDecided = () => {
  const count = decisions.count();
  byId("ui_decided").textContent = String(count);
  byId("ui_save").disabled = isLive ? !decisions.isChanged() : count === 0;
};
const saveFile = () => {
  const url = URL.createObjectURL(new Blob([decisions.lines()], { type: "application/jsonl" }));
  const link = make("a", { href: url, download: "offprint.decisions.jsonl" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  tell("Saved as offprint.decisions.jsonl");
};
const takeUp = async () => {
  byId("ui_save").disabled = true;
  tell("Converting again …", 3600);
  try {
    const address = new URL(`${document.documentElement.dataset.root}decisions`, location.href);
    const headers = { "Content-Type": "application/jsonl", "If-Match": LIVE };
    const answer = await fetch(address, { method: "POST", headers, body: decisions.lines() });
    const words = await answer.text();
    if (!answer.ok) throw new Error(words);
    decisions.settle();
    const top = byId("ui_article")?.scrollTop;
    sessionStorage.setItem("offprint-again", JSON.stringify({ path: location.pathname, words, top }));
    location.reload();
  } catch (error) {
    tell(`Not done: ${error.message}`, 15);
    showDecided();
  }
};
if (isLive) byId("ui_save").firstChild.data = "Convert again";
byId("ui_save").addEventListener("click", isLive ? takeUp : saveFile);
decisions.listen(showDecided);
showDecided();

// A text that was converted again opens where it was left, and its page follows.
if (isLive) addEventListener("load", () => {
  const again = JSON.parse(sessionStorage.getItem("offprint-again"));
  sessionStorage.removeItem("offprint-again");
  if (again?.path !== location.pathname) return;
  if (again.top) byId("ui_article").scrollTop = again.top;
  tell(again.words);
});
