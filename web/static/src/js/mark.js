// The live mark: [data-live-mark] holds one child for each state, marked with
// data-while="live", "trying" or "ended". A short break is not worth a word.
const patience = 5000;

let shown;
let timer;

export function showLive(state) {
  if (shown === "ended") return;
  if (state === "trying") {
    if (shown !== "trying") timer ??= setTimeout(put, patience, "trying");
  } else {
    put(state);
  }
}

function put(state) {
  clearTimeout(timer);
  timer = undefined;
  shown = state;
  for (const part of document.querySelectorAll("[data-live-mark] > [data-while]")) {
    part.toggleAttribute("data-on", part.dataset.while === state);
  }
}
