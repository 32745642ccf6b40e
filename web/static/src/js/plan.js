// Keeps the plan of an action in line with what is entered: when a field of a
// form changes, its part #plan[data-plan] is fetched again from the form's
// address, by GET with the values as query. Addresses end up in logs: passwords,
// the typed confirmation and what is pasted into large fields, such as a private
// key by mistake, stay where they are.
import { on } from "./dom.js";

const patience = 200;
let timer;
let latest = 0;

function query(form) {
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const stays = ["password", "textarea"].includes(form.elements[name]?.type) || name === "confirm";
    if (!stays && typeof value === "string") values.append(name, value);
  }
  return values;
}

function fetchPlan(form, part) {
  if (!part.isConnected) return;
  htmx.ajax("GET", `${form.getAttribute("action")}?${query(form)}`, {
    source: part,
    target: part,
    select: "#plan",
    swap: "outerMorph",
    purpose: "plan",
    stamp: ++latest,
  });
}

function changed(event, form) {
  if (event.target.name === "confirm") return;
  clearTimeout(timer);
  timer = setTimeout(fetchPlan, patience, form, form.querySelector("[data-plan]"));
}

on("change", "form:has([data-plan])", changed);

// Figures decide about a price as they are typed.
on("input", "form:has([data-plan]) input[inputmode=numeric]", (event, input) => changed(event, input.form));

// An answer without a plan, or one that came too late, changes nothing.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.purpose !== "plan") return;
  if (!ctx.response.raw.ok || ctx.stamp !== latest || !ctx.text.includes("data-plan")) event.preventDefault();
});
