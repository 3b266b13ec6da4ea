// What is drawn over the pages: places of texts, and layers that are shown on demand.
"use strict";

/** Draws over the pages as they come near the view. `choose` is told which passage was clicked. */
const overlay = (data, choose) => {
  const sheets = [...document.querySelectorAll(".sheet")];
  const byPage = new Map(sheets.map((sheet) => [Number(sheet.dataset.page), sheet]));
  const drawn = new Map();
  const of = (page, items) => items.flatMap((item, at) =>
    item.boxes.filter((box) => box[0] === page).map((box) => ({ item, at, box })));
  const area = ([, x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0);
  const rect = ([, x0, y0, x1, y1], attributes) =>
    draw("rect", { x: x0 - 1, y: y0 - 1, width: x1 - x0 + 2, height: y1 - y0 + 2, rx: 1.5, ...attributes });
  const named = (element, words) => { element.append(draw("title", {}, words)); return element; };

  const roles = (own) => own.filter(({ item }) => item.role !== "cell").flatMap(({ item, box }) => {
    const width = item.role.length * 3.4 + 5;
    return [
      rect(box, { class: `box role-${item.role.replace(" ", "-")}` }),
      draw("rect", { class: "tag", x: box[3] + 1 - width, y: box[2] - 8, width, height: 7.5, rx: 1.5 }),
      draw("text", { x: box[3] + 3.5 - width, y: box[2] - 2.2 }, item.role),
    ];
  });
  const order = (own) => {
    const seen = own.filter(({ item }) => item.role !== "cell");
    const at = ({ box }) => [box[1] + 4, box[2] + 4];
    const path = seen.map((one, index) => `${index ? "L" : "M"}${at(one).join(" ")}`).join("");
    return [draw("path", { d: path || "M0 0" }), ...seen.flatMap((one, index) => {
      const [x, y] = at(one);
      return [draw("circle", { cx: x, cy: y, r: 5.5 }), draw("text", { x, y: y + 2.3 }, String(index + 1))];
    })];
  };
  const layer = (name, children) => draw("g", { class: `layer ${name}` }, ...children);

  const drawPage = (page) => {
    const sheet = byPage.get(page);
    if (!sheet || drawn.has(page)) return;
    const own = of(page, data.passages);
    const plain = (items, words) => of(page, items).map(({ item, box }) => named(rect(box, {}), words(item)));
    const hits = [...own].sort((a, b) => area(b.box) - area(a.box)).map(({ at, item, box }) =>
      named(rect(box, { class: "passage", "data-at": at }), item.role));
    const cells = own.filter(({ item }) => item.role === "cell").map(({ box }) => rect(box, {}));
    const svg = draw("svg", {
      class: "over", viewBox: `0 0 ${sheet.dataset.width} ${sheet.dataset.height}`, preserveAspectRatio: "none", "aria-hidden": "true",
    },
    layer("figures", plain([...data.figures, ...data.tables], (item) => item.label || item.id)),
    layer("furniture", plain(data.furniture, (item) => item.kind)),
    layer("hidden", plain(data.hidden, (item) => item.text)),
    layer("torn", plain(data.torn, (item) => item.pieces.map(([words]) => words).join(" | "))),
    layer("cells", cells),
    layer("roles", roles(own)),
    ...hits,
    layer("order", order(own)),
    draw("g", { class: "shown" }));
    sheet.querySelector(".paper").append(svg);
    drawn.set(page, svg);
    if (lit) light(lit.boxes, lit.at);
  };

  let lit = null;
  /** Lights places up; a box without an area is the whole page. */
  const light = (boxes, at = null) => {
    lit = { boxes, at };
    for (const [page, svg] of drawn) {
      const shown = svg.querySelector(".shown");
      shown.replaceChildren();
      svg.querySelectorAll(".passage.lit").forEach((own) => own.classList.remove("lit"));
      if (at !== null) svg.querySelectorAll(`.passage[data-at="${at}"]`).forEach((own) => own.classList.add("lit"));
      for (const box of boxes.filter((own) => own[0] === page)) {
        const whole = box.length === 1;
        const edges = whole ? [page, 3, 3, svg.viewBox.baseVal.width - 3, svg.viewBox.baseVal.height - 3] : box;
        if (at === null || whole) shown.append(rect(edges, { class: whole ? "wide" : "lit", "pointer-events": "none" }));
      }
    }
  };

  const scroll = byId("ui_sheets");
  /** Brings a place into view, if it is not there. */
  const reveal = (box) => {
    const sheet = box && byPage.get(box[0]);
    if (!sheet) return;
    drawPage(box[0]);
    const paper = sheet.querySelector(".paper").getBoundingClientRect();
    const view = scroll.getBoundingClientRect();
    const scale = paper.height / Number(sheet.dataset.height);
    const top = paper.top + (box[2] ?? 0) * scale;
    const bottom = paper.top + (box[4] ?? 0) * scale;
    if (top < view.top + 8 || bottom > view.bottom - 8) {
      scroll.scrollTop += top - view.top - Math.max(20, (view.height - (bottom - top)) / 3);
    }
  };

  const near = new IntersectionObserver((entries) => {
    entries.filter((own) => own.isIntersecting).forEach((own) => drawPage(Number(own.target.dataset.page)));
  }, { root: scroll, rootMargin: "400px" });
  sheets.forEach((sheet) => near.observe(sheet));
  scroll.addEventListener("click", (event) => {
    const at = event.target.dataset?.at;
    if (at !== undefined) choose(Number(at));
  });
  return { light, reveal, byPage };
};
