// Places popovers beside the button that opened them and moves the focus in
// them by arrow keys. Opening and closing is the browser's own work.
import { on } from "./dom.js";

const gap = 4;
const edge = 8;

// openerOf is the button that opened a menu, or that opens it.
export function openerOf(menu) {
  if (menu.opener?.isConnected) return menu.opener;
  const all = document.querySelectorAll(`[popovertarget="${menu.id}"]`);
  return [...all].find((button) => button.checkVisibility());
}

export function place(menu) {
  const button = openerOf(menu)?.getBoundingClientRect();
  if (!button || (menu.matches(".sheet") && matchMedia("(width < 48rem)").matches)) return;
  menu.toggleAttribute("data-placed", true);
  const { width, height } = menu.getBoundingClientRect();
  const start = getComputedStyle(menu).direction === "rtl" ? button.right - width : button.left;
  const left = menu.dataset.align === "end" ? button.left + button.right - start - width : start;
  const below = button.bottom + gap;
  const top = below + height + edge > innerHeight ? button.top - gap - height : below;
  menu.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`;
  menu.style.top = `${Math.max(edge, top)}px`;
}

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!menu.matches?.(".menu-pop")) return;
    openerOf(menu)?.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "open") return unplace(menu);
    place(menu);
    focusFirst(menu);
  },
  true,
);

export function focusFirst(menu) {
  menu.querySelector("a, button, input")?.focus();
}

function unplace(menu) {
  menu.removeAttribute("data-placed");
  menu.removeAttribute("style");
}

const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

on("keydown", ".menu-pop", (event, menu) => {
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("a, button:not(:disabled), input")];
  const at = items.indexOf(document.activeElement);
  const next = Number.isFinite(step) ? (at + step + items.length) % items.length : step < 0 ? 0 : items.length - 1;
  items[next]?.focus();
});

// A popover would otherwise stay where its button was.
addEventListener("resize", () => document.querySelectorAll(".menu-pop:popover-open").forEach(place));
on("click", ".menu-pop a[href]", (_, link) => link.closest("[popover]").hidePopover());
