// Copies the value of [data-copy]; the button shows data-copied until shortly
// after, and the live region reads it.
import { announce, on } from "./dom.js";

on("click", "[data-copy]", async (_, button) => {
  await write(button.dataset.copy);
  button.toggleAttribute("data-done", true);
  announce(button.dataset.copied);
  setTimeout(() => button.removeAttribute("data-done"), 1500);
});

async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without a secure context the clipboard is reached through a selection.
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
