// Forms: fields that depend on others, one submit at a time, and the focus on
// what was refused.
//
// data-show-when="os=windows&os=debian&size=small": the element and its
// controls take part while every named field has one of its values. Written
// as a query, so that values may hold anything.
import { on } from "./dom.js";

const controls = "input, select, textarea, button, fieldset";

function holds(form, query) {
  const wanted = new Map();
  for (const [name, value] of new URLSearchParams(query)) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  const entered = new FormData(form);
  return [...wanted].every(([name, values]) => values.includes(entered.get(name) ?? ""));
}

function toggle(element, shown) {
  element.hidden = !shown;
  const parts = element.matches("option") ? [element] : element.querySelectorAll(controls);
  parts.forEach(shown ? unpark : park);
}

// What the server wrote as disabled must stay so when its surroundings show.
function park(control) {
  if (control.disabled) return;
  control.disabled = true;
  control.dataset.parked = "";
}

function unpark(control) {
  if (control.dataset.parked === undefined) return;
  control.disabled = false;
  delete control.dataset.parked;
}

// leaveHidden moves a select off a choice that is no longer offered.
function leaveHidden(select) {
  if (select.selectedOptions[0]?.disabled) select.value = select.querySelector("option:enabled")?.value ?? "";
}

// adjust shows and hides what depends on the values. A field that changes by
// it may decide about others, hence a second round.
export function adjust(form) {
  const dependent = form.querySelectorAll("[data-show-when]");
  for (let round = 0; dependent.length && round < 2; round++) {
    dependent.forEach((element) => toggle(element, holds(form, element.dataset.showWhen)));
    form.querySelectorAll("select:has(option[data-show-when])").forEach(leaveHidden);
  }
}

export function adjustAll(root = document) {
  root.querySelectorAll("form:has([data-show-when])").forEach(adjust);
}

// focusProblem takes a person to the summary of a refused form; where there is
// none, to the field, and on a page that asks one thing to its first field.
export function focusProblem(root = document) {
  const first = ["[role=alert][tabindex='-1']", "[aria-invalid=true]", "[data-asks] input:not([type=hidden], [hidden])"];
  first.map((selector) => root.querySelector(selector)).find(Boolean)?.focus();
}

on("change", "form", (_, form) => adjust(form));
on("reset", "form", (_, form) => setTimeout(adjust, 0, form));

on("submit", "form[method=post]", (event, form) => {
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
}, true);

function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.matches?.("form")) release(ctx.sourceElement);
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  adjustAll();
  // On phones a result may come in below what is seen.
  const result = ctx.target?.matches("[data-result]") && document.getElementById(ctx.target.id);
  if (result) result.scrollIntoView({ block: "nearest" });
});
