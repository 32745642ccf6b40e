// Shows action pages in the page's one <dialog id="dialog">.
//
// Opening: a link with data-dialog, or a submit button with data-dialog in a
// GET form, is fetched (HX-Request: true). The answer, a whole page or a
// fragment, holds one [data-dialog-box]; that is what is shown. An answer
// without one is visited as a page.
//
// Sending: a POST form inside is sent with HX-Request: true.
//   an answer with [data-dialog-box], as a rule 422, replaces the box
//   any other answer below 400 closes; each [data-toast] in it is shown, and
//     HX-Redirect or a plain redirect is followed. A selection that the dialog
//     was about is done with
//   no answer, or an error without a box, shows <template id="dialog-problem">
import { on, plainClick } from "./dom.js";
import { focusProblem } from "./form.js";
import { openerOf } from "./menu.js";
import { pickNone } from "./select.js";

const host = document.getElementById("dialog");
const box = "[data-dialog-box]";
let opener;

on("click", "a[data-dialog]", (event, link) => {
  if (!plainClick(event)) return;
  event.preventDefault();
  if (link.getAttribute("aria-disabled") !== "true") open(link.href, link);
});

on("submit", "form[method=get]", (event, form) => {
  const button = event.submitter;
  if (!button?.matches("[data-dialog]")) return;
  event.preventDefault();
  const url = new URL(button.formAction || form.action);
  url.search = new URLSearchParams(new FormData(form, button));
  open(url.href, button);
});

on("submit", "#dialog form[method=post]", (event, form) => {
  event.preventDefault();
  const action = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
  send("POST", action, { source: form, event, target: host });
});

on("click", "#dialog [data-dialog-close]", (event) => {
  event.preventDefault();
  host.close();
});

host?.addEventListener("close", () => {
  host.replaceChildren();
  // A button that is gone, as that of a selection which was acted on, leaves
  // the focus to the page.
  (opener?.isConnected && opener.checkVisibility() ? opener : document.getElementById("main"))?.focus();
  opener = undefined;
});

function open(url, from) {
  const menu = from.closest("[popover]");
  opener = menu ? openerOf(menu) : from;
  // A link of the palette, which closed and gave the focus back.
  if (!opener.checkVisibility()) opener = document.activeElement;
  return send("GET", url, { source: from, target: host });
}

function send(method, url, options) {
  return htmx.ajax(method, url, { ...options, select: box, swap: "innerHTML", purpose: "dialog" });
}

function visit(url) {
  location.assign(url);
}

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.purpose !== "dialog" || ctx.text.includes("data-dialog-box")) return;
  const { raw } = ctx.response;
  if (ctx.request.method === "GET" || raw.redirected) {
    event.preventDefault();
    visit(raw.url);
  } else if (raw.ok) {
    ctx.target = document.getElementById("toasts");
    ctx.select = "[data-toast]";
    ctx.swap = "beforeend";
    if (opener?.closest("[data-selection]")) pickNone();
    host.close();
  } else {
    event.preventDefault();
    showProblem();
  }
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.purpose !== "dialog" || ctx.target !== host) return;
  if (!host.open) show();
  focusProblem(host);
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx?.purpose !== "dialog") return;
  if (ctx.request.method === "GET") visit(ctx.request.action);
  else showProblem();
});

function show() {
  const title = host.querySelector("h1, h2");
  if (title?.id) host.setAttribute("aria-labelledby", title.id);
  host.showModal();
}

function showProblem() {
  const problem = document.getElementById("dialog-problem").content.cloneNode(true);
  host.querySelector("form")?.prepend(problem);
  focusProblem(host);
}
