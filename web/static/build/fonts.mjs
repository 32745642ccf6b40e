// Subsets of the variable fonts: only the characters, weights and features
// that the style sheet uses.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import subsetFont from "subset-font";
import { dist, modules } from "./paths.mjs";

const inter = "@fontsource-variable/inter/files/inter";
const mono = "@fontsource-variable/geist-mono/files/geist-mono";
const features = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"];
const marks = "‐‑–—‘’‚“”„†•…‹›⁄€№™←↑→↓−≈≠≤≥⟨⟩";

const fonts = [
  { from: `${inter}-latin-wght-normal.woff2`, to: "inter-latin", text: span(0x20, 0x7e) + span(0xa0, 0xff) + marks, wght: [400, 650] },
  { from: `${inter}-cyrillic-wght-normal.woff2`, to: "inter-cyrillic", text: span(0x400, 0x45f) + span(0x490, 0x491) + "Ұұ№", wght: [400, 650] },
  { from: `${inter}-latin-ext-wght-normal.woff2`, to: "inter-ext", text: span(0x100, 0x17f) + "₴₸₽", wght: [400, 650] },
  { from: `${mono}-latin-wght-normal.woff2`, to: "mono-ascii", text: span(0x20, 0x7e) + "…–“”", wght: [400, 600] },
];

function span(first, last) {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join("");
}

export async function buildFonts() {
  for (const font of fonts) await build(font);
}

async function build({ from, to, text, wght: [min, max] }) {
  const whole = await readFile(path.join(modules, from));
  const part = await subsetFont(whole, text, {
    targetFormat: "woff2",
    keepFeatures: features,
    variationAxes: { wght: { min, max } },
    noHinting: true,
  });
  await writeFile(path.join(dist, "fonts", `${to}.woff2`), part);
}
