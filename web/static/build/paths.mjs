// Where the build reads and writes, in one place.
import { fileURLToPath } from "node:url";
import path from "node:path";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const src = path.join(root, "src");
export const dist = path.join(root, "dist");
export const modules = path.join(root, "node_modules");
export const repo = path.resolve(root, "../..");
