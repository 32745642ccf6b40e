// The style sheet, by the command line tool of Tailwind.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { dist, modules, root, src } from "./paths.mjs";

export function buildStyle() {
  const tool = path.join(modules, "@tailwindcss/cli/dist/index.mjs");
  const out = path.join(dist, "app.css");
  const args = [tool, "-i", path.join(src, "app.css"), "-o", out, "--minify"];
  execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}
