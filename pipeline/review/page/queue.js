// The list of passages: a view that the server keeps, of which only the rows in sight are in the page.
import { get, post } from "./api.js";
import { attempt, desk, filter, say, watch } from "./state.js";
import { byId, count, fill, h, plural } from "./dom.js";
import { drawCard } from "./passage.js";
import { decideAll } from "./actions.js";
import { confirmStep } from "./ask.js";

const kChunk = 40; // rows that are fetched together
const kMargin = 6; // rows above and below those in sight

const list = () => byId("queue");
let view = { id: 0, total: 0 };
let at = 0; // the chosen row
let shown = null; // what it held when it was last drawn
let rows = new Map(); // by number in the view
let fetching = new Map(); // chunks under way
let rowHeight = 0;
let renewals = 0; // of several renewals under way the last one counts

export const current = () => rows.get(at);
export const total = () => view.total;
export const viewId = () => view.id;

const near = (row) =>
  row && { document: row.document, start: row.start, end: row.end, text: row.text, outcome: row.outcome ?? "" };

/** Opens the view of the filter anew; stays at the passage that is chosen, if it is still in the list. */
export async function reload() {
  const kept = current() ?? shown;
  const answer = await post("view", { ...filter(), near: near(kept) });
  view = { id: answer.view, total: answer.total };
  rows = new Map();
  fetching = new Map();
  at = answer.at ?? Math.min(at, Math.max(0, view.total - 1));
  if (answer.at === null) at = 0;
  drawFrame();
  await select(at);
}

/** Fetches some rows, into the cache as it is when they come, or into a map of their own. */
async function fetchChunk(chunk, own) {
  const { id } = view;
  const answer = await get("rows", { view: id, from: chunk * kChunk, count: kChunk });
  if (id !== view.id) return; // another list is shown by now
  if (answer.gone) {
    await reload(); // the results are new, or too many views were opened elsewhere
    return;
  }
  const into = own ?? rows;
  answer.rows.forEach((row, i) => into.set(answer.from + i, row));
}

/** Sees to it that rows [first, last] are there. */
async function need(first, last) {
  const waiting = [];
  for (let chunk = Math.floor(first / kChunk); chunk <= Math.floor(last / kChunk); ++chunk) {
    if (rows.has(Math.min(chunk * kChunk, view.total - 1)) && rows.has(Math.min((chunk + 1) * kChunk, view.total) - 1)) continue;
    if (!fetching.has(chunk)) {
      fetching.set(chunk, fetchChunk(chunk).finally(() => fetching.delete(chunk)));
    }
    waiting.push(fetching.get(chunk));
  }
  await Promise.all(waiting);
}

const kMarks = { accept: "✓ accepted", reject: "✗ rejected", unsure: "? unsure" };
const kNegativeMarks = { accept: "✓ confirmed", reject: "✗ dismissed", unsure: "? unsure" };

export const markOf = (row) => (desk.tab === "negative" ? kNegativeMarks : kMarks)[row.mine?.decision];

function scoreText(row) {
  if (desk.tab === "negative") return `against ${row.outcome ?? "none in particular"}`;
  return `${row.score === null ? "by hand" : row.score.toFixed(2)} for ${row.outcome}`;
}

function drawRow(number) {
  const row = rows.get(number);
  const chosen = number === at;
  const element = h("div", {
    class: `row${chosen ? " chosen" : ""}${row?.mine ? " decided" : ""}`,
    role: "option",
    id: `row-${number}`,
    "aria-selected": String(chosen),
    "aria-posinset": String(number + 1),
    "aria-setsize": String(view.total),
    onclick: () => attempt(() => select(number)),
  });
  element.style.top = `${number * rowHeight}px`;
  if (!row) {
    element.append("…");
    return element;
  }
  const framing = row.mine?.framing ?? row.framing;
  element.append(
    h("span", { class: "row-text" }, row.text),
    h(
      "span",
      { class: "row-facts" },
      h("span", { class: `score ${row.band}` }, scoreText(row)),
      desk.tab === "suggestions" && framing === "contrary" && h("span", { class: "tag against" }, "against"),
      row.mine?.star && h("span", { class: "tag star" }, "★ example"),
      row.mine && h("span", { class: `tag ${row.mine.decision}` }, markOf(row)),
      row.others.length > 0 && h("span", { class: "tag" }, `${plural(row.others.length, "other")}`),
    ),
  );
  return element;
}

/** The height that a row has with this font and zoom. */
function measure() {
  const probe = h("div", { class: "row" }, "x");
  list().append(probe);
  rowHeight = probe.getBoundingClientRect().height;
  probe.remove();
}

function inSight() {
  const box = list();
  const first = Math.floor(box.scrollTop / rowHeight) - kMargin;
  const last = Math.ceil((box.scrollTop + box.clientHeight) / rowHeight) + kMargin;
  return [Math.max(0, first), Math.min(view.total - 1, last)];
}

function drawRows() {
  const [first, last] = inSight();
  const drawn = [];
  for (let number = first; number <= last; ++number) drawn.push(drawRow(number));
  const spacer = h("div", { class: "spacer", "aria-hidden": "true" });
  spacer.style.height = `${view.total * rowHeight}px`;
  fill(list(), spacer, drawn);
  if (view.total > 0 && at >= first && at <= last) list().setAttribute("aria-activedescendant", `row-${at}`);
  else list().removeAttribute("aria-activedescendant");
}

async function drawSight() {
  if (view.total === 0) return;
  drawRows();
  const [first, last] = inSight();
  await need(first, last);
  drawRows();
}

const kWords = { accept: "Accept", reject: "Reject", unsure: "Unsure" };
const kNegativeWords = { accept: "Confirm", reject: "Dismiss" };

async function bulk(decision, word) {
  const sure = await confirmStep(
    `${word} ${plural(view.total, "passage")}?`,
    `All ${count(view.total)} that the filter shows get this decision, those further down too. One undo takes it back.`,
    `${word} ${count(view.total)}`,
  );
  if (sure) await attempt(() => decideAll(view.id, view.total, decision));
  list().focus();
}

function drawBulk() {
  const words = desk.tab === "negative" ? kNegativeWords : kWords;
  const buttons = Object.entries(words).map(([decision, word]) =>
    h("button", { type: "button", onclick: () => bulk(decision, word) }, `${word} all ${count(view.total)}…`));
  fill(
    byId("bulk"),
    h("p", { class: "total" }, h("b", {}, count(view.total)), view.total === 1 ? " passage" : " passages"),
    view.total > 1 && h("p", { class: "buttons", role: "group", "aria-label": "All that the filter shows" }, buttons),
  );
}

function drawFrame() {
  const empty = byId("empty");
  empty.hidden = view.total > 0;
  list().hidden = view.total === 0;
  if (view.total === 0) {
    empty.textContent = filter().state === "open"
      ? "Nothing is open here. Choose another outcome, or other decisions to look at."
      : "No passage passes this filter.";
  }
  drawBulk();
  if (view.total > 0) measure();
}

function draw(row) {
  shown = row;
  drawCard(row, at, view.total);
}

/** Chooses a row and shows it. */
export async function select(number) {
  if (view.total === 0) {
    fill(list());
    draw(null);
    return;
  }
  at = Math.max(0, Math.min(view.total - 1, number));
  const box = list();
  const top = at * rowHeight;
  drawRows(); // the spacer must be there to scroll to
  if (top < box.scrollTop) box.scrollTop = top;
  if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
  await need(at, at);
  await drawSight();
  draw(current());
}

export const step = (by) => select(at + by);

/** After a decision: on to the next. */
export async function advance() {
  if (at + 1 >= view.total) {
    await select(at);
    say("That was the last of this list.");
    return;
  }
  await step(1);
}

/** Decisions have changed: what is in sight is fetched again, while the rows that are there can be worked on. */
async function renew() {
  if (view.total === 0 || desk.tab === "candidates") return;
  renewals += 1;
  const own = renewals;
  const { id } = view;
  const [first, last] = inSight();
  const chunks = new Set([first, last, at].map((number) => Math.floor(number / kChunk)));
  const fresh = new Map();
  await Promise.all([...chunks].map((chunk) => fetchChunk(chunk, fresh)));
  if (own !== renewals || id !== view.id) return;
  for (const number of [at - 1, at, at + 1]) {
    if (!fresh.has(number) && rows.has(number)) fresh.set(number, rows.get(number));
  }
  rows = fresh;
  fetching = new Map();
  drawRows();
  draw(current());
}

export function start() {
  let waiting = false;
  list().addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      attempt(drawSight);
    });
  });
  window.addEventListener("resize", () => {
    if (view.total === 0) return;
    measure();
    attempt(() => select(at));
  });
  watch(() => attempt(renew));
}
