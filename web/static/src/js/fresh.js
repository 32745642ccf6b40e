// Tints rows that a live update brought, for as long as the animation lasts.
document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  if (ctx.purpose === "live") ctx.rowsBefore = new Set(rowIds(ctx.target));
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  // An empty list that fills is new as a whole; tinting all of it says nothing.
  if (!ctx.rowsBefore?.size) return;
  for (const id of rowIds(ctx.target)) if (!ctx.rowsBefore.has(id)) tint(document.getElementById(id));
});

function rowIds(element) {
  return [...element.querySelectorAll("tr[id]")].map((row) => row.id);
}

function tint(row) {
  row.classList.add("is-new");
  row.addEventListener("animationend", () => row.classList.remove("is-new"), { once: true });
}
