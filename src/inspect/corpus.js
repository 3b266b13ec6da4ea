// The page of all documents: a table that sorts and filters, of which only the rows in view are made.
"use strict";

(() => {
  const D = DOCUMENTS;
  const total = D.files.length;
  // What all paths begin with says nothing.
  const common = D.files.reduce((start, file) => {
    let length = 0;
    while (length < start.length && start[length] === file[length]) length += 1;
    return start.slice(0, length);
  }, D.files[0] ?? "");
  const names = D.files.map((file) => file.slice(common.lastIndexOf("/") + 1));
  const ROW = 56;
  const table = byId("ui_table");
  const body = table.tBodies[0];
  const sum = (row) => { let all = 0; for (let at = 1; at < row.length; at += 2) all += row[at]; return all; };
  const totals = { repairs: D.repairs.rows.map(sum), diagnostics: D.diagnostics.rows.map(sum) };
  const texts = D.files.map((file, at) => `${D.titles[at]}\n${D.authors[at]}\n${file}`.toLowerCase());
  const nameOf = (column, at) => D[column].names[D[column].rows[at]];
  const state = { sort: null, down: false, words: "", chosen: {}, quality: null, lit: -1 };
  const count = (column, at) => {
    const wanted = state.chosen[column];
    if (wanted === undefined) return totals[column][at];
    const row = D[column].rows[at];
    for (let index = 0; index < row.length; index += 2) if (row[index] === wanted) return row[index + 1];
    return 0;
  };

  // What is shown: numbers of rows, in order.

  const titles = D.titles.map((title, at) => (title || names[at]).toLowerCase());
  const keys = {
    title: () => titles, status: () => D.status.rows, kind: () => D.kind.rows, language: () => D.language.rows, pages: () => D.pages,
    quality: () => D.quality, torn: () => D.torn, seconds: () => D.ms,
    repairs: () => D.files.map((_, at) => count("repairs", at)), diagnostics: () => D.files.map((_, at) => count("diagnostics", at)),
  };
  let shown = [];
  const filter = () => {
    const words = state.words.split(/\s+/).filter((word) => word);
    const plain = ["status", "kind", "language"].filter((column) => state.chosen[column] !== undefined);
    const tallies = ["repairs", "diagnostics"].filter((column) => state.chosen[column] !== undefined);
    shown = [];
    for (let at = 0; at < total; at += 1) {
      if (plain.every((column) => D[column].rows[at] === state.chosen[column])
        && tallies.every((column) => count(column, at) > 0)
        && (!state.quality || (D.quality[at] / 1000 >= state.quality[0] && D.quality[at] / 1000 < state.quality[1]))
        && words.every((word) => texts[at].includes(word))) shown.push(at);
    }
  };
  const sort = () => {
    if (state.sort === null) return;
    const key = keys[state.sort]();
    const turn = state.down ? -1 : 1;
    // Rows that are equal stay in the order of doubt.
    shown.sort((a, b) => (key[a] < key[b] ? -turn : key[a] > key[b] ? turn : a - b));
  };

  // Rows that are in view.

  const cell = (name, ...children) => make("td", { class: name }, ...children);
  const row = (place) => {
    const at = shown[place];
    const title = D.titles[at] || names[at];
    const page = D.pages_of[at];
    const status = nameOf("status", at);
    const quality = D.quality[at];
    const below = [D.authors[at], D.titles[at] ? names[at] : ""].filter((part) => part).join(" · ");
    const link = page ? make("a", { href: page, title }, title) : make("b", { title }, title);
    const share = Math.max(0, quality) / 10;
    const bar = draw("svg", { viewBox: "0 0 100 7", preserveAspectRatio: "none", "aria-hidden": "true" }, draw("rect", { width: 100, height: 7, rx: 2 }), draw("rect", { width: share, height: 7, rx: 2, class: share < 90 ? "low" : "" }));
    const figure = make("span", { class: "figure" }, quality < 0 ? "–" : (quality / 1000).toFixed(3));
    const element = make("tr", { "aria-rowindex": place + 2, class: place === state.lit ? "lit" : null },
      cell("title", link, make("small", { title: D.files[at] }, below || "no title")),
      cell("status", make("span", { class: `chip ${status}` }, status)),
      cell("kind", nameOf("kind", at)), cell("language", nameOf("language", at)), cell("pages", String(D.pages[at])),
      cell("quality", figure, quality < 0 ? "" : bar, make("small", { title: D.why[at] }, D.why[at])),
      cell("torn", String(D.torn[at])), cell("repairs", count("repairs", at).toLocaleString("en")), cell("diagnostics", count("diagnostics", at).toLocaleString("en")),
      cell("seconds", (D.ms[at] / 1000).toFixed(2)));
    element.dataset.place = place;
    return element;
  };
  const space = (rows) => {
    const own = make("td", { colspan: 10 });
    own.style.height = `${rows * ROW}px`;
    return make("tr", { class: "space", "aria-hidden": "true" }, own);
  };
  let [first, last] = [-1, -1];
  const drawRows = (anew) => {
    const top = -body.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(top / ROW) - 8);
    const to = Math.min(shown.length, Math.ceil((top + innerHeight) / ROW) + 8);
    if (!anew && from === first && to === last) return;
    [first, last] = [from, Math.max(from, to)];
    const rows = [];
    if (first > 0) rows.push(space(first));
    for (let place = first; place < last; place += 1) rows.push(row(place));
    if (last < shown.length) rows.push(space(shown.length - last));
    body.replaceChildren(...rows);
  };
  const show = () => {
    const start = performance.now();
    filter();
    sort();
    state.lit = -1;
    table.setAttribute("aria-rowcount", String(shown.length + 1));
    byId("ui_shown").textContent = shown.length === total ? `${total.toLocaleString("en")} documents` : `${shown.length.toLocaleString("en")} of ${total.toLocaleString("en")} documents`;
    table.querySelectorAll("th").forEach((head) => {
      const key = head.querySelector("button").dataset.sort;
      if (key === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending"); else head.removeAttribute("aria-sort");
    });
    byId("ui_doubt").setAttribute("aria-pressed", String(state.sort === null));
    drawRows(true);
    table.dataset.took = String(performance.now() - start);
  };

  // What sorts and filters.

  const upFirst = new Set(["title", "quality", "kind", "language", "status"]);
  table.tHead.addEventListener("click", (event) => {
    const key = event.target.closest("button")?.dataset.sort;
    if (!key) return;
    state.down = state.sort === key ? !state.down : !upFirst.has(key);
    state.sort = key;
    show();
  });
  byId("ui_doubt").addEventListener("click", () => { state.sort = null; show(); });
  const selects = [...document.querySelectorAll("[data-filter]")];
  const choose = (column, name) => {
    const at = D[column].names.indexOf(name);
    if (name === "" || at < 0) delete state.chosen[column]; else state.chosen[column] = at;
    selects.find((own) => own.dataset.filter === column).value = at < 0 ? "" : name;
    document.querySelectorAll(`#ui_chart_${column} .row`).forEach((own) => own.setAttribute("aria-pressed", String(own.dataset.name === name)));
    show();
  };
  selects.forEach((select) => {
    const names = D[select.dataset.filter].names.filter((name) => name);
    names.forEach((name) => select.append(make("option", { value: name }, name)));
    select.closest("label").hidden = names.length === 0;
    select.addEventListener("change", () => choose(select.dataset.filter, select.value));
  });
  const search = byId("ui_search");
  search.addEventListener("input", () => { state.words = search.value.toLowerCase(); show(); });
  const chooseQuality = (range, group) => {
    state.quality = range;
    document.querySelectorAll('#ui_chart_quality [aria-pressed="true"]').forEach((own) => own.setAttribute("aria-pressed", "false"));
    if (range) group.setAttribute("aria-pressed", "true");
    show();
  };
  byId("ui_clear").addEventListener("click", () => {
    [state.words, state.chosen, search.value] = ["", {}, ""];
    selects.forEach((select) => { select.value = ""; });
    document.querySelectorAll(".chart .row").forEach((own) => own.setAttribute("aria-pressed", "false"));
    chooseQuality(null);
  });

  // Charts and the sum of all.

  histogram(byId("ui_chart_quality"), D.quality.map((value) => value / 1000), chooseQuality);
  for (const column of ["repairs", "diagnostics"]) {
    const counts = D[column].names.map((name) => [name, 0]);
    D[column].rows.forEach((own) => { for (let at = 0; at < own.length; at += 2) counts[own[at]][1] += own[at + 1]; });
    bars(byId(`ui_chart_${column}`), counts, (name) => choose(column, name));
  }
  const pages = D.pages.reduce((all, own) => all + own, 0);
  const states = D.status.names.map((name, at) => `${D.status.rows.filter((own) => own === at).length.toLocaleString("en")} ${name}`);
  byId("ui_summary").textContent = [`${total.toLocaleString("en")} documents`, `${pages.toLocaleString("en")} pages`, ...states].join(" · ");

  // Keys.

  const go = (by) => {
    state.lit = Math.min(shown.length - 1, Math.max(0, state.lit + by));
    const top = body.getBoundingClientRect().top + scrollY + state.lit * ROW;
    if (top < scrollY + 60 || top + ROW > scrollY + innerHeight) scrollTo(0, top - innerHeight / 2);
    drawRows(true);
    body.querySelector(`tr[data-place="${state.lit}"] a`)?.focus({ preventScroll: true });
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === search) { search.blur(); state.lit = -1; go(1); event.preventDefault(); return; }
    if (event.key === "Escape" && event.target === search) { search.value = ""; state.words = ""; show(); search.blur(); return; }
    if (!isPlain(event) || isTyping(event)) return;
    const acts = { j: () => go(1), ArrowDown: () => go(1), k: () => go(-1), ArrowUp: () => go(-1), "/": () => search.focus(), "?": showKeys };
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
  addEventListener("scroll", () => drawRows(false), { passive: true });
  addEventListener("resize", () => drawRows(true));
  show();
})();
