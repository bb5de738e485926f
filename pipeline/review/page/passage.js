// The chosen passage: in its surroundings, with what decided marked, and all that can be said of it.
import { get } from "./api.js";
import { attempt, desk, inTurn, liveOutcomes, outcome, outcomeName } from "./state.js";
import { byId, codePoints, fill, h, percent } from "./dom.js";
import * as actions from "./actions.js";
import { askChoice, askChoices, askText } from "./ask.js";
import { advance, current, markOf, select } from "./queue.js";

const kMostMarks = 6;
const kVia = {
  words: "word of the outcome",
  parts: "part of a word",
  knowledge: "related word",
  learned: "learned from all comments",
  reviewed: "learned from decisions",
  reference: "names the outcome",
};
const kCues = {
  criticism: "criticism",
  negation: "negation",
  reversal: "reversal",
  antonym: "opposite",
  contrast: "contrast",
  number: "number",
};

/** What is marked: the strongest evidence, and cues of framing before it where both lie on one word. */
function marksOf(row) {
  const evidence = (row.mapping?.evidence ?? [])
    .filter((each) => each.weight > 0)
    .map((each) => ({ ...each, text: each.term, why: kVia[each.via] ?? each.via, kind: "because" }));
  const strongest = [];
  for (const each of evidence) {
    if (strongest.length === kMostMarks) break;
    if (!strongest.some((other) => other.start < each.end && each.start < other.end)) strongest.push(each);
  }
  const cues = (row.negative?.cues ?? []).map((each) => ({ ...each, text: each.cue, why: kCues[each.kind] ?? each.kind, kind: "cue" }));
  const marks = [];
  for (const each of [...cues, ...strongest]) {
    if (!marks.some((other) => other.start < each.end && each.start < other.end)) marks.push(each);
  }
  return marks.sort((a, b) => a.start - b.start);
}

/** A stretch of the document from code point `begin` on, with its marks. */
function marked(text, begin, marks) {
  const points = codePoints(text);
  const parts = [];
  let done = 0;
  for (const each of marks) {
    const start = each.start - begin;
    const end = each.end - begin;
    if (start < done || end > points.length) continue;
    parts.push(points.slice(done, start).join(""));
    parts.push(h("mark", { class: each.kind, title: each.why }, points.slice(start, end).join("")));
    done = end;
  }
  parts.push(points.slice(done).join(""));
  return parts;
}

function legend(marks) {
  if (marks.length === 0) return null;
  return h(
    "ul",
    { class: "legend", "aria-label": "Why" },
    marks.map((each) => h("li", {}, h("mark", { class: each.kind }, each.text), ` ${each.why}`)),
  );
}

function heading(row) {
  if (desk.tab === "negative") {
    return h("h3", {}, row.outcome ? "Against " : "Against no outcome in particular", row.outcome && outcomeName(row.outcome));
  }
  const found = outcome(row.outcome);
  return h("h3", {}, `${row.outcome}. `, found ? found.text : "");
}

function facts(row) {
  const link = /^https?:\/\//.test(row.url)
    ? h("a", { href: row.url, target: "_blank", rel: "noreferrer" }, "page")
    : null;
  const names = [row.author, row.date, row.source].filter(Boolean).join(" · ");
  return h("p", { class: "facts" }, names, names && " · ", `document ${row.document}`, link && " · ", link);
}

function verdict(row) {
  if (desk.tab === "negative") return h("p", { class: "verdict" }, `framing ${row.framing_score.toFixed(2)}`);
  const said = row.score === null
    ? "Added by hand."
    : `${row.band === "likely" ? "Likely" : "Unsure"}: of passages like this, about ${percent(row.score)} fit.`;
  const framing = { supports: "Speaks for it", contrary: "Turns it round", unclear: "For or against is unclear" }[row.framing];
  return h("p", { class: "verdict" }, said, row.score !== null && ` ${framing} (${row.framing_score.toFixed(2)}).`);
}

const button = (text, key, onclick, options = {}) =>
  h(
    "button",
    {
      type: "button",
      onclick,
      class: options.class,
      id: options.id,
      "aria-pressed": options.pressed === undefined ? null : String(options.pressed),
      "aria-keyshortcuts": key,
    },
    text,
    " ",
    h("kbd", { "aria-hidden": "true" }, key),
  );

/** Does something with the row that is chosen when its turn comes. */
const withRow = (work) =>
  inTurn(async () => {
    const row = current();
    if (row) await work(row);
  });

/** The same for suggestions alone. */
const withSuggestion = (work) => withRow(async (row) => desk.tab === "suggestions" && work(row));

export const decide = (decision) =>
  withRow(async (row) => {
    if (desk.tab === "negative" && decision === "unsure") return;
    await actions.decideRow(row, decision);
    await advance();
  });

export const setFraming = (framing) =>
  withSuggestion((row) => {
    const mine = row.mine?.framing === framing && row.mine.decision === "accept";
    const change = { decision: "accept", framing: mine ? undefined : framing };
    return actions.decide("framing", [actions.mappingAct(row, change)]);
  });

export const star = () =>
  withSuggestion((row) => actions.decide("star", [actions.mappingAct(row, { decision: "accept", star: !row.mine?.star })]));

export async function note() {
  const row = current();
  if (!row || desk.tab === "negative") return;
  const text = await askText("A note on this passage", "Note", row.mine?.note ?? "");
  if (text === null) return;
  inTurn(() => actions.decide("note", [actions.mappingAct(row, { decision: row.mine?.decision ?? "unsure", note: text || undefined })]));
}

export async function otherOutcome() {
  const row = current();
  if (!row) return;
  const choices = liveOutcomes().map((each) => ({ value: each.id, text: outcomeName(each.id) }));
  if (desk.tab === "negative") {
    const moved = await askChoice(
      "Against which outcome?",
      "This passage turns round",
      [...choices.filter((each) => each.value !== row.outcome), { value: "", text: "no outcome in particular" }],
      "Move",
    );
    if (moved === null) return;
    inTurn(async () => {
      await actions.moveNegative(row, moved);
      await advance();
    });
    return;
  }
  const answer = await askChoices(
    "Which other outcomes does this passage show?",
    "Accept it for",
    choices.filter((each) => each.value !== row.outcome),
    `and reject it for ${row.outcome}`,
    "Accept",
  );
  if (!answer) return;
  inTurn(async () => {
    await actions.assign(row, answer.values, answer.ticked);
    if (answer.ticked) await advance();
  });
}

export const openAgain = () => withRow(async (row) => row.mine && actions.openAgain(row));

/** The sum that the score is made of. */
export async function why() {
  const row = current();
  const place = byId("why-box");
  if (!row || !place || desk.tab === "negative") return;
  if (!place.hidden) {
    place.hidden = true;
    return;
  }
  const told = await attempt(() => get("explain", { list: desk.tab, n: row.n }));
  if (!told || current() !== row) return;
  const signed = (number) => `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(2)}`;
  const entries = told.evidence.filter((each) => Math.abs(each.weight) >= 0.005);
  fill(
    place,
    h("h4", {}, "Why this score?"),
    h("p", {}, "Each word adds to or takes from the odds; together with what all passages have in common they make the score."),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Word"), h("th", { scope: "col" }, "How it counts"), h("th", { scope: "col", class: "number" }, "Adds"))),
      h(
        "tbody",
        {},
        entries.map((each) =>
          h("tr", {}, h("td", {}, each.term), h("td", {}, kVia[each.via] ?? each.via), h("td", { class: "number" }, signed(each.weight)))),
        h("tr", {}, h("td", { colspan: "2" }, "before any word: how many matches there are in all, and this outcome’s standing"), h("td", { class: "number" }, signed(told.base))),
      ),
      h("tfoot", {}, h("tr", {}, h("td", { colspan: "2" }, `a score of ${told.score.toFixed(2)}`), h("td", { class: "number" }, signed(Math.log(told.score / (1 - told.score)))))),
    ),
    told.cues.length > 0 && h("p", {}, "Framing: ", told.cues.map((cue) => `${cue.cue} (${kCues[cue.kind] ?? cue.kind} ${signed(cue.weight)})`).join(", ")),
  );
  place.hidden = false;
}

export async function wholeDocument() {
  const row = current();
  const place = byId("passage-text");
  if (!row || !place) return;
  if (place.dataset.whole) {
    await select(byPosition);
    return;
  }
  const told = await attempt(() => get("document", { list: desk.tab, n: row.n }));
  if (!told || current() !== row) return;
  const points = codePoints(told.text);
  fill(
    place,
    h("span", { class: "around" }, points.slice(0, told.start).join("")),
    h("span", { class: "passage" }, marked(points.slice(told.start, told.end).join(""), told.start, marksOf(row))),
    h("span", { class: "around" }, points.slice(told.end).join("")),
  );
  place.dataset.whole = "yes";
  place.querySelector(".passage").scrollIntoView({ block: "nearest" });
}
let byPosition = 0;

function votes(row) {
  if (row.others.length === 0) return null;
  return h(
    "ul",
    { class: "votes", "aria-label": "What others decided" },
    row.others.map((vote) =>
      h("li", {}, h("b", {}, vote.by || "unnamed"), `: ${vote.decision}`, vote.framing ? `, ${vote.framing}` : "", vote.note ? ` – ${vote.note}` : "")),
  );
}

function framingButtons(row) {
  const now = row.mine?.framing ?? row.framing;
  return h(
    "p",
    { class: "buttons framing", role: "group", "aria-label": "Towards the outcome it is" },
    button("for", "1", () => setFraming("supports"), { pressed: now === "supports" }),
    button("against", "2", () => setFraming("contrary"), { pressed: now === "contrary" }),
    button("unclear", "3", () => setFraming("unclear"), { pressed: now === "unclear" }),
  );
}

function controls(row) {
  const mine = row.mine?.decision;
  if (desk.tab === "negative") {
    return h(
      "p",
      { class: "buttons main" },
      button("Confirm", "a", () => decide("accept"), { class: "accept", pressed: mine === "accept" }),
      button("Dismiss", "r", () => decide("reject"), { class: "reject", pressed: mine === "reject" }),
      button("Other outcome…", "o", otherOutcome),
      mine && button("Open again", "x", openAgain),
    );
  }
  return [
    h(
      "p",
      { class: "buttons main" },
      button("Accept", "a", () => decide("accept"), { class: "accept", pressed: mine === "accept" }),
      button("Reject", "r", () => decide("reject"), { class: "reject", pressed: mine === "reject" }),
      button("Unsure", "u", () => decide("unsure"), { pressed: mine === "unsure" }),
      mine && button("Open again", "x", openAgain),
    ),
    framingButtons(row),
    h(
      "p",
      { class: "buttons" },
      button("★ Quote as example", "s", star, { pressed: Boolean(row.mine?.star) }),
      button("Other outcomes…", "o", otherOutcome),
      button(row.mine?.note ? "Change note…" : "Note…", "n", note),
      button("Why?", "w", why),
      button("Whole text", "d", wholeDocument),
    ),
  ];
}

/** Draws the chosen row; null: there is none. */
export function drawCard(row, position, total) {
  const card = byId("card");
  card.hidden = !row;
  if (!row) {
    fill(card);
    return;
  }
  byPosition = position;
  const marks = marksOf(row);
  const within = marks.filter((each) => each.start >= row.start && each.end <= row.end);
  fill(
    card,
    h("p", { class: "position" }, `${position + 1} of ${total}`, row.mine && h("span", { class: `tag ${row.mine.decision}` }, markOf(row))),
    heading(row),
    row.question && h("p", { class: "question" }, row.question),
    h(
      "blockquote",
      { id: "passage-text", dir: "auto" },
      h("span", { class: "around" }, row.cut_before ? "… " : "", row.before, " "),
      h("span", { class: "passage" }, marked(row.text, row.start, within)),
      h("span", { class: "around" }, " ", row.after, row.cut_after ? " …" : ""),
    ),
    facts(row),
    verdict(row),
    legend(marks),
    row.mine?.note && h("p", { class: "note" }, h("b", {}, "Note: "), row.mine.note),
    votes(row),
    controls(row),
    h("div", { id: "why-box", class: "why", hidden: true }),
  );
}
