// What people brought up that the list misses: read, reword, promote, merge, dismiss.
import { get } from "./api.js";
import { attempt, desk, inTurn, liveOutcomes, outcomeName, watch } from "./state.js";
import { byId, count, fill, h, plural } from "./dom.js";
import * as actions from "./actions.js";
import { askChoice } from "./ask.js";

let candidates = [];
const opened = new Set(); // whose members are shown
const wordings = new Map(); // what somebody is typing, by statement

const kActions = { promote: "on the list", merge: "merged", dismiss: "dismissed" };

function origin(each) {
  const who = each.proposed_by.filter(Boolean).join(", ");
  const said = each.source === "proposed"
    ? `Proposed${who ? ` by ${who}` : ""}`
    : `Recurs in ${plural(each.size, "passage")}`;
  const accepted = { true: " · the author accepted it", false: " · the author declined it" }[each.accepted_by_author] ?? "";
  const close = each.close ? ` · close to outcome ${each.nearest_outcome}` : "";
  return h("p", { class: "facts" }, said, accepted, close);
}

function member(each) {
  return h(
    "li",
    {},
    h("blockquote", { dir: "auto" }, each.text),
    h("p", { class: "facts" }, [each.author, each.date, each.source, `document ${each.document}`].filter(Boolean).join(" · ")),
  );
}

async function merge(each) {
  const outcomes = liveOutcomes().map((one) => ({ value: one.id, text: outcomeName(one.id) }));
  const others = candidates
    .filter((other) => other !== each && !other.action)
    .map((other) => ({ value: other.statement, text: `candidate: ${other.statement}` }));
  const into = await askChoice("Merge into which?", `“${each.statement}” says the same as`, [...outcomes, ...others], "Merge");
  if (into) inTurn(() => actions.mergeCandidate(each, into));
}

function promote(each, field) {
  const text = field.value.trim();
  if (!text) {
    field.focus();
    return;
  }
  inTurn(() => actions.promote(each, text));
}

function openAgain(each) {
  inTurn(() => actions.undoCandidate(each));
}

function card(each, number) {
  const field = h("textarea", { id: `wording-${number}`, rows: "2" });
  field.value = wordings.get(each.statement) ?? each.statement;
  field.addEventListener("input", () => wordings.set(each.statement, field.value));
  const shown = opened.has(each.id);
  const list = h("ul", { class: "members", id: `members-${number}`, hidden: !shown }, each.members.map(member));
  const toggle = h(
    "button",
    {
      type: "button",
      "aria-expanded": String(shown),
      "aria-controls": list.id,
      onclick: () => {
        if (!opened.delete(each.id)) opened.add(each.id);
        list.hidden = !opened.has(each.id);
        toggle.setAttribute("aria-expanded", String(!list.hidden));
      },
    },
    each.members.length < each.size ? `The best ${count(each.members.length)} of ${plural(each.size, "passage")}` : plural(each.size, "passage"),
  );
  const into = each.into && (liveOutcomes().some((one) => one.id === each.into) ? outcomeName(each.into) : `“${each.into}”`);
  return h(
    "article",
    { class: `candidate${each.action ? " decided" : ""}`, "aria-label": each.statement },
    h("p", { class: "wording" }, h("label", { for: field.id, class: "quiet" }, "Wording"), field),
    origin(each),
    each.terms.length > 0 && h("p", { class: "terms" }, each.terms.join(" · ")),
    h(
      "p",
      { class: "buttons" },
      toggle,
      each.action
        ? [h("span", { class: "tag" }, kActions[each.action], into && `: ${into}`),
           h("button", { type: "button", onclick: () => openAgain(each) }, "Open again")]
        : [h("button", { type: "button", class: "accept", onclick: () => promote(each, field) }, "Make it an outcome"),
           h("button", { type: "button", onclick: () => merge(each) }, "Merge into…"),
           h("button", { type: "button", onclick: () => inTurn(() => actions.dismissCandidate(each)) }, "Dismiss")],
    ),
    list,
  );
}

export async function reload() {
  ({ candidates } = await get("candidates"));
  const place = byId("candidate-list");
  const typing = document.activeElement?.id;
  fill(
    place,
    candidates.length === 0
      ? h("p", { class: "empty" }, "Nobody proposed an outcome, and no theme recurs beside those on the list.")
      : candidates.map(card),
  );
  if (typing?.startsWith("wording-")) byId(typing)?.focus();
}

export function start() {
  watch(() => {
    if (desk.tab === "candidates") attempt(reload);
  });
}
