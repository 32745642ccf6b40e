// The sprite: our own symbols and the Lucide icons in use.
//
// In templates any text in quotes that is the name of an icon counts as one in
// use; a few words too many cost less than an icon that is missing. Elsewhere
// only what is written as Icon: "name" counts, and an unknown name there or in
// Icon("name") stops the build.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { dist, modules, repo, src } from "./paths.mjs";

const folders = ["web/templates", "web/handlers", "internal/actions", "internal/alerts"];
const certain = /\bIcon(?:\(|:\s*)"([a-z0-9-]+)"/g;
const likely = /"([a-z0-9-]+)"/g;

const lucideFile = (name) => path.join(modules, "lucide-static/icons", `${name}.svg`);

export async function buildIcons() {
  const symbols = symbolsOf(await readFile(path.join(src, "icons.svg"), "utf8"));
  for (const name of await used()) {
    if (!symbols.has(name)) symbols.set(name, await lucide(name));
  }
  const lines = [...symbols].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  const text = `<svg xmlns="http://www.w3.org/2000/svg">\n${lines.join("\n")}\n</svg>\n`;
  await writeFile(path.join(dist, "icons.svg"), text);
}

function symbolsOf(svg) {
  const found = svg.matchAll(/<symbol id="([^"]+)".*<\/symbol>/g);
  return new Map([...found].map(([text, id]) => [id, text]));
}

async function used() {
  const names = new Set();
  for (const folder of folders) {
    for (const text of await sources(path.join(repo, folder))) {
      for (const [, name] of text.matchAll(certain)) names.add(name);
      if (folder !== "web/templates") continue;
      for (const [, name] of text.matchAll(likely)) if (existsSync(lucideFile(name))) names.add(name);
    }
  }
  return names;
}

async function sources(folder) {
  if (!existsSync(folder)) return [];
  const files = await readdir(folder, { recursive: true });
  const ours = files.filter((file) => /\.(templ|go)$/.test(file) && !/_(templ|test)\.go$/.test(file));
  return Promise.all(ours.map((file) => readFile(path.join(folder, file), "utf8")));
}

async function lucide(name) {
  if (!existsSync(lucideFile(name))) throw new Error(`no icon "${name}" in Lucide or src/icons.svg`);
  const whole = (await readFile(lucideFile(name), "utf8")).replace(/<!--.*?-->/gs, "");
  const body = whole.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "");
  const tidy = body.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>");
  return `<symbol id="${name}" viewBox="0 0 24 24">${tidy}</symbol>`;
}
