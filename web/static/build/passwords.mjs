// Writes the list of passwords that everyone tries first, as the panel embeds
// it: the first five bytes of the SHA-256 of each, sorted. Digests are smaller
// than the words and do not fill the program with foul ones.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { dictionary } from "@zxcvbn-ts/language-common";
import { repo } from "./paths.mjs";

const bytes = 5;
// Shorter ones say nothing about a password that holds them.
const shortest = 4;

export async function buildPasswords() {
  const digests = new Set();
  for (const word of dictionary["passwords-common"]) {
    const folded = word.toLowerCase();
    if ([...folded].length >= shortest) {
      digests.add(createHash("sha256").update(folded).digest("hex").slice(0, 2 * bytes));
    }
  }
  const list = Buffer.from([...digests].sort().join(""), "hex");
  await writeFile(path.join(repo, "internal", "password", "common.bin"), list);
}
