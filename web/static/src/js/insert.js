// Puts a text into a field, where the cursor is: data-insert names the field,
// data-text the text. Without script the link does it with a new page.
import { on } from "./dom.js";

on("click", "[data-insert]", (event, link) => {
  const field = document.querySelector(link.dataset.insert);
  if (!field) return;
  event.preventDefault();
  link.closest("[popover]")?.hidePopover();
  field.focus();
  field.setRangeText(link.dataset.text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
