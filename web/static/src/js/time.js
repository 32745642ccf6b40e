// Lets times tick between two answers of the server, in the server's words.
//
//   <time data-age="{age} ago" datetime>     how long ago, coarse
//   <time data-elapsed="{age}" datetime>     since then, two units
//   <time data-left="Next try in {age}" …>   until then, two units
//
// The words come with the page: <body data-time-words> holds a JSON object,
// data-now the server's clock, since this computer's may be wrong.
const seconds = { d: 86_400, h: 3600, min: 60, s: 1 };

let words;
let ahead = 0;
let plural;

function say(unit, n) {
  const text = words[`${unit}_${plural.select(n)}`] ?? words[`${unit}_other`] ?? words[unit];
  return text.replace("{n}", n);
}

// coarse gives one unit, fine two; both as the server's own functions do.
function coarse(total) {
  const unit = Object.keys(seconds).find((name) => total >= seconds[name]) ?? "s";
  return say(unit, Math.max(1, Math.floor(total / seconds[unit])));
}

function fine(total) {
  const units = Object.keys(seconds);
  const at = Math.max(0, units.findIndex((name) => total >= seconds[name]));
  if (total < 60) return say("s", Math.max(0, total));
  const rest = Math.floor((total % seconds[units[at]]) / seconds[units[at + 1]]);
  const first = say(units[at], Math.floor(total / seconds[units[at]]));
  return rest ? `${first} ${say(units[at + 1], rest)}` : first;
}

const kinds = {
  age: (gone) => coarse(gone),
  elapsed: (gone) => fine(gone),
  left: (gone) => fine(Math.max(0, -gone)),
};

function tick(kind) {
  for (const element of document.querySelectorAll(`time[data-${kind}]`)) {
    const gone = Math.floor((Date.now() + ahead - Date.parse(element.dateTime)) / 1000);
    if (Number.isNaN(gone)) continue;
    const text = (element.dataset[kind] || "{age}").replace("{age}", kinds[kind](Math.max(kind === "left" ? -Infinity : 0, gone)));
    if (element.textContent !== text) element.textContent = text;
  }
}

export function startTime() {
  const { timeWords, now } = document.body.dataset;
  if (!timeWords) return;
  words = JSON.parse(timeWords);
  plural = new Intl.PluralRules(document.documentElement.lang || "en");
  ahead = now ? Number(now) - Date.now() : 0;
  setInterval(() => ["elapsed", "left"].forEach(tick), 1000);
  setInterval(tick, 5000, "age");
}
