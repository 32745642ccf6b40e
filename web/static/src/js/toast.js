// Toasts: at most three at a time. One leaves after 8 s unless the pointer or
// the focus is on it; one with data-toast="stay" waits to be closed.
import { on } from "./dom.js";

const most = 3;
const lasting = 8000;
const host = document.getElementById("toasts");

on("click", "[data-toast-close]", (_, button) => button.closest("[data-toast]").remove());

function leave(toast) {
  if (!toast.isConnected || toast.dataset.toast === "stay") return;
  if (toast.matches(":hover, :focus-within")) setTimeout(leave, 1000, toast);
  else toast.remove();
}

// crowd removes the oldest beyond the limit, failures last.
function crowd() {
  const all = [...host.querySelectorAll("[data-toast]")];
  const passing = all.filter((toast) => toast.dataset.toast !== "stay");
  const surplus = Math.max(0, all.length - most);
  [...passing, ...all.filter((toast) => !passing.includes(toast))].slice(0, surplus).forEach((toast) => toast.remove());
}

if (host) {
  const settle = (toast) => toast.matches?.("[data-toast]") && setTimeout(leave, lasting, toast);
  [...host.children].forEach(settle);
  new MutationObserver((changes) => {
    changes.flatMap((change) => [...change.addedNodes]).forEach(settle);
    crowd();
  }).observe(host, { childList: true });
}
