// Decisions of a person, kept in this browser for each report.
"use strict";

const decisions = (() => {
  const root = new URL(document.documentElement.dataset.root || ".", location.href).pathname;
  const name = `offprint-decisions:${root}`;
  const listeners = [];
  const keyOf = (line) => (line.edit ? `${line.sha256} ${line.edit}` : `${line.sha256} field ${line.field}`);
  const before = Object.fromEntries((typeof DECIDED === "undefined" ? [] : DECIDED).map((line) => [keyOf(line), line]));
  let own = {};
  let all = {};
  const join = () => {
    all = { ...before, ...own };
    for (const [key, line] of Object.entries(all)) if (line === null) delete all[key];
  };
  const read = () => {
    try { own = JSON.parse(localStorage.getItem(name) ?? "{}"); } catch { /* none are kept */ }
    join();
  };
  read();
  const tellAll = () => listeners.forEach((listener) => listener());
  addEventListener("storage", (event) => {
    if (event.key === name) { read(); tellAll(); }
  });
  return {
    get: (key) => all[key],
    /** Those that were made before the report was. */
    before: () => Object.values(before),
    /** Keeps a decision under a key, or forgets it. */
    set(key, decision) {
      read();
      // What was decided before the report was made is taken back by a mark.
      if (decision === null && !(key in before)) delete own[key]; else own[key] = decision;
      join();
      try { localStorage.setItem(name, JSON.stringify(own)); } catch { /* it holds for this page */ }
      tellAll();
    },
    count: () => Object.keys(all).length,
    /** Whether something was decided since the report was made. */
    isChanged: () => Object.keys(own).length > 0,
    /** Forgets what is in the report now. */
    settle() {
      try { localStorage.removeItem(name); } catch { /* none are kept */ }
    },
    /** All of them, one a line, in one order. */
    lines: () => Object.keys(all).sort().map((key) => `${JSON.stringify(all[key])}\n`).join(""),
    listen: (listener) => listeners.push(listener),
  };
})();
