// Ctrl K everywhere, and single keys outside of fields and dialogs, unless
// <body data-keys="off">.
//
//   /        the page's search          g then x   the link with data-go="x"
//   ?        the list of all keys       other      the element with data-key
import { togglePalette } from "./palette.js";
import { editRow, moveRow, openRowMenu, pickRow } from "./rows.js";

const typing = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";
let going = 0;

const fixed = {
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": () => document.getElementById("keys")?.togglePopover(),
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: (event) => pickRow(event.shiftKey),
  ".": openRowMenu,
  e: editRow,
  g: () => (going = Date.now()),
};

function run(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (Date.now() - going < 1500) {
    going = 0;
    return press(`[data-go="${CSS.escape(key)}"]`);
  }
  if (fixed[key]) return fixed[key](event) ?? true;
  return press(`[data-key="${CSS.escape(key)}"]`);
}

function press(selector) {
  const element = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  element?.click();
  return element !== undefined;
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    if (togglePalette()) event.preventDefault();
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest?.("form")?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.body.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
  if (event.target.matches?.(typing)) return leaveSearch(event);
  if (run(event)) event.preventDefault();
});

// Escape empties a search field, which is the browser's work; then it leaves.
function leaveSearch({ key, target }) {
  if (key === "Escape" && target.matches("[data-search]") && !target.value) target.blur();
}
