// Rows are selected by check boxes [data-pick] that belong to the form
// [data-selection]; its bar counts them and says which actions they allow.
//
//   [data-pick data-can="server.start server.stop"]  what the thing allows
//   [data-pick-all]                                  the box for the page
//   [data-selection] button[data-action]             an action of the bar
//   [data-pick-beyond]                               the box for all that fit
//   [data-count="{n} selected"]                      the sentence with the count
//   [data-some="{n} of {total}"]                     shown if not all allow it
import { on } from "./dom.js";

let last;

const picks = () => [...document.querySelectorAll("[data-pick]:not(:disabled)")];

function pickRange(to, checked) {
  const all = picks();
  const [from, until] = [all.indexOf(last), all.indexOf(to)].sort((a, b) => a - b);
  if (from >= 0) all.slice(from, until + 1).forEach((box) => (box.checked = checked));
}

on("click", "[data-pick]", (event, box) => {
  if (event.shiftKey && last?.isConnected) pickRange(box, box.checked);
  last = box;
  count();
});

on("change", "[data-pick-all]", (_, all) => {
  picks().forEach((box) => (box.checked = all.checked));
  count();
});

// pickNone clears the selection.
export function pickNone() {
  picks().forEach((box) => (box.checked = false));
  document.querySelectorAll("[data-pick-beyond] input").forEach((box) => (box.checked = false));
  count();
}

on("click", "[data-pick-none]", pickNone);
on("change", "[data-pick-beyond] input", count);

function fill(element, numbers) {
  element.textContent = element.dataset[numbers.key].replace("{n}", numbers.n).replace("{total}", numbers.total);
}

// offerBeyond shows the box for all that fit once the page is selected whole,
// and reports whether it is ticked.
function offerBeyond(bar, whole) {
  const label = bar.querySelector("[data-pick-beyond]");
  if (!label) return false;
  const box = label.querySelector("input");
  label.hidden = !whole;
  if (!whole) box.checked = false;
  return box.checked;
}

// weigh tells how many of the chosen an action is for. What cannot be done
// with those beyond the page, the server tells.
function weigh(button, chosen, beyond) {
  const able = chosen.filter((box) => box.dataset.can?.split(" ").includes(button.dataset.action)).length;
  const some = button.querySelector("[data-some]");
  button.disabled = able === 0 && !beyond;
  if (!some) return;
  some.hidden = beyond || able === 0 || able === chosen.length;
  fill(some, { key: "some", n: able, total: chosen.length });
}

// count brings the bar in line with the boxes.
export function count() {
  const bar = document.querySelector("[data-selection]");
  if (!bar) return;
  const all = picks();
  const chosen = all.filter((box) => box.checked);
  bar.hidden = chosen.length === 0;
  for (const box of document.querySelectorAll("[data-pick-all]")) {
    box.checked = all.length > 0 && chosen.length === all.length;
    box.indeterminate = chosen.length > 0 && !box.checked;
  }
  const beyond = offerBeyond(bar, chosen.length > 0 && chosen.length === all.length);
  bar.querySelectorAll("[data-count]").forEach((text) => fill(text, { key: "count", n: chosen.length }));
  bar.querySelectorAll("button[data-action]").forEach((button) => weigh(button, chosen, beyond));
}

// Boxes keep their ticks when rows morph; what they allow may have changed.
document.addEventListener("htmx:after:swap", count);
addEventListener("pageshow", count);
