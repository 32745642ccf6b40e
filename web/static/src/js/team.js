// Says with every request of a script, and with every form, which team the
// page shows. Another tab may have switched the session to another team; the
// panel then refuses and sends the page to the start.
const { team } = document.body.dataset;

if (team) {
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    ctx.request.headers["Panel-Team"] = team;
  });
  document.addEventListener("submit", ({ target }) => {
    const switches = target.getAttribute("action") === "/team";
    if (target.getAttribute("method") !== "post" || switches || target.querySelector("[name=in_team]")) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "in_team", value: team });
    target.append(field);
  }, true);
}

// Who is not in the team any more, or shows another one than the session has,
// goes to the start, whatever the request was for.
document.addEventListener("htmx:after:request", ({ detail: { ctx: { response } } }) => {
  const { raw } = response;
  if (!raw.ok && raw.headers.get("HX-Redirect") === "/") location.assign("/");
});
