// The report of `offprint inspect`, opened from the disk in Chromium, and from `--serve`.
//
//     npm ci && OFFPRINT=target/release/offprint npm test
//
// OFFPRINT is the program, OFFPRINT_CORPUS the sample corpus where it is not beside, CHROMIUM the browser (/usr/bin/chromium), and OFFPRINT_SHOTS a folder for pictures of what
// was seen, where they are wanted. Without a browser nothing is tested, and it says so.

import AxeBuilder from "@axe-core/playwright";
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const corpus = resolve(process.env.OFFPRINT_CORPUS ?? join(here, "../../corpus"));
const program = resolve(process.env.OFFPRINT ?? join(here, "../../target/release/offprint"));
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const shots = process.env.OFFPRINT_SHOTS;
const skip = existsSync(browserPath) ? false : `no browser at ${browserPath}`;
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

let folder;
let report;
let browser;
const said = [];

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "offprint-browser-"));
  report = join(folder, "report");
  // The sample corpus has an empty file and an encrypted one.
  const run = spawnSync(program, ["inspect", corpus, "-o", report, "--quiet"]);
  assert.equal(run.status, 1, String(run.stderr));
  browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** A page that remembers all that the console says. */
const open = async (path, { viewport = WIDE, scheme = "light", context: given } = {}) => {
  const context = given ?? (await browser.newContext({ viewport, colorScheme: scheme, acceptDownloads: true }));
  const page = await context.newPage();
  page.on("console", (message) => said.push(`${path}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`${path}: ${error.message}`));
  page.on("requestfailed", (request) => said.push(`${path}: ${request.url()} did not load`));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) said.push(`${path}: ${request.url()} was asked for`);
  });
  await page.goto(pathToFileURL(join(report, path)).href);
  return page;
};
const shoot = async (page, name) => {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
};
const PAPER = "case-report.report/index.html";

test("the corpus page lists by doubt, opens a paper, and says why files failed", { skip }, async () => {
  const page = await open("index.html");
  const first = page.locator("#ui_table tbody tr").first();
  assert.match(await first.textContent(), /failed/);
  assert.match(await first.textContent(), /encrypted|empty|not-a-pdf|damaged/);
  assert.equal(await first.locator("a").count(), 0, "a file that failed has no page");
  await page.click('[data-sort="pages"]');
  assert.equal(await page.locator("th.pages").getAttribute("aria-sort"), "descending");
  await page.click("#ui_doubt");
  assert.match(await first.textContent(), /failed/);
  await page.fill("#ui_search", "case-report");
  assert.equal(await page.locator("#ui_table tbody tr:not(.space)").count(), 1);
  await shoot(page, "corpus-search");
  await page.click("#ui_table tbody a");
  await page.waitForSelector("article h1");
  assert.match(page.url(), /case-report\.report/);
});

test("filters and charts narrow the list", { skip }, async () => {
  const page = await open("index.html");
  const rows = page.locator("#ui_table tbody tr:not(.space)");
  const all = await rows.count();
  await page.selectOption('[data-filter="status"]', "failed");
  const failed = await rows.count();
  assert.ok(failed > 0 && failed < all);
  await page.click("#ui_clear");
  assert.equal(await rows.count(), all);
  await page.locator("#ui_chart_repairs .row").first().click();
  assert.ok((await rows.count()) < all);
  await page.click("#ui_clear");
  await page.locator('#ui_chart_quality [role="button"]').last().click();
  const best = await rows.count();
  assert.ok(best > 0 && best < all);
});

test("a paragraph lights its box, and a box its paragraph", { skip }, async () => {
  const page = await open(PAPER);
  const paragraph = page.locator('[data-passage="p-2"]');
  await paragraph.click({ position: { x: 4, y: 4 } });
  await page.waitForSelector(".over .passage.lit");
  const box = await page.locator(".over .passage.lit").first().boundingBox();
  const view = await page.locator("#ui_sheets").boundingBox();
  assert.ok(box.y >= view.y - 1 && box.y < view.y + view.height, "its place is in view");
  const other = page.locator(".over .passage:not(.lit)").nth(3);
  const at = await other.getAttribute("data-at");
  await other.dispatchEvent("click");
  const id = await page.evaluate((at) => JSON.parse(document.getElementById("ui_data").textContent).passages[at].id, Number(at));
  assert.ok(await page.locator(`[data-passage="${id}"]`).evaluate((own) => own.classList.contains("lit")), id);
});

test("a callout shows what it names beside it, and leads there", { skip }, async () => {
  const page = await open(PAPER);
  await page.locator('article a[href^="#ref-"]').first().click();
  assert.match(await page.locator("#ui_detail .work").textContent(), /title/);
  await shoot(page, "document-reference");
  await page.click("#ui_detail .actions button");
  assert.match(await page.locator("[data-passage].lit").getAttribute("data-passage"), /^ref-/);
});

test("page and text scroll in step", { skip }, async () => {
  const page = await open("preprint.report/index.html");
  const top = (id) => page.locator(id).evaluate((own) => own.scrollTop);
  await page.waitForTimeout(200);
  await page.locator("#ui_article").evaluate((own) => { own.scrollTop = own.scrollHeight; });
  await page.waitForTimeout(300);
  const low = await top("#ui_sheets");
  assert.ok(low > 200, `the pages followed to ${low}`);
  await page.locator("#ui_sheets").evaluate((own) => { own.scrollTop = 0; });
  await page.waitForTimeout(300);
  assert.ok((await top("#ui_article")) < 200, "the text followed back");
});

test("a rejected repair is saved, and convert leaves it as printed", { skip }, async () => {
  const page = await open(PAPER);
  await page.locator("ins", { hasText: "effective" }).click();
  await page.waitForSelector("#ui_detail .change");
  await page.waitForSelector(".over .shown .lit");
  await page.mouse.move(900, 20);
  await shoot(page, "report");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.waitForSelector("#ui_detail .change");
  const repair = await page.evaluate(() => JSON.parse(document.getElementById("ui_data").textContent).repairs[0]);
  await page.click('[data-verdict="reject"]');
  assert.equal(await page.locator("#ui_decided").textContent(), "1");
  await shoot(page, "document-repair");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#ui_save")]);
  assert.equal(download.suggestedFilename(), "offprint.decisions.jsonl");
  const decisions = join(folder, "offprint.decisions.jsonl");
  await download.saveAs(decisions);
  assert.equal(JSON.parse(readFileSync(decisions, "utf8")).decision, "rejected");
  const [plain, decided] = [join(folder, "plain"), join(folder, "decided")];
  execFileSync(program, ["convert", join(corpus, "case-report.pdf"), "-o", plain, "--quiet", "--ledger"]);
  execFileSync(program, ["convert", join(corpus, "case-report.pdf"), "-o", decided, "--quiet", "--ledger", "--decisions", decisions]);
  const ledger = (of) => readFileSync(join(of, "case-report.ledger.jsonl"), "utf8");
  assert.ok(ledger(plain).includes(repair.key) && !ledger(decided).includes(repair.key));
  const text = (of) => readFileSync(join(of, "case-report.md"), "utf8");
  assert.notEqual(text(plain), text(decided));
  // A report that goes by the decisions names it, and it can be taken up again there.
  const later = join(report, "..", "later");
  execFileSync(program, ["inspect", join(corpus, "case-report.pdf"), "-o", later, "--quiet", "--decisions", decisions]);
  const next = await open(`../later/${PAPER}`);
  await next.click('[data-panel="repairs"]');
  const undone = next.locator("#ui_list .item").first();
  assert.match(await undone.textContent(), /rejected/);
  assert.equal(await next.locator("#ui_decided").textContent(), "1");
  await undone.click();
  assert.equal(await next.locator("#ui_decided").textContent(), "0");
  // The choice is still there when the page is opened again, and can be taken back.
  await page.reload();
  assert.equal(await page.locator("#ui_decided").textContent(), "1");
  await page.keyboard.press("r");
  await page.keyboard.press("u");
  assert.equal(await page.locator("#ui_decided").textContent(), "0");
});

test("a report that is served takes decisions up at once", { skip }, async () => {
  const served = join(folder, "served");
  const paper = join(corpus, "case-report.pdf");
  const process = spawn(program, ["inspect", paper, "-o", served, "--serve", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    let printed = "";
    for await (const part of process.stdout) {
      printed += part;
      if (printed.includes('"serving"')) break;
    }
    const { url } = JSON.parse(printed.trim().split("\n").at(-1));
    const context = await browser.newContext({ viewport: WIDE });
    const page = await context.newPage();
    const heard = [];
    page.on("console", (message) => heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(error.message));
    page.on("request", (request) => { if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) heard.push(request.url()); });
    await page.goto(url + PAPER);
    const count = async () => Number(await page.locator('[data-panel="repairs"] .count').textContent());
    const before = await count();
    assert.ok(await page.locator("#ui_save").isDisabled(), "nothing is decided yet");
    await page.locator("#ui_article").evaluate((own) => { own.scrollTop = 200; });
    await page.keyboard.press("r");
    await page.click('[data-verdict="reject"]');
    assert.match(await page.locator("#ui_save").textContent(), /^Convert again/);
    const top = await page.locator("#ui_article").evaluate((own) => own.scrollTop);
    await Promise.all([page.waitForEvent("load"), page.click("#ui_save")]);
    await page.waitForFunction(() => document.getElementById("ui_told").textContent === "1 converted again");
    await shoot(page, "document-served");
    assert.equal(await count(), before - 1);
    const now = await page.locator("#ui_article").evaluate((own) => own.scrollTop);
    assert.ok(Math.abs(now - top) < 40, `it opens at ${now}, where it was left at ${top}`);
    assert.match(readFileSync(join(served, "offprint.decisions.jsonl"), "utf8"), /"rejected"/);
    // And back again.
    await page.click('[data-panel="repairs"]');
    await page.locator("#ui_list .item").first().click();
    await Promise.all([page.waitForEvent("load"), page.click("#ui_save")]);
    assert.equal(await count(), before);
    assert.equal(readFileSync(join(served, "offprint.decisions.jsonl"), "utf8"), "");
    // A page that has not seen what another one decided says so, and loses nothing.
    const other = await context.newPage();
    await other.goto(url + PAPER);
    await page.keyboard.press("r");
    await page.keyboard.press("x");
    await Promise.all([page.waitForEvent("load"), page.click("#ui_save")]);
    await other.keyboard.press("m");
    await other.click('[aria-label="Correct title"]');
    await other.fill("#ui_list textarea", "Another title");
    await other.click("#ui_list .primary");
    await other.click("#ui_save");
    await other.waitForFunction(() => /since this page was opened/.test(document.getElementById("ui_told").textContent));
    await other.reload();
    await Promise.all([other.waitForEvent("load"), other.click("#ui_save")]);
    const lines = readFileSync(join(served, "offprint.decisions.jsonl"), "utf8").trim().split("\n");
    assert.equal(lines.length, 2);
    assert.deepEqual(heard, []);
  } finally {
    process.kill();
  }
});

test("metadata shows where it stands, and is corrected", { skip }, async () => {
  const page = await open(PAPER);
  await page.click('[data-panel="facts"]');
  await page.click('[aria-label="Show where title stands"]');
  await page.waitForSelector(".over .shown .lit");
  await shoot(page, "document-metadata");
  await page.click('[aria-label="Correct title"]');
  await page.fill("#ui_list textarea", "Another title");
  await page.click("#ui_list .primary");
  assert.match(await page.locator(".fact.corrected").textContent(), /Another title/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#ui_save")]);
  const decisions = join(folder, "metadata.jsonl");
  await download.saveAs(decisions);
  const again = join(folder, "again");
  execFileSync(program, ["inspect", join(corpus, "case-report.pdf"), "-o", again, "--quiet", "--decisions", decisions]);
  assert.match(readFileSync(join(again, "case-report.md"), "utf8"), /title: Another title/);
  assert.match(readFileSync(join(again, "decided.js"), "utf8"), /Another title/);
});

test("all is done by keys alone", { skip }, async () => {
  const page = await open("index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("preprint");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.waitForSelector("article h1");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await page.locator("[data-passage].lit").count(), 1);
  await page.keyboard.press("/");
  await page.keyboard.type("participants");
  await page.waitForSelector("mark.now");
  await page.keyboard.press("Enter");
  assert.match(await page.locator("#ui_found").textContent(), /^2 of/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("mark").count(), 0);
  await page.keyboard.press("l");
  assert.ok(await page.locator("#ui_panel").isVisible());
  await page.keyboard.press("l");
  await page.keyboard.press("r");
  await page.keyboard.press("a");
  assert.equal(await page.locator("ins.accepted").count() > 0, true);
  await page.keyboard.press("u");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#ui_keys").isVisible());
  await page.keyboard.press("Escape");
  const url = page.url();
  const step = (await page.locator("#ui_next").getAttribute("href")) ? "]" : "[";
  await Promise.all([page.waitForURL((own) => own.href !== url), page.keyboard.press(step)]);
  // What can be clicked is reached by Tab, too.
  const reached = new Set();
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset?.layer || document.activeElement?.dataset?.panel || ""));
  }
  for (const name of ["ui_theme", "ui_help", "roles", "torn", "ui_sheets", "ui_search", "repairs", "facts", "ui_article"]) {
    assert.ok(reached.has(name), `${name} is reached by Tab: ${[...reached].join(" ")}`);
  }
});

test("one side at a time fits a narrow screen", { skip }, async () => {
  for (const path of ["index.html", PAPER]) {
    const page = await open(path, { viewport: NARROW });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= NARROW.width, `${path} is ${wide} wide`);
    await shoot(page, `${path === PAPER ? "document" : "corpus"}-390`);
    if (path === PAPER) {
      await page.click('[data-show="pages"]');
      assert.ok(await page.locator("#ui_sheets").isVisible());
      await page.waitForSelector(".over");
      await shoot(page, "document-390-page");
      await page.click('[data-show="text"]');
      await page.locator('[data-passage="p-2"]').click({ position: { x: 4, y: 4 } });
      await shoot(page, "document-390-chosen");
    }
  }
});

test("axe finds nothing serious, light and dark", { skip }, async () => {
  for (const scheme of ["light", "dark"]) {
    for (const path of ["index.html", PAPER, "poster.report/index.html"]) {
      const page = await open(path, { scheme });
      await page.waitForTimeout(150);
      const name = path === "index.html" ? "corpus" : path.split(".")[0];
      await shoot(page, `${name}-1280-${scheme}`);
      if (path === PAPER) {
        await page.keyboard.press("j");
        await page.click('[data-panel="repairs"]');
        await page.click('[data-layer="roles"]');
        await page.click('[data-layer="order"]');
        await shoot(page, `document-1280-${scheme}-layers`);
      }
      const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
      const serious = violations.filter((own) => ["serious", "critical"].includes(own.impact));
      const told = serious.map((own) => `${own.id}: ${own.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
      assert.deepEqual(told, [], `${path}, ${scheme}`);
    }
  }
});

test("ten thousand documents sort in less than 200 ms", { skip }, async () => {
  const large = join(report, "..", "large");
  cpSync(report, large, { recursive: true });
  const path = join(large, "documents.js");
  const text = readFileSync(path, "utf8");
  const columns = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  const count = columns.files.length;
  const spread = (values, change) => Array.from({ length: 10000 }, (_, at) => change(values[at % count], at));
  const random = (at) => ((at * 7919 + 13) % 10007) / 10007;
  for (const key of ["files", "titles", "authors"]) columns[key] = spread(columns[key], (own, at) => `${String.fromCharCode(97 + Math.floor(random(at) * 26))}${at} ${own}`);
  for (const key of ["pages_of", "why"]) columns[key] = spread(columns[key], (own) => own);
  for (const key of ["pages", "torn", "ms"]) columns[key] = spread(columns[key], (own, at) => Math.floor(random(at) * 500));
  columns.quality = spread(columns.quality, (own, at) => Math.floor(600 + random(at) * 400));
  for (const key of ["status", "kind", "language", "repairs", "diagnostics"]) columns[key].rows = spread(columns[key].rows, (own) => own);
  writeFileSync(path, `"use strict";\nconst DOCUMENTS = ${JSON.stringify(columns)};\n`);
  const page = await open("../large/index.html");
  const took = [];
  for (const key of ["title", "quality", "repairs", "seconds", "title"]) {
    await page.click(`[data-sort="${key}"]`);
    took.push(Number(await page.locator("#ui_table").getAttribute("data-took")));
  }
  assert.ok((await page.locator("#ui_table tbody tr").count()) < 100, "only rows in view are made");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForFunction(() => document.querySelector('tr[aria-rowindex="10001"]'));
  console.log(`10,000 rows sort in ${took.map((own) => own.toFixed(0)).join(", ")} ms`);
  assert.ok(Math.max(...took) < 200, took.join(" "));
  await shoot(page, "corpus-10000");
});

test("pages are there at once", { skip }, async () => {
  for (const [path, most] of [["index.html", 1000], [PAPER, 1500]]) {
    const page = await open(path);
    const took = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
    console.log(`${path} is there after ${took.toFixed(0)} ms`);
    assert.ok(took < most, `${took}`);
  }
});

test("every page opens, and the console stays silent", { skip }, async () => {
  for (const entry of readdirSync(report).filter((own) => own.endsWith(".report"))) await (await open(`${entry}/index.html`)).close();
  assert.deepEqual(said, []);
});
