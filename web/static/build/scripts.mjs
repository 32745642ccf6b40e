// Three scripts: htmx with the extension in use, the panel's own modules, and
// what draws charts, with its style sheet, for the pages that have some. The
// sheets of single pages are made here too: they need no utility classes.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { dist, modules, src } from "./paths.mjs";

const vendored = ["htmx.min.js", "ext/hx-csp.min.js"];

export async function buildScripts() {
  await Promise.all([bundleHtmx(), bundleOwn("app"), bundleOwn("usage"), bundleSheet("zone"), bundleSheet("money")]);
}

async function bundleHtmx() {
  const folder = path.join(modules, "htmx.org/dist");
  const parts = await Promise.all(vendored.map((name) => readFile(path.join(folder, name), "utf8")));
  // Source maps are not served, so a pointer to one would only cost a 404.
  const text = parts.map((part) => part.replace(/\n?\/\/# sourceMappingURL=.*$/m, "").trim()).join("\n");
  await writeFile(path.join(dist, "htmx.js"), text + "\n");
}

function bundleOwn(name) {
  return build({
    entryPoints: [path.join(src, `js/${name}.js`)],
    outfile: path.join(dist, `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
}

// A sheet that only some pages load.
function bundleSheet(name) {
  return build({
    entryPoints: [path.join(src, `css/${name}.css`)],
    outfile: path.join(dist, `${name}.css`),
    minify: true,
    target: ["es2022"],
    charset: "utf8",
    logLevel: "warning",
  });
}
