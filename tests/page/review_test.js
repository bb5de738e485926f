// The reviewer's page as a person uses it, in Debian's Chromium: node review_test.js PROGRAM SAMPLES [JUNIT [SCREENSHOTS]]
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { check, runAll, same, startReview, test } from "./harness.js";

const [program, sample, junit, screenshots] = process.argv.slice(2);
if (screenshots) mkdirSync(screenshots, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "bearout-page-"));

function run(name, comments, outcomes) {
  const results = join(folder, name);
  execFileSync(program, ["--quiet", "run", "--outcomes", outcomes, "--comments", comments, "--out", results]);
  return results;
}

// Texts that a page must show and never obey.
const kNasty = [
  "<script>window.hacked = true</script> The tablet helps my family to keep in touch online.",
  '<img src=x onerror="window.hacked = true"> We keep in touch with family and friends online.',
  "مرحبا: the programme helps older residents to keep in touch with family online.",
  "👩‍👩‍👧‍👦 older residents keep in touch with friends and family online 👍🏽",
  "javascript:window.hacked=true // keeps family and friends in touch online & cheap > dear",
];

const browser = await chromium.launch({
  executablePath: process.env.BEAROUT_CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const results = run("sample", join(sample, "comments.xml"), join(sample, "outcomes.md"));
let review = await startReview(program, results, ["--as", "Ana"]);

/** A fresh page; errors in it fail the test. */
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.troubles = [];
  page.on("pageerror", (error) => page.troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") page.troubles.push(message.text());
  });
  await page.goto(address);
  await page.waitForSelector(".card .passage");
  return page;
}
async function close(page) {
  same(page.troubles, [], "errors on the page");
  await page.context().close();
}
const decided = (page) => page.textContent("#progress").then((text) => Number(text.match(/([\d,]+) of/)[1].replace(",", "")));
const total = (page) => page.textContent("#bulk b").then((text) => Number(text.replace(",", "")));
/** Waits until `read` gives `wanted`. */
async function until(read, wanted, what) {
  let found;
  for (let i = 0; i < 100; ++i) {
    found = await read();
    if (found === wanted) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  same(found, wanted, what);
}
/** Takes back one step after the other: until the page says that one is undone, its button tells of that one still. */
async function undoAll(page) {
  while (await page.isEnabled("#undo")) {
    await page.evaluate(() => {
      document.getElementById("message").textContent = "";
    });
    await page.click("#undo");
    await page.waitForSelector("#message:has-text('Undone:')", { state: "attached" });
  }
}

test("accept by keyboard, go on to the next, undo", async () => {
  const page = await open(review.address);
  const first = await page.textContent(".card .passage");
  await page.keyboard.press("a");
  await until(() => decided(page), 1, "decided");
  await until(async () => (await page.textContent(".card .passage")) !== first, true, "the next passage is shown");
  check((await page.textContent("#row-0")).includes("accepted"), "the row says that it was accepted");
  await page.keyboard.press("r");
  await until(() => decided(page), 2, "decided");
  await page.keyboard.press("z");
  await page.keyboard.press("z");
  await until(() => decided(page), 0, "decided after undo");
  await page.keyboard.press("y");
  await until(() => decided(page), 1, "decided after redo");
  await page.keyboard.press("z");
  await until(() => decided(page), 0, "decided at the end");
  await close(page);
});

test("framing, star, note and other outcomes", async () => {
  const page = await open(review.address);
  await page.keyboard.press("3");
  await page.waitForSelector('.framing button[aria-pressed="true"]:has-text("unclear")');
  await page.keyboard.press("s");
  await page.waitForSelector("#row-0 .tag.star");
  await page.keyboard.press("n");
  await page.fill("#dialog-text", "Ask her for a photograph");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".card .note:has-text('photograph')");
  check(await page.isVisible('.framing button[aria-pressed="true"]:has-text("unclear")'), "the framing stays");
  await page.keyboard.press("o");
  await page.check("#dialog-choice-1");
  await page.click("#dialog button.primary");
  await until(() => decided(page), 2, "decided");
  await undoAll(page);
  same(await decided(page), 0, "decided after undo");
  await close(page);
});

test("filter, search, and bulk on exactly what is shown", async () => {
  const page = await open(review.address);
  const all = await total(page);
  await page.click(".outcome >> nth=2");
  await until(async () => (await total(page)) < all, true, "fewer for one outcome");
  const ofOutcome = await total(page);
  await page.selectOption("#filter-band", "unsure");
  await until(async () => (await total(page)) < ofOutcome, true, "fewer of the unsure ones");
  const shown = await total(page);
  await page.click("#bulk button:has-text('Reject all')");
  check((await page.textContent("#dialog h2")).includes(`${shown} passage`), "the count is said before");
  await page.click("#dialog button.primary");
  await until(() => decided(page), shown, "decided by bulk");
  await page.click("#undo");
  await until(() => decided(page), 0, "one undo takes all of it back");
  await page.selectOption("#filter-band", "");
  await page.click(".outcome >> nth=0");
  await until(() => total(page), all, "all again");
  await page.keyboard.press("/");
  await page.keyboard.type("LAPTOP");
  await until(async () => (await total(page)) < all, true, "the search filters");
  const found = async () => {
    const texts = await page.locator(".row-text").allTextContents();
    return texts.length > 0 && texts.every((text) => /laptop/i.test(text));
  };
  await until(found, true, "all hold what was searched for");
  await close(page);
});

test("why a score, and the whole text", async () => {
  const page = await open(review.address);
  await page.keyboard.press("w");
  await page.waitForSelector("#why-box table tbody tr >> nth=2");
  check((await page.textContent("#why-box tfoot")).includes("a score of"), "the sum is told");
  await page.keyboard.press("d");
  await page.waitForSelector('#passage-text[data-whole="yes"]');
  await close(page);
});

test("a candidate becomes an outcome with passages to decide on, and stops being one", async () => {
  const page = await open(review.address);
  await page.click('[data-tab="candidates"]');
  await page.waitForSelector(".candidate");
  await page.fill("#wording-0", "People of all ages teach one another.");
  await page.click(".candidate >> nth=0 >> text=Make it an outcome");
  await page.waitForSelector(".candidate >> nth=0 >> text=on the list");
  await page.click('[data-tab="suggestions"]');
  await page.click(".outcome:has-text('People of all ages')");
  await until(async () => (await total(page)) > 0, true, "its passages wait");
  await page.keyboard.press("a");
  await until(() => decided(page), 1, "decided");
  await page.keyboard.press("z");
  await until(() => decided(page), 0, "undone");
  await page.click('[data-tab="candidates"]');
  await page.click(".candidate >> nth=0 >> text=Open again");
  await page.waitForSelector(".candidate >> nth=0 >> text=Make it an outcome");
  await page.click(".candidate >> nth=1 >> text=Dismiss");
  await page.waitForSelector(".candidate >> nth=1 >> text=dismissed");
  await page.keyboard.press("z");
  await page.waitForSelector(".candidate >> nth=1 >> text=Make it an outcome");
  await undoAll(page);
  await close(page);
});

test("negative framing is confirmed, moved, dismissed", async () => {
  const page = await open(review.address);
  await page.click('[data-tab="negative"]');
  await page.waitForSelector(".card:has-text('gainst')");
  await page.keyboard.press("a");
  await page.waitForSelector("#queue .tag:has-text('confirmed')");
  await page.keyboard.press("r");
  await page.waitForSelector("#queue .tag:has-text('dismissed')");
  await page.keyboard.press("o");
  await page.selectOption("#dialog-choice", { index: 1 });
  await page.click("#dialog button.primary");
  await until(() => page.locator("#queue .tag:has-text('dismissed')").count(), 2, "the moved one is dismissed for its old outcome");
  await undoAll(page);
  await close(page);
});

test("learn now: new scores, the same place, decisions kept; without any the same results", async () => {
  const files = ["mappings.jsonl", "candidates.json", "framing.jsonl", "outcomes.json", "documents.jsonl.zst"];
  const contents = () => files.map((file) => readFileSync(join(results, file)).toString("base64"));
  const before = contents();
  const page = await open(review.address);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const place = await page.textContent(".card .passage");
  const learn = async () => {
    await page.click("#learn");
    await page.waitForSelector("#message:has-text('Learned.')", { timeout: 60_000 });
  };
  await learn();
  same(contents(), before, "results without decisions");
  same(await page.textContent(".card .passage"), place, "the place");
  await page.keyboard.press("a");
  await until(() => decided(page), 1, "decided");
  await page.keyboard.press("r");
  await until(() => decided(page), 2, "decided");
  await page.evaluate(() => {
    document.getElementById("message").textContent = "";
  });
  await learn();
  same(await decided(page), 2, "decided after learning");
  check(readFileSync(join(results, "mappings.jsonl"), "utf8").includes('"decided":"accept"'), "the rows say what was decided");
  await undoAll(page);
  await page.evaluate(() => {
    document.getElementById("message").textContent = "";
  });
  await learn();
  same(contents(), before, "results after all was undone");
  await close(page);
});

test("a run that ends before its beginning is answered is told of", async () => {
  const page = await open(review.address);
  const runs = () =>
    page.evaluate(async () => {
      const headers = { Authorization: `Bearer ${location.hash.slice(1)}` };
      const state = await (await fetch("/api/state", { headers })).json();
      return state.learning.runs;
    });
  const before = await runs();
  let trouble = null; // what is thrown in there would end the program
  await page.route("**/api/learn", async (route) => {
    try {
      const answer = await route.fetch();
      for (let i = 0; i < 60 && (await runs()) === before; ++i) await page.waitForTimeout(1000);
      check((await runs()) > before, "the run has ended");
      await page.keyboard.press("a"); // the page asks for the state, and draws it
      await until(() => decided(page), 1, "decided");
      await route.fulfill({ response: answer });
    } catch (error) {
      trouble = error;
    }
  });
  const learned = () => page.waitForSelector("#message:has-text('Learned.')", { timeout: 120_000 });
  await page.click("#learn");
  await learned().catch((error) => {
    throw trouble ?? error;
  });
  await undoAll(page);
  await page.unroute("**/api/learn");
  await page.click("#learn"); // the tests that follow begin from results without decisions
  await learned();
  await close(page);
});

test("two pages at once stay right", async () => {
  const one = await open(review.address);
  const two = await open(review.address);
  await one.keyboard.press("a");
  await until(() => decided(one), 1, "decided on one page");
  await two.keyboard.press("j");
  await two.keyboard.press("a");
  await until(() => decided(two), 2, "both count on the other");
  await two.keyboard.press("z");
  await two.keyboard.press("z");
  await until(() => decided(two), 0, "undone");
  await close(one);
  await close(two);
});

test("a reload changes nothing", async () => {
  const page = await open(review.address);
  await page.keyboard.press("a");
  await until(() => decided(page), 1, "decided");
  await page.reload();
  await page.waitForSelector(".card .passage");
  await until(() => decided(page), 1, "decided after reload");
  await page.keyboard.press("z");
  await until(() => decided(page), 0, "undone after reload");
  await close(page);
});

test("killed with -9 in the middle, started again: nothing is lost", async () => {
  const page = await open(review.address);
  let acknowledged = 0;
  page.on("response", (response) => {
    if (response.url().endsWith("/api/decide") && response.status() === 200) acknowledged += 1;
  });
  for (let i = 0; i < 12; ++i) await page.keyboard.press(i % 3 === 0 ? "r" : "a");
  await until(async () => acknowledged >= 3, true, "some are acknowledged, others under way");
  await review.kill("SIGKILL");
  await page.keyboard.press("a");
  await page.waitForSelector("#trouble:not([hidden])");
  check((await page.textContent("#trouble")).includes("no longer running"), "the page says so");
  await page.context().close();
  review = await startReview(program, results, ["--as", "Ana"]);
  const again = await open(review.address);
  const kept = await decided(again);
  check(kept >= acknowledged && kept <= acknowledged + 1, `${kept} kept of ${acknowledged} acknowledged`);
  const lines = execFileSync(program, ["export", results, "--to", "decisions"], { encoding: "utf8" }).trim().split("\n");
  same(lines.length, kept, "lines of decisions.jsonl");
  await undoAll(again);
  same(await decided(again), 0, "all of it can be undone");
  await close(again);
});

test("HTML, scripts, right-to-left text and emoji are text", async () => {
  const comments = join(folder, "nasty.jsonl");
  writeFileSync(comments, kNasty.map((text, i) => JSON.stringify({ id: `<b>${i}</b>`, text, author: "<i>Eve</i>" })).join("\n"));
  const nasty = await startReview(program, run("nasty", comments, join(sample, "outcomes.md")));
  const page = await open(nasty.address);
  const seen = (await page.locator(".row-text").allTextContents()).join("\n");
  for (const part of ["<script>window.hacked = true</script>", "<img src=x", "مرحبا", "👩‍👩‍👧‍👦", "cheap > dear"])
    check(seen.includes(part), `${part} is shown as text`);
  for (let i = 0; i < (await total(page)); ++i) await page.keyboard.press("j");
  same(await page.evaluate(() => window.hacked), undefined, "no script ran");
  same(await page.locator("#card img, #queue img, #card script").count(), 0, "elements made of comments");
  await nasty.kill();
  await close(page);
});

test("letters can be switched off as keys", async () => {
  const page = await open(review.address);
  await page.keyboard.press("?");
  await page.uncheck("#keys-on");
  await page.click("#keys button.primary");
  await page.keyboard.press("a");
  await page.waitForTimeout(200);
  same(await decided(page), 0, "decided");
  await close(page);
});

const kViews = { suggestions: async () => {}, candidates: (page) => page.click('[data-tab="candidates"]'), negative: (page) => page.click('[data-tab="negative"]'), why: (page) => page.keyboard.press("w"), keys: (page) => page.keyboard.press("?") };

for (const [name, show] of Object.entries(kViews)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no serious finding of axe: ${name}, ${colorScheme}`, async () => {
      const page = await open(review.address, { colorScheme, bypassCSP: true });
      await show(page);
      await page.waitForTimeout(250);
      if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-${colorScheme}.png`) });
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      const serious = found.violations.filter((each) => ["serious", "critical"].includes(each.impact));
      same(serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`), [], "findings");
      await close(page);
    });
  }
}

for (const [name, options] of Object.entries({
  "360 pixels": { viewport: { width: 360, height: 780 } },
  "200 % zoom": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
})) {
  test(`usable at ${name}`, async () => {
    const page = await open(review.address, options);
    for (const tab of ["suggestions", "candidates", "negative"]) {
      await page.click(`[data-tab="${tab}"]`);
      await page.waitForTimeout(250);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(sideways <= 0, `${tab} scrolls sideways by ${sideways} pixels`);
      if (screenshots) await page.screenshot({ path: join(screenshots, `${tab}-${name.split(" ")[0]}.png`), fullPage: true });
    }
    await page.click('[data-tab="suggestions"]');
    await page.click(".card .main button >> nth=0");
    await until(() => decided(page), 1, "decided by touch");
    await page.click("#undo");
    await until(() => decided(page), 0, "undone");
    await close(page);
  });
}

let passed = false;
try {
  passed = await runAll(junit);
} finally {
  await review.kill();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(passed ? 0 : 1);
