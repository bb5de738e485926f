// Begins the page: tabs, progress, learning.
import { get, post } from "./api.js";
import { attempt, desk, inTurn, refresh, say, watch } from "./state.js";
import { byId, count, plural } from "./dom.js";
import { redo, undo } from "./actions.js";
import * as candidates from "./candidates.js";
import * as filters from "./filters.js";
import * as keys from "./keys.js";
import * as outcomes from "./outcomes.js";
import * as queue from "./queue.js";

const kLookForOthers = 10_000; // milliseconds
const kWatchLearning = 700;

const kTitles = { suggestions: "Suggestions", negative: "Negative framing" };

async function show(tab) {
  desk.tab = tab;
  for (const each of document.querySelectorAll("[data-tab]")) {
    if (each.dataset.tab === tab) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
  const pairs = tab !== "candidates";
  byId("pairs").hidden = !pairs;
  byId("candidates").hidden = pairs;
  byId("outcomes").hidden = !pairs;
  byId("desk").classList.toggle("one-column", !pairs);
  if (!pairs) {
    await candidates.reload();
    return;
  }
  byId("pairs-title").textContent = kTitles[tab];
  filters.draw();
  outcomes.drawOutcomes(desk.state);
  await queue.reload();
}

function drawProgress(state) {
  const { progress, recent, learning, history, run } = state;
  const decided = progress.accepted + progress.rejected + progress.unsure;
  byId("folder").textContent = run.folder;
  document.title = `Review of ${run.folder} – Bearout`;
  byId("candidates-open").textContent = count(progress.candidates_open);
  byId("negative-open").textContent = count(progress.negative_open);
  const pace = recent > 0 ? ` · ${(recent / 10).toFixed(1)} a minute over the last ten` : "";
  byId("progress").textContent =
    `${state.reviewer ? `${state.reviewer}: ` : ""}${count(decided)} of ${plural(progress.suggestions, "suggestion")} decided ` +
    `(${count(progress.accepted)} accepted, ${count(progress.rejected)} rejected, ${count(progress.unsure)} unsure)${pace}` +
    (run.without_priority > 0 ? ` · ${count(run.without_priority)} less promising ones are in mappings.jsonl alone` : "") +
    (run.weaker_negative > 0 ? ` · ${count(run.weaker_negative)} weaker passages against in framing.jsonl` : "");
  byId("agreement").textContent = state.agreement
    .map((each) =>
      `With ${each.with || "unnamed"}: the same on ${count(each.same)} of ${count(each.pairs)}` +
      (each.kappa === null ? "" : ` (kappa ${each.kappa.toFixed(2)})`))
    .join(" · ");
  const undoButton = byId("undo");
  undoButton.disabled = !history.undo;
  undoButton.title = history.undo ? `Take back: ${history.undo}` : "";
  const redoButton = byId("redo");
  redoButton.disabled = !history.redo;
  redoButton.title = history.redo ? `Do again: ${history.redo}` : "";
  const learn = byId("learn");
  learn.hidden = !learning.offered;
  learn.disabled = learning.running;
  learn.textContent = learning.running ? `Learning: ${learning.stage}…` : "Learn now";
}

async function learn() {
  // Counted before it begins: a quick run may have ended, and been drawn, before its beginning is answered.
  const { runs } = desk.state.learning;
  await post("learn");
  say("Scoring runs again with your decisions; go on meanwhile.");
  await watchLearning(runs);
}

/** Follows a run in the background until there are more than `runs`; then the lists are new and the place is the same. */
async function watchLearning(runs) {
  for (;;) {
    const state = await get("state");
    drawProgress(state);
    if (!state.learning.running) {
      await refresh();
      if (state.learning.error) throw new Error(`Learning failed: ${state.learning.error}`);
      if (state.learning.runs > runs) {
        await show(desk.tab);
        say("Learned. Scores and order are new.");
      }
      return;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, kWatchLearning);
    });
  }
}

/** Somebody else may decide on the same folder. */
async function lookForOthers() {
  if (document.hidden || document.querySelector("dialog[open]")) return;
  const state = await get("state");
  if (state.revision === desk.state.revision) return;
  await refresh();
}

async function begin() {
  await refresh();
  await show("suggestions");
  byId("queue").focus({ preventScroll: true });
  const { running, runs } = desk.state.learning;
  if (running) attempt(() => watchLearning(runs));
}

watch(drawProgress);
outcomes.start();
filters.start();
queue.start();
candidates.start();
keys.start();
for (const each of document.querySelectorAll("[data-tab]"))
  each.addEventListener("click", () => inTurn(() => show(each.dataset.tab)));
byId("undo").addEventListener("click", () => inTurn(undo));
byId("redo").addEventListener("click", () => inTurn(redo));
byId("learn").addEventListener("click", () => attempt(learn));
setInterval(() => lookForOthers().catch(() => {}), kLookForOthers);
inTurn(begin);
