// Writes everything in dist, and the list of common passwords. The output depends on the sources and the pinned
// packages alone, so that a rebuild of an unchanged tree changes no byte.
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { buildFonts } from "./fonts.mjs";
import { buildIcons } from "./icons.mjs";
import { buildPasswords } from "./passwords.mjs";
import { buildScripts } from "./scripts.mjs";
import { buildStyle } from "./style.mjs";
import { dist, src } from "./paths.mjs";

await mkdir(path.join(dist, "fonts"), { recursive: true });
await Promise.all([buildIcons(), buildScripts(), buildFonts(), buildPasswords()]);
await copyFile(path.join(src, "favicon.svg"), path.join(dist, "favicon.svg"));
// Last, because it scans the scripts' sources for class names.
buildStyle();
