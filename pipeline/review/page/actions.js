// Decisions: each is one step that can be undone, and is on the disk before the page shows it.
import { post } from "./api.js";
import { desk, liveOutcomes, outcomeName, refresh, refreshSoon, say } from "./state.js";

const passage = (row) => ({ document: row.document, start: row.start, end: row.end, text: row.text });

/** The mapping act for a row: what was said of it before stays, unless `change` says otherwise. */
export function mappingAct(row, change) {
  const mine = row.mine ?? {};
  const act = { kind: "mapping", ...passage(row), outcome: row.outcome, decision: mine.decision ?? "accept" };
  if (mine.framing) act.framing = mine.framing;
  if (mine.star) act.star = true;
  if (mine.note) act.note = mine.note;
  Object.assign(act, change);
  if (act.decision !== "accept") delete act.star;
  return act;
}

export const framingAct = (row, decision, outcome = row.outcome ?? "") => ({
  kind: "framing",
  ...passage(row),
  outcome,
  decision,
});

export async function decide(label, acts) {
  await post("decide", { label, acts });
  await refresh();
}

/** One decision on one row: as soon as it is kept the row shows it, and the counts follow. */
async function decideOne(row, label, act) {
  await post("decide", { label, acts: [act] });
  const { decision, framing, star, note } = act;
  const word = { confirm: "accept", dismiss: "reject" }[decision] ?? decision;
  row.mine = { by: desk.state.reviewer, decision: word, framing, star: Boolean(star), note: note ?? "" };
  refreshSoon();
}

const kDone = { accept: "Accepted", reject: "Rejected", unsure: "Left as unsure" };

export async function decideRow(row, decision) {
  if (desk.tab === "negative") {
    const word = decision === "accept" ? "confirm" : "dismiss";
    await decideOne(row, word, framingAct(row, word));
    say(decision === "accept" ? "Confirmed as negative." : "Dismissed.");
    return;
  }
  await decideOne(row, decision, mappingAct(row, { decision }));
  say(`${kDone[decision]} for ${outcomeName(row.outcome)}`);
}

/** The passage shows other outcomes: accepted for these, and rejected for its own where `leave` says so. */
export async function assign(row, outcomes, leave) {
  const acts = outcomes.map((outcome) => mappingAct({ ...row, mine: null }, { outcome, decision: "accept" }));
  if (leave) acts.push(mappingAct(row, { decision: "reject" }));
  await decide("other outcomes", acts);
  say(`Accepted for ${outcomes.map(outcomeName).join("; ")}`);
}

/** A passage against one outcome is against another (or against none in particular). */
export async function moveNegative(row, outcome) {
  await decide("move", [framingAct(row, "dismiss"), framingAct(row, "confirm", outcome)]);
  say(outcome ? `Confirmed against ${outcomeName(outcome)}` : "Confirmed against no outcome in particular.");
}

export async function openAgain(row) {
  await post("clear", { list: desk.tab, numbers: [row.n] });
  await refresh();
  say("Open again.");
}

export async function decideAll(view, total, decision) {
  await post("bulk", { view, expected: total, decision });
  await refresh();
  say(`Done for ${total} passages. One undo takes all of it back.`);
}

export async function undo() {
  const { label } = await post("undo");
  await refresh();
  say(label ? `Undone: ${label}.` : "There is nothing to undo.");
}

export async function redo() {
  const { label } = await post("redo");
  await refresh();
  say(label ? `Done again: ${label}.` : "There is nothing to do again.");
}

/** An id that no outcome has: the next number on a numbered list. */
export function newOutcomeId() {
  const ids = desk.state.outcomes.map((each) => each.id);
  if (ids.every((id) => /^\d+$/.test(id))) return String(Math.max(0, ...ids.map(Number)) + 1);
  let number = 1;
  while (ids.includes(`new-${number}`)) ++number;
  return `new-${number}`;
}

export async function promote(candidate, text) {
  const id = newOutcomeId();
  await decide("promote", [
    { kind: "outcome", action: "add", outcome: id, text, from_candidate: candidate.statement },
    { kind: "candidate", action: "promote", statement: candidate.statement, into: id },
  ]);
  say(`Now outcome ${id}. Its passages wait under Suggestions.`);
}

export async function mergeCandidate(candidate, into) {
  await decide("merge", [{ kind: "candidate", action: "merge", statement: candidate.statement, into }]);
  say(liveOutcomes().some((each) => each.id === into) ? `Merged into ${outcomeName(into)}` : `Merged into “${into}”`);
}

export async function dismissCandidate(candidate) {
  await decide("dismiss", [{ kind: "candidate", action: "dismiss", statement: candidate.statement }]);
  say("Dismissed.");
}

/** Takes back what this reviewer decided on a candidate; an outcome that came of it goes too. */
export async function undoCandidate(candidate) {
  await post("reopen", { statement: candidate.statement });
  await refresh();
  say("Open again.");
}

export async function reword(id, text) {
  await decide("reword", [{ kind: "outcome", action: "reword", outcome: id, text }]);
  say("Reworded. The next run judges passages by the new words.");
}

export async function retire(id) {
  await decide("retire", [{ kind: "outcome", action: "retire", outcome: id }]);
  say(`Outcome ${id} is retired; what was decided on it is kept.`);
}
