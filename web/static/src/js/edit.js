// Editing in the rows of a table. A link [data-edit="row"] puts a form into that
// row, which is [data-editing] until it is kept or left. Its first field gets
// the focus, Escape leaves it, and afterwards the row's own link has the focus.
import { on } from "./dom.js";

const lead = "a[data-edit], a[href], button";

on("keydown", "[data-editing]", (event, row) => {
  if (event.key !== "Escape" || event.isComposing) return;
  event.preventDefault();
  row.querySelector("[data-cancel]")?.click();
});

function focusIn(row) {
  const field = row.querySelector("[aria-invalid], [role=alert]") ?? row.querySelector("input:not([type=hidden])");
  if (row.matches("[data-editing]")) field?.focus();
  else row.querySelector(lead)?.focus({ preventScroll: true });
}

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const id = ctx.sourceElement?.dataset?.edit;
  const row = id && document.getElementById(id);
  if (row) focusIn(row);
});

// A form of a row that got no answer stays as it is, with a word about it. What
// a button could not do is seen when the page is loaded again.
function failed(source) {
  if (source?.matches?.("form[data-edit]")) {
    if (!source.querySelector("[role=alert]")) {
      source.prepend(document.getElementById("dialog-problem").content.cloneNode(true));
    }
  } else if (source?.closest?.("#zone-pending, [data-rec]")) {
    location.reload();
  }
}

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const { status } = ctx.response.raw;
  if (status >= 400 && status !== 422) failed(ctx.sourceElement);
});
document.addEventListener("htmx:error", ({ detail: { ctx } }) => failed(ctx?.sourceElement));
