// The palette: <dialog id="palette">, opened by Ctrl K or a [data-palette]
// link. What is typed is sent to the form's address; the answer's
// #palette-found takes the place of what was found before. The field keeps the
// focus and names the option that Enter opens.
import { on, plainClick } from "./dom.js";

const host = document.getElementById("palette");
const field = host?.querySelector("input");
const body = host?.querySelector("[data-palette-body]");
const debounce = 80;
const unnoticed = 300;
let typing;
let waiting;
let latest = 0;
let pending = false;
let entered = false;

// togglePalette opens the palette, or closes it if it is open.
export function togglePalette() {
  if (!host) return false;
  if (host.open) return close();
  host.showModal();
  field.value = "";
  field.focus();
  ask();
  return true;
}

function close() {
  host.close();
  return true;
}

on("click", "[data-palette]", (event) => {
  if (!plainClick(event)) return;
  event.preventDefault();
  togglePalette();
});

on("click", "#palette [data-palette-close]", close);
// What is outside of the panel is the dialog itself.
host?.addEventListener("click", (event) => event.target === host && close());
host?.addEventListener("close", () => {
  clearTimeout(typing);
  settle();
  latest++;
  body.replaceChildren();
  select(null);
});

// Closed before the link is followed, so that the focus is back where it was
// when the dialog of an action takes it.
on("click", "#palette [role=option]", (event, option) => {
  if (option.getAttribute("aria-disabled") === "true") event.preventDefault();
  else if (plainClick(event)) close();
}, true);

field?.addEventListener("input", () => {
  clearTimeout(typing);
  pending = true;
  typing = setTimeout(ask, debounce);
});

function ask() {
  clearTimeout(waiting);
  pending = true;
  waiting = setTimeout(() => host.toggleAttribute("data-waiting", true), unnoticed);
  htmx.ajax("GET", `${field.form.getAttribute("action")}?${new URLSearchParams({ q: field.value })}`, {
    source: body,
    target: body,
    select: "#palette-found",
    swap: "innerHTML",
    purpose: "palette",
    stamp: ++latest,
  });
}

function settle() {
  clearTimeout(waiting);
  pending = entered = false;
  host.removeAttribute("data-waiting");
}

const options = () => [...body.querySelectorAll("[role=option]")];
const chosen = () => body.querySelector('[aria-selected="true"]');

function select(option) {
  chosen()?.setAttribute("aria-selected", "false");
  field.setAttribute("aria-expanded", String(body.querySelector("[role=listbox]") !== null));
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

// Home and End move within the text while there is one to move in.
function step(key) {
  const all = options();
  const at = all.indexOf(chosen());
  if (key === "ArrowDown") return all[(at + 1) % all.length];
  if (key === "ArrowUp") return all.at(at <= 0 ? -1 : at - 1);
  return key === "Home" ? all[0] : all.at(-1);
}

field?.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const moves = ["ArrowDown", "ArrowUp", ...(field.value ? [] : ["Home", "End"])];
  if (moves.includes(event.key)) {
    event.preventDefault();
    const option = step(event.key);
    if (option) select(option);
  } else if (event.key === "Enter") {
    event.preventDefault();
    // Whoever types and enters means what the text finds, not what it found.
    if (pending) entered = true;
    else chosen()?.click();
  }
});

// An answer that came too late, or after closing, changes nothing.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.purpose !== "palette") return;
  if (ctx.stamp !== latest) return event.preventDefault();
  // Signed out, or another page for another reason: it is visited.
  if (ctx.response.raw.redirected) location.assign(ctx.response.raw.url);
  if (ctx.response.raw.ok && ctx.text.includes("palette-found")) return;
  event.preventDefault();
  problem();
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx?.purpose === "palette" && ctx.stamp === latest) problem();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.purpose !== "palette" || ctx.target !== body) return;
  const open = entered;
  settle();
  body.scrollTop = 0;
  select(options()[0]);
  host.querySelector("[data-palette-said]").textContent = body.firstElementChild?.dataset.said ?? "";
  if (open) chosen()?.click();
});

function problem() {
  settle();
  body.replaceChildren(document.getElementById("palette-problem").content.cloneNode(true));
  select(null);
}
