// The program under test: what CACHEDIAG names, else the one that was built last.

import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = ["debug", "release"]
  .map((kind) => fileURLToPath(new URL(`../../../target/${kind}/cachediag`, import.meta.url)))
  .filter((path) => existsSync(path))
  .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);

export const program = process.env.CACHEDIAG ?? built[0];
if (!program) throw new Error("no program: run `cargo build`, or name one by CACHEDIAG");
