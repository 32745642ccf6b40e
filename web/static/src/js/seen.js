// What a page does by itself waits while nobody sees the page.
const waiting = new Map();

// whenSeen runs something now, or once the page is looked at: of what waits
// under one key, the last.
export function whenSeen(key, run) {
  if (document.hidden) waiting.set(key, run);
  else run();
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  const runs = [...waiting.values()];
  waiting.clear();
  for (const run of runs) run();
});
