// The menu of a row: a link with data-row-menu leads to the page of what can
// be done with the thing. With script that page's [data-row-actions] is shown
// in the one popover #row-menu, beside the link.
import { on, plainClick } from "./dom.js";
import { focusFirst, place } from "./menu.js";

const menu = document.getElementById("row-menu");
const list = menu?.querySelector(".menu-list");
let latest = 0;

on("click", "[data-row-menu]", (event, link) => {
  if (!menu || !plainClick(event)) return;
  event.preventDefault();
  // The popover closes itself when the pointer goes down outside of it.
  if (menu.closedBy === link && Date.now() - menu.closedAt < 300) return;
  menu.opener = link;
  menu.setAttribute("aria-label", link.getAttribute("aria-label"));
  list.replaceChildren(document.getElementById("row-menu-wait").content.cloneNode(true));
  menu.showPopover();
  htmx.ajax("GET", link.getAttribute("href"), {
    source: link,
    target: list,
    select: "[data-row-actions]",
    swap: "innerHTML",
    purpose: "row-menu",
    stamp: ++latest,
  });
});

menu?.addEventListener("toggle", (event) => {
  if (event.newState === "open") return;
  menu.closedBy = menu.opener;
  menu.closedAt = Date.now();
  latest++;
});

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.purpose !== "row-menu") return;
  if (ctx.stamp !== latest) return event.preventDefault();
  if (ctx.response.raw.redirected) location.assign(ctx.response.raw.url);
  if (ctx.response.raw.ok && ctx.text.includes("data-row-actions")) return;
  event.preventDefault();
  problem();
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx?.purpose === "row-menu" && ctx.stamp === latest) problem();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.purpose !== "row-menu") return;
  place(menu);
  focusFirst(menu);
});

function problem() {
  list.replaceChildren(document.getElementById("row-menu-problem").content.cloneNode(true));
  place(menu);
}
