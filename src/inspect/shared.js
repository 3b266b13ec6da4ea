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
  return (words) => {
    byId("ui_told").textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { byId("ui_told").textContent = ""; }, 3000);
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

const showDecided = () => {
  const count = decisions.count();
  byId("ui_decided").textContent = String(count);
  byId("ui_save").disabled = count === 0;
};
byId("ui_save").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([decisions.lines()], { type: "application/jsonl" }));
  const link = make("a", { href: url, download: "offprint.decisions.jsonl" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  tell("Saved as offprint.decisions.jsonl");
});
decisions.listen(showDecided);
showDecided();
