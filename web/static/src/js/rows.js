// Rows by keyboard and pointer: J and K move between the rows' links, X ticks,
// the full stop opens the row's menu, E its form, and a click beside the link opens it too.
import { on, plainClick } from "./dom.js";

const lead = "table.rows tbody tr td.c-lead a[href]";

export function moveRow(step) {
  const links = [...document.querySelectorAll(lead)];
  const row = document.activeElement.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[next]?.focus();
}

export function pickRow(shift) {
  const box = document.activeElement.closest("tr")?.querySelector("[data-pick]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: shift }));
}

export function openRowMenu() {
  document.activeElement.closest("tr")?.querySelector("[data-row-menu], [popovertarget]")?.click();
}

export function editRow() {
  document.activeElement.closest("tr")?.querySelector("a[data-edit]")?.click();
}

on("click", "table.rows tbody tr", (event, row) => {
  if (!plainClick(event) || event.target.closest("a, button, input, label, select, summary, [popover]")) return;
  // Someone who marks text in a row wants the text, not the page.
  if (String(getSelection())) return;
  row.querySelector("td.c-lead a[href]")?.click();
});
