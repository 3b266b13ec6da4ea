// Distributions as drawings, each bar of which filters the list.
"use strict";

/** A histogram of numbers between 0 and 1: the lowest figures need the most room, so that its first bar takes what is below. */
const histogram = (figure, values, choose) => {
  const [low, steps, width, height] = [0.6, 20, 420, 132];
  const bins = Array.from({ length: steps + 1 }, () => 0);
  const binOf = (value) => (value < low ? 0 : Math.min(steps, 1 + Math.floor(((value - low) / (1 - low)) * steps)));
  values.forEach((value) => { if (value >= 0) bins[binOf(value)] += 1; });
  const most = Math.max(1, ...bins);
  const each = width / bins.length;
  const edge = (bin) => (bin === 0 ? 0 : low + ((bin - 1) * (1 - low)) / steps);
  const bars = bins.map((count, bin) => {
    const tall = count ? Math.max(2, (count / most) * (height - 32)) : 0;
    const [from, to] = [edge(bin), bin === steps ? 1.001 : edge(bin + 1)];
    const name = `${count} of quality ${from.toFixed(2)} to ${Math.min(1, to).toFixed(2)}`;
    const group = draw("g", count ? { role: "button", tabindex: "0", "aria-pressed": "false", "aria-label": name } : {},
      draw("rect", { class: "hit", x: bin * each, y: 0, width: each, height: height - 18 }),
      draw("rect", { class: "bar", x: bin * each + 1, y: height - 18 - tall, width: each - 2, height: tall, rx: 1.5 }), draw("title", {}, name));
    if (count) {
      const act = () => choose(group.getAttribute("aria-pressed") === "true" ? null : [from, to], group);
      group.addEventListener("click", act);
      group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); act(); } });
    }
    return group;
  });
  const label = (x, words, anchor) => draw("text", { x, y: height - 4, "text-anchor": anchor }, words);
  figure.append(draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Documents by quality" },
    draw("line", { x1: 0, x2: width, y1: height - 17.5, y2: height - 17.5 }), ...bars,
    label(0, `below ${low}`, "start"), label(each * (1 + steps / 2), "0.80", "middle"), label(width, "1.00", "end")));
};

/** Counts under names as bars, the most frequent first. */
const bars = (figure, counts, choose) => {
  const rows = [...counts].sort((a, b) => b[1] - a[1]);
  const most = Math.max(1, ...rows.map((row) => row[1]));
  const box = make("div", { class: "bars", tabindex: "0", role: "group", "aria-label": figure.querySelector("figcaption").textContent });
  rows.forEach(([name, count]) => {
    const row = make("button", { type: "button", class: "row", "aria-pressed": "false", "data-name": name }, make("span", {}, name),
      draw("svg", { viewBox: "0 0 100 9", preserveAspectRatio: "none", "aria-hidden": "true" }, draw("rect", { class: "bar", width: Math.max(1, (count / most) * 100), height: 9, rx: 1 })),
      make("span", { class: "number" }, count.toLocaleString("en")));
    row.addEventListener("click", () => choose(row.getAttribute("aria-pressed") === "true" ? "" : name));
    box.append(row);
  });
  if (!rows.length) box.append(make("p", {}, "None."));
  figure.append(box);
};
