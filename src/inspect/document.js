// The page of a document: page and text in step, repairs with their reasons, decisions about them.
"use strict";

(() => {
  const data = JSON.parse(byId("ui_data").textContent);
  const main = byId("ui_main");
  const [pane, scroll, detail] = [byId("ui_sheets"), byId("ui_article"), byId("ui_detail")];
  const article = scroll.querySelector("article");
  const elements = data.passages.map(() => null);
  const indices = new Map(data.passages.map((own, at) => [own.id, at]));
  article.querySelectorAll("[data-passage]").forEach((element) => {
    elements[indices.get(element.dataset.passage)] = element;
  });
  const repairs = data.repairs;
  const byNumber = new Map(repairs.map((own, at) => [own.number, at]));
  const marks = repairs.map(() => []);
  article.querySelectorAll("ins[data-edit]").forEach((element) => marks[byNumber.get(Number(element.dataset.edit))]?.push(element));
  const state = { passage: null, repair: null, panel: null, active: scroll };

  // Decisions.

  const keyOf = (own) => (own.key ? `${data.sha256} ${own.key}` : null);
  const verdictOf = (own) => decisions.get(keyOf(own))?.decision ?? own.verdict ?? null;
  const decide = (at, verdict) => {
    const own = repairs[at];
    if (!own?.key) { tell("This repair has no key, so that nothing can be decided about it"); return; }
    const line = { sha256: data.sha256, file: data.file, edit: own.key, decision: verdict, page: own.boxes[0]?.[0], rule: own.rule, before: own.before, after: own.after };
    decisions.set(keyOf(own), verdict === null ? null : line);
    if (verdict) tell(verdict === "accepted" ? "Accepted" : `Rejected: ${isLive ? "left as printed when it is converted again" : "convert --decisions leaves it as printed"}`);
  };
  const showVerdicts = () => {
    repairs.forEach((own, at) => {
      const verdict = verdictOf(own);
      marks[at].forEach((mark) => {
        mark.classList.toggle("accepted", verdict === "accepted");
        mark.classList.toggle("rejected", verdict === "rejected");
      });
      byId(`ui_item_${at}`)?.setAttribute("data-verdict", verdict === "rejected" ? "reject" : verdict ? "accept" : "");
    });
  };

  // What is chosen.

  const layers = overlay(data, (at) => choosePassage(at, "page"));
  const clear = () => {
    article.querySelectorAll(".lit").forEach((own) => own.classList.remove("lit"));
    layers.light([]);
    [state.passage, state.repair] = [null, null];
    detail.hidden = true;
  };
  const bring = (element, clicked = false) => {
    if (!element) return;
    const [own, view] = [element.getBoundingClientRect(), scroll.getBoundingClientRect()];
    // What was clicked is in view, unless what is told of it covers it.
    const isOut = own.top > view.bottom - 40 || (!clicked && (own.top < view.top + 10 || (own.bottom > view.bottom - 20 && own.height < view.height)));
    if (isOut) {
      hold(scroll);
      scroll.scrollTop += own.top - view.top - Math.max(20, Math.min(view.height / 3, (view.height - own.height) / 2));
    }
  };
  const choosePassage = (at, from) => {
    const own = data.passages[at];
    if (!own) return;
    clear();
    state.passage = at;
    elements[at]?.classList.add("lit");
    layers.light(own.boxes, at);
    describePassage(own, at);
    bring(elements[at], from === "text");
    if (from !== "page") { hold(pane); layers.reveal(own.boxes[0]); }
  };
  const chooseRepair = (at, from) => {
    const own = repairs[at];
    if (!own) return;
    clear();
    [state.passage, state.repair] = [own.passage, at];
    marks[at].forEach((mark) => mark.classList.add("lit"));
    layers.light(own.boxes);
    describeRepair(own, at);
    bring(marks[at][0] ?? elements[own.passage], from === "text");
    hold(pane);
    layers.reveal(own.boxes[0]);
  };

  const visible = (words) => words.replaceAll("\n", "⏎").replaceAll("\u00a0", "⍽");
  // Characters that look alike are told apart by their numbers.
  const numbers = (words) => ([...words].length === 1 && words > "~" ? `  U+${words.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` : "");
  const reasonList = (names) => make("ul", {}, ...names.map((name) => make("li", {}, make("b", {}, name), ` — ${data.reasons[name] ?? ""}`)));
  const show = (...children) => {
    const close = make("button", { type: "button", class: "close", "aria-label": "Close what is chosen" }, "×");
    close.addEventListener("click", clear);
    detail.replaceChildren(close, ...children.filter((child) => child !== null));
    detail.hidden = false;
  };
  const pageOf = (boxes) => (boxes.length ? `page ${[...new Set(boxes.map((box) => box[0]))].join(", ")}` : "no place");
  const describePassage = (own, at) => {
    const count = repairs.filter((repair) => repair.passage === at).length;
    const role = own.role[0].toUpperCase() + own.role.slice(1);
    show(make("h2", {}, role, " ", make("small", {}, `${own.id}, ${pageOf(own.boxes)}${count ? `, ${count} ${count > 1 ? "repairs" : "repair"}` : ""}`)),
      own.work ? workList(own.work) : null,
      own.reasons?.length ? make("p", { class: "soft" }, "What gave that:") : null,
      own.reasons?.length ? reasonList(own.reasons) : null);
  };
  const workList = (work) => make("dl", { class: "work" }, ...work.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  // What a callout names is shown beside it; the text stays where it is.
  const describeTarget = (target) => {
    const own = target.matches("[data-passage]") ? target : target.querySelector("[data-passage]");
    const at = own ? indices.get(own.dataset.passage) : undefined;
    const passage = data.passages[at];
    const figure = data.figures.find((one) => one.id === target.id) ?? data.tables.find((one) => one.id === target.id);
    clear();
    const boxes = figure?.boxes.length ? figure.boxes : passage?.boxes ?? [];
    layers.light(boxes);
    hold(pane);
    layers.reveal(boxes[0]);
    const go = make("button", { type: "button" }, "Go to it");
    go.addEventListener("click", () => { if (at !== undefined) choosePassage(at, "list"); else bring(target); });
    const words = figure ? `${figure.label}. ${own?.textContent ?? ""}` : own?.textContent ?? target.textContent;
    show(make("h2", {}, passage?.role ?? "part", " ", make("small", {}, `${target.id}, ${pageOf(boxes)}`)), make("p", {}, words),
      passage?.work ? workList(passage.work) : null, make("div", { class: "actions" }, go));
  };
  const describeRepair = (own, at) => {
    const verdict = verdictOf(own);
    const button = (name, label, to) => {
      const element = make("button", { type: "button", "data-verdict": name, "aria-pressed": String(verdict === to) }, label);
      element.addEventListener("click", () => { decide(at, verdict === to ? null : to); refresh(); detail.querySelector(`[data-verdict="${name}"]`)?.focus(); });
      return element;
    };
    const around = (words) => make("span", { class: "around" }, visible(words));
    show(make("h2", {}, own.rule, " ", make("small", {}, `${at + 1} of ${repairs.length}, ${pageOf(own.boxes)}`)),
      make("p", {}, own.reason),
      make("dl", { class: "change" },
        make("dt", {}, "Before"), make("dd", {}, around(own.left), make("span", { class: "was" }, visible(own.before)), around(own.right), make("span", { class: "soft" }, numbers(own.before))),
        make("dt", {}, "After"), make("dd", {}, around(own.left), make("span", { class: "is" }, visible(own.after)), around(own.right), make("span", { class: "soft" }, numbers(own.after)), own.style ? make("span", { class: "soft" }, `  (${own.style})`) : ""),
        make("dt", {}, "Certain"), make("dd", {}, `${Math.round(own.confidence * 100)} %`)),
      make("div", { class: "actions" }, button("accept", "Accept (a)", "accepted"), button("reject", "Reject (x)", "rejected"),
        step("Previous (R)", -1), step("Next (r)", 1)));
  };
  const refresh = () => { if (state.repair !== null) describeRepair(repairs[state.repair], state.repair); };
  const step = (label, by) => {
    const element = make("button", { type: "button" }, label);
    element.addEventListener("click", () => nextRepair(by));
    return element;
  };
  const nextRepair = (by) => {
    if (!repairs.length) { tell("There is no repair"); return; }
    const behind = repairs.findIndex((own) => own.passage >= (state.passage ?? 0));
    const from = state.repair ?? (behind < 0 ? repairs.length : behind) - (by > 0 ? 1 : 0);
    chooseRepair((from + by + repairs.length) % repairs.length, "keys");
  };
  const nextPassage = (by) => {
    const first = state.passage ?? (by > 0 ? -1 : elements.length);
    for (let at = first + by; at >= 0 && at < elements.length; at += by) {
      if (elements[at]) { choosePassage(at, "keys"); return; }
    }
  };

  article.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) {
      const target = link.getAttribute("href").startsWith("#") && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) { event.preventDefault(); describeTarget(target); }
      return;
    }
    const edit = event.target.closest("ins[data-edit]");
    const at = edit ? byNumber.get(Number(edit.dataset.edit)) : undefined;
    if (at !== undefined) { chooseRepair(at, "text"); return; }
    const passage = event.target.closest("[data-passage]");
    if (passage) choosePassage(indices.get(passage.dataset.passage), "text");
  });

  // Page and text in step: what is between the beginnings of two pages on one side is between them on the other.

  let held = new Map();
  const hold = (element) => held.set(element, performance.now() + 120);
  const starts = () => {
    const [tops, texts] = [[], []];
    const base = (element) => element.getBoundingClientRect().top - scroll.getBoundingClientRect().top + scroll.scrollTop;
    const firsts = new Map();
    data.passages.forEach((own, at) => {
      const page = own.boxes[0]?.[0];
      if (page !== undefined && elements[at] && own.role !== "note" && !firsts.has(page)) firsts.set(page, at);
    });
    let last = 0;
    for (const [page, sheet] of layers.byPage) {
      tops.push(sheet.offsetTop - pane.offsetTop);
      if (firsts.has(page)) last = Math.max(last, tops.length > 1 ? base(elements[firsts.get(page)]) : 0);
      texts.push(last);
    }
    tops.push(pane.scrollHeight);
    texts.push(article.offsetTop - scroll.offsetTop + article.scrollHeight - scroll.clientHeight * 0.5);
    return { tops, texts };
  };
  const across = (value, from, to) => {
    let at = from.findIndex((start, index) => index > 0 && value < start) - 1;
    if (at < 0) at = from.length - 2;
    const share = Math.min(1, Math.max(0, (value - from[at]) / Math.max(1, from[at + 1] - from[at])));
    return to[at] + share * (to[at + 1] - to[at]);
  };
  let known = null;
  const follow = (lead, other, from, to) => {
    if (getComputedStyle(other.parentElement).display === "none") return;
    known ??= starts();
    // The line that is followed goes down with the view, so that both sides begin and end together.
    const [mine, theirs] = [lead, other].map((own) => Math.max(1, own.scrollHeight - own.clientHeight));
    const line = lead.scrollTop * (1 + lead.clientHeight / mine);
    const goal = across(line, known[from], known[to]);
    hold(other);
    other.scrollTop = goal / (1 + other.clientHeight / theirs);
  };
  const listen = (lead, other, from, to) => lead.addEventListener("scroll", () => {
    if ((held.get(lead) ?? 0) < performance.now()) requestAnimationFrame(() => follow(lead, other, from, to));
  }, { passive: true });
  listen(scroll, pane, "texts", "tops");
  listen(pane, scroll, "tops", "texts");
  new ResizeObserver(() => { known = null; }).observe(article);
  new ResizeObserver(() => { known = null; }).observe(pane);

  // Figures are shown as they stand on their page.

  const crop = (figure) => {
    const [box, element] = [figure.boxes[0], figure.id && document.getElementById(figure.id)];
    const sheet = box && layers.byPage.get(box[0]);
    const image = sheet?.querySelector("img");
    if (!element || !image || !article.contains(element)) return;
    const [, x0, y0, x1, y1] = box;
    element.prepend(draw("svg", { class: "crop", viewBox: `${x0} ${y0} ${Math.max(1, x1 - x0)} ${Math.max(1, y1 - y0)}`, role: "img", "aria-label": figure.label || "Figure" },
      draw("image", { href: image.getAttribute("src"), width: sheet.dataset.width, height: sheet.dataset.height, preserveAspectRatio: "none" })));
  };
  const cropNear = new IntersectionObserver((entries) => entries.forEach((own) => {
    if (own.isIntersecting) { cropNear.unobserve(own.target); crop(figureOf.get(own.target)); }
  }), { root: scroll, rootMargin: "600px" });
  const figureOf = new Map();
  data.figures.forEach((figure) => {
    const element = figure.id && document.getElementById(figure.id);
    if (element && article.contains(element)) { figureOf.set(element, figure); cropNear.observe(element); }
  });

  // Lists: repairs, metadata, notices.

  const [panel, list] = [byId("ui_panel"), byId("ui_list")];
  const item = (attributes, act, ...children) => {
    const element = make("button", { type: "button", class: "item", ...attributes }, ...children);
    element.addEventListener("click", act);
    return element;
  };
  const lightPlace = (boxes, page) => {
    clear();
    const places = boxes.length ? boxes : page ? [[page]] : [];
    if (!places.length) { tell("No place on the pages is known for it"); return; }
    if (matchMedia("(max-width: 760px)").matches) { main.dataset.shown = "pages"; openPanel(null); }
    hold(pane);
    layers.reveal(places[0]);
    layers.light(places);
  };
  const listRepairs = () => {
    const groups = new Map();
    repairs.forEach((own, at) => groups.set(own.rule, [...(groups.get(own.rule) ?? []), at]));
    const sorted = [...groups].sort((a, b) => b[1].length - a[1].length);
    return [...listUndone(), ...sorted.flatMap(([rule, all]) => [make("h3", {}, `${rule} (${all.length})`), ...all.map((at) => {
      const own = repairs[at];
      return item({ id: `ui_item_${at}` }, () => chooseRepair(at, "list"),
        make("span", { class: "was" }, visible(own.left.slice(-8) + own.before + own.right.slice(0, 8))), " → ",
        make("span", { class: "is" }, visible(own.left.slice(-8) + own.after + own.right.slice(0, 8))));
    })])];
  };
  // What was rejected before the report was made is no repair here any more, and may be taken up again.
  const listUndone = () => {
    const undone = decisions.before().filter((line) => line.sha256 === data.sha256 && line.decision === "rejected" && line.edit);
    const shown = undone.map((line) => {
      const key = `${line.sha256} ${line.edit}`;
      const is = decisions.get(key) ? "rejected" : "no longer rejected";
      const act = () => { decisions.set(key, decisions.get(key) ? null : line); openPanel("repairs"); };
      return item({ "data-verdict": decisions.get(key) ? "reject" : "" }, act, visible(line.before ?? line.edit), " → ", visible(line.after ?? ""), make("span", { class: "soft" }, `  ${[line.rule, line.page ? `page ${line.page}` : null, is].filter((part) => part).join(", ")}`));
    });
    return shown.length ? [make("h3", {}, `Rejected before (${shown.length})`), ...shown] : [];
  };
  const factKey = (field) => `${data.sha256} field ${field}`;
  const correct = (own, box) => {
    const input = make("textarea", { rows: 3, "aria-label": `Corrected ${own.field}` });
    const kept = decisions.get(factKey(own.field))?.value;
    input.value = Array.isArray(kept) ? kept.join("\n") : kept ?? (own.list ? own.parts.join("\n") : own.value);
    const keep = make("button", { type: "button", class: "primary" }, "Keep");
    const drop = make("button", { type: "button" }, kept === undefined ? "Cancel" : "As read");
    keep.addEventListener("click", () => {
      const lines = input.value.split("\n").map((line) => line.trim()).filter((line) => line);
      const value = own.list ? (lines.length ? lines : null) : lines.join(" ") || null;
      decisions.set(factKey(own.field), { sha256: data.sha256, file: data.file, field: own.field, value });
      openPanel("facts");
    });
    drop.addEventListener("click", () => { decisions.set(factKey(own.field), null); openPanel("facts"); });
    box.replaceChildren(make("label", { class: "soft" }, own.list ? `${own.field}, one a line` : own.field), input, make("div", { class: "actions" }, keep, drop));
    input.focus();
  };
  const listFacts = () => data.facts.map((own) => {
    const kept = decisions.get(factKey(own.field));
    const value = kept ? (Array.isArray(kept.value) ? kept.value.join("; ") : kept.value ?? "none") : own.value;
    const from = kept ? "corrected here" : [own.source, own.page ? `page ${own.page}` : null, own.confidence !== undefined ? `${Math.round(own.confidence * 100)} % certain` : null].filter((part) => part).join(", ");
    const box = make("div", { class: kept ? "fact corrected" : "fact" }, make("b", {}, own.field.replaceAll("_", " ")), make("div", { class: "value" }, value), make("div", { class: "soft" }, from));
    (own.contradictions ?? []).forEach((against) => box.append(make("p", { class: "against" }, against)));
    const actions = make("div", { class: "actions" });
    if (own.boxes || own.page) {
      const where = make("button", { type: "button" }, "Show");
      where.setAttribute("aria-label", `Show where ${own.field.replaceAll("_", " ")} stands`);
      where.addEventListener("click", () => lightPlace(own.boxes ?? [], own.page));
      actions.append(where);
    }
    if (own.correctable) {
      const edit = make("button", { type: "button", "aria-label": `Correct ${own.field.replaceAll("_", " ")}` }, "Correct");
      edit.addEventListener("click", () => correct(own, box));
      actions.append(edit);
    }
    box.append(actions);
    return box;
  });
  const listNotices = () => [
    ...data.notices.map((own) => item({}, () => lightPlace(own.boxes), make("span", { class: `chip ${own.severity}` }, own.code), " ", own.message, own.boxes.length ? make("span", { class: "soft" }, `  page ${own.boxes[0][0]}`) : "")),
    ...(data.hidden.length ? [make("h3", {}, "Words that a reader of the pages cannot see")] : []),
    ...data.hidden.map((own) => item({}, () => lightPlace(own.boxes), own.text, make("span", { class: "soft" }, `  ${(own.reasons ?? []).join(", ")}, page ${own.boxes[0][0]}`))),
  ];
  const lists = { repairs: ["Repairs", listRepairs], facts: ["Metadata", listFacts], notices: ["Notices", listNotices] };
  const openPanel = (name) => {
    state.panel = name;
    document.querySelectorAll("[data-panel]").forEach((own) => own.setAttribute("aria-pressed", String(own.dataset.panel === name)));
    panel.hidden = name === null;
    if (name === null) return;
    const [title, made] = lists[name];
    byId("ui_panel_title").textContent = title;
    const children = made();
    list.replaceChildren(...(children.length ? children : [make("p", { class: "soft" }, "There are none.")]));
    showVerdicts();
  };
  const counts = { repairs: repairs.length, facts: data.facts.length, notices: data.notices.length };
  document.querySelectorAll("[data-panel]").forEach((own) => {
    own.querySelector(".count").textContent = String(counts[own.dataset.panel]);
    own.addEventListener("click", () => openPanel(state.panel === own.dataset.panel ? null : own.dataset.panel));
  });
  byId("ui_panel_close").addEventListener("click", () => openPanel(null));
  document.querySelectorAll("[data-layer]").forEach((own) => own.addEventListener("click", () => {
    const on = pane.classList.toggle(`show-${own.dataset.layer}`);
    own.setAttribute("aria-pressed", String(on));
  }));
  document.querySelectorAll("[data-show]").forEach((own) => own.addEventListener("click", () => turn(own.dataset.show)));
  const turn = (to) => {
    main.dataset.shown = to ?? (main.dataset.shown === "text" ? "pages" : "text");
    known = null;
    if (state.passage !== null && main.dataset.shown === "pages") layers.reveal(data.passages[state.passage].boxes[0]);
  };

  // Search.

  const search = byId("ui_search");
  let [found, now] = [[], 0];
  const unmark = () => {
    article.querySelectorAll("mark").forEach((mark) => mark.replaceWith(...mark.childNodes));
    article.normalize();
  };
  const look = () => {
    unmark();
    const words = search.value.trim().toLowerCase();
    [found, now] = [[], 0];
    byId("ui_found").textContent = "";
    if (words.length < 2) return;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let all = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) { nodes.push([node, all.length]); all += node.data; }
    const lower = all.toLowerCase();
    const hits = [];
    if (lower.length === all.length) for (let at = lower.indexOf(words); at >= 0 && hits.length < 500; at = lower.indexOf(words, at + words.length)) hits.push(at);
    let index = nodes.length - 1;
    for (const hit of hits.reverse()) {
      const parts = [];
      for (let end = hit + words.length; index >= 0;) {
        const [node, start] = nodes[index];
        if (start >= end) { index -= 1; continue; }
        const from = Math.max(0, hit - start);
        const piece = from > 0 ? node.splitText(from) : node;
        const length = Math.min(piece.data.length, end - start - from);
        if (length < piece.data.length) piece.splitText(length);
        if (length > 0 && piece.data) { const mark = make("mark"); piece.replaceWith(mark); mark.append(piece); parts.unshift(mark); }
        if (start <= hit) break;
        end = start;
        index -= 1;
      }
      if (parts.length) found.unshift(parts);
    }
    goTo(0);
  };
  const goTo = (at) => {
    byId("ui_found").textContent = found.length ? `${at + 1} of ${found.length}` : search.value.trim().length > 1 ? "none" : "";
    article.querySelectorAll("mark.now").forEach((mark) => mark.classList.remove("now"));
    if (!found.length) return;
    now = at;
    found[now].forEach((mark) => mark.classList.add("now"));
    bring(found[now][0]);
    const passage = found[now][0].closest("[data-passage]");
    if (passage) { const own = data.passages[indices.get(passage.dataset.passage)]; layers.light(own.boxes, indices.get(own.id)); hold(pane); layers.reveal(own.boxes[0]); }
  };
  let timer = 0;
  search.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 150); });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && found.length) goTo((now + (event.shiftKey ? found.length - 1 : 1)) % found.length);
    if (event.key === "Escape") { search.value = ""; look(); scroll.focus(); }
  });

  // Other documents, by doubt.

  const root = document.documentElement.dataset.root;
  if (typeof DOCUMENTS !== "undefined") {
    const here = decodeURI(location.pathname);
    const pages = DOCUMENTS.pages_of.filter((page) => page);
    const at = pages.findIndex((page) => decodeURI(new URL(root + page, location.href).pathname) === here);
    const link = (element, to) => { if (at >= 0 && pages[to]) element.href = root + pages[to]; };
    link(byId("ui_previous"), at - 1);
    link(byId("ui_next"), at + 1);
    if (at >= 0) byId("ui_place").textContent = `${at + 1} of ${pages.length}`;
  }

  // Keys.

  const acts = {
    j: () => nextPassage(1), ArrowDown: () => nextPassage(1), k: () => nextPassage(-1), ArrowUp: () => nextPassage(-1),
    r: () => nextRepair(1), R: () => nextRepair(-1),
    a: () => state.repair !== null && (decide(state.repair, "accepted"), refresh()),
    x: () => state.repair !== null && (decide(state.repair, "rejected"), refresh()),
    u: () => state.repair !== null && (decide(state.repair, null), refresh()),
    l: () => openPanel(state.panel === "repairs" ? null : "repairs"), m: () => openPanel(state.panel === "facts" ? null : "facts"),
    n: () => openPanel(state.panel === "notices" ? null : "notices"),
    "/": () => { turn("text"); search.focus(); search.select(); },
    "]": () => byId("ui_next").click(), "[": () => byId("ui_previous").click(),
    t: () => turn(), "?": showKeys,
    Escape: () => (state.panel !== null && document.activeElement?.closest("#ui_panel") ? openPanel(null) : detail.hidden ? openPanel(null) : clear()),
  };
  addEventListener("keydown", (event) => {
    const act = isPlain(event) && !isTyping(event) ? acts[event.key] : undefined;
    if (act) { event.preventDefault(); act(); }
  });

  decisions.listen(showVerdicts);
  showVerdicts();
})();
