// Small questions in a dialog: a text, a choice, a yes. Each resolves to the answer, or to null.
import { byId, fill, h } from "./dom.js";

function ask(title, content, confirmWord, read) {
  const dialog = byId("dialog");
  return new Promise((resolve) => {
    const finish = (answer) => {
      dialog.onclose = null;
      dialog.close();
      resolve(answer);
    };
    fill(
      dialog,
      h(
        "form",
        {
          method: "dialog",
          onsubmit: (event) => {
            event.preventDefault();
            finish(read());
          },
        },
        h("h2", { id: "dialog-title" }, title),
        content,
        h(
          "p",
          { class: "buttons" },
          h("button", { type: "button", onclick: () => finish(null) }, "Cancel"),
          h("button", { type: "submit", class: "primary" }, confirmWord),
        ),
      ),
    );
    dialog.onclose = () => resolve(null);
    dialog.showModal();
    dialog.querySelector("textarea, select, input, button.primary")?.focus();
  });
}

export function askText(title, label, value, word = "Keep") {
  const field = h("textarea", { rows: "4", id: "dialog-text", value });
  // Enter keeps, as in a line of text; Shift+Enter makes a new one.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
  return ask(title, h("p", {}, h("label", { for: "dialog-text" }, label), field), word, () => field.value.trim());
}

export const confirmStep = (title, text, word) => ask(title, h("p", {}, text), word, () => true);

/** `choices`: [{value, text}]; one of them. */
export function askChoice(title, label, choices, word) {
  const field = h(
    "select",
    { id: "dialog-choice", size: String(Math.min(10, Math.max(2, choices.length))) },
    choices.map((choice) => h("option", { value: choice.value }, choice.text)),
  );
  return ask(title, h("p", {}, h("label", { for: "dialog-choice" }, label), field), word, () => field.value || null);
}

/** Several of `choices`, and a box to tick: {values, ticked}. */
export function askChoices(title, label, choices, tick, word) {
  const boxes = choices.map((choice, i) => ({
    value: choice.value,
    box: h("input", { type: "checkbox", id: `dialog-choice-${i}` }),
    text: choice.text,
  }));
  const also = h("input", { type: "checkbox", id: "dialog-also" });
  const content = h(
    "div",
    {},
    h(
      "fieldset",
      { class: "choices" },
      h("legend", {}, label),
      boxes.map((each) => h("p", {}, each.box, " ", h("label", { for: each.box.id }, each.text))),
    ),
    h("p", {}, also, " ", h("label", { for: also.id }, tick)),
  );
  return ask(title, content, word, () => {
    const values = boxes.filter((each) => each.box.checked).map((each) => each.value);
    return values.length > 0 ? { values, ticked: also.checked } : null;
  });
}
