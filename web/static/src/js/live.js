// Keeps the page true: an element with data-live="server-17 servers" fetches
// itself again when one of its names is heard.
//
//   id                  needed; the answer must hold an element with this id
//   data-live-url       where to fetch from, else the page's own address
//   data-live-throttle  at most once in so many milliseconds, for lists
//
// Fetches of one element never overlap. A name heard meanwhile leads to one
// more fetch afterwards, so the last state always wins. A page that nobody sees
// fetches once it is looked at.
import { join } from "./leader.js";
import { showLive } from "./mark.js";
import { whenSeen } from "./seen.js";

const retryAfter = 5000;
const wellFormed = /^[a-z0-9][a-z0-9-]*$/i;
const states = new WeakMap();

function stateOf(element) {
  if (!states.has(element)) states.set(element, { began: -Infinity, running: false, again: false, timer: 0 });
  return states.get(element);
}

// refresh fetches an element now, or as soon as its throttle allows.
export function refresh(element) {
  whenSeen(element, () => fetchSoon(element));
}

function fetchSoon(element) {
  const state = stateOf(element);
  if (state.running) state.again = true;
  if (state.running || state.timer) return;
  const wait = state.began + Number(element.dataset.liveThrottle ?? 0) - performance.now();
  if (wait <= 0) return fetchOnce(element, state);
  state.timer = setTimeout(() => {
    state.timer = 0;
    fetchOnce(element, state);
  }, wait);
}

async function fetchOnce(element, state) {
  if (!element.isConnected || !element.id) return;
  state.running = true;
  state.again = false;
  state.began = performance.now();
  try {
    await htmx.ajax("GET", element.dataset.liveUrl ?? location.pathname + location.search, {
      source: element,
      target: element,
      select: `#${CSS.escape(element.id)}`,
      swap: "outerMorph",
      purpose: "live",
    });
  } finally {
    state.running = false;
    if (state.again) refresh(element);
  }
}

// An answer that does not hold the element must not empty it: the thing may be
// gone, the panel unwell, or the session over.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.purpose !== "live") return;
  const { raw } = ctx.response;
  if (raw.status === 401 || raw.redirected) showLive("ended");
  if (raw.status >= 500) setTimeout(refresh, retryAfter, ctx.target);
  if (!raw.ok || raw.redirected || !ctx.text.includes(`id="${ctx.target.id}"`)) event.preventDefault();
});

function refreshAll() {
  document.querySelectorAll("[data-live]").forEach(refresh);
}

export function startLive() {
  const { liveKey, liveUrl } = document.body.dataset;
  if (!liveKey) return;
  let up;
  const heard = (message) => {
    if (message.name !== undefined) {
      if (wellFormed.test(message.name)) document.querySelectorAll(`[data-live~="${message.name}"]`).forEach(refresh);
      return;
    }
    if (message.up && (message.fresh || !up)) refreshAll();
    up = message.up;
    showLive(up ? "live" : "trying");
  };
  showLive("trying");
  let leave = join(`live:${liveKey}`, liveUrl, heard);
  // A page that the browser keeps for Back must not hold the lock meanwhile.
  window.addEventListener("pagehide", () => leave());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) leave = join(`live:${liveKey}`, liveUrl, heard);
  });
}
