// The TextMate grammar: what each piece of the sample is, and that nothing of the examples is left without a scope.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { grammar, pieces } from "./textmate.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const loaded = await grammar();

/** All programs below a folder. */
function programs(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return all.filter((e) => e.isFile() && e.name.endsWith(".cd")).map((e) => `${e.parentPath ?? e.path}/${e.name}`);
}

test("the sample has the scopes that were looked at", () => {
  const file = here("../../../tests/syntax/canonical.cd");
  const lines = readFileSync(file, "utf8").split("\n");
  const spelt = pieces(loaded, lines.join("\n")).map((line, i) => {
    const scoped = line.filter((p) => p.text.trim()).map((p) => `  ${p.text.trim()}  ⟵ ${p.scopes.join(" ") || "-"}`);
    return [`> ${lines[i]}`, ...scoped].join("\n");
  });
  const found = `${spelt.join("\n")}\n`;
  const kept = here("grammar/canonical.scopes");
  if (process.env.CACHEDIAG_BLESS) writeFileSync(kept, found);
  assert.equal(found, readFileSync(kept, "utf8"));
});

test("every word of the examples has a scope, and none is invalid", () => {
  const files = programs(here("../../../examples"));
  assert.ok(files.length > 40, "the examples are found");
  for (const file of files) {
    pieces(loaded, readFileSync(file, "utf8")).forEach((line, i) => {
      for (const piece of line) {
        assert.ok(!piece.scopes.join(" ").includes("invalid"), `${file}:${i + 1}: ${piece.text}`);
        const named = piece.scopes.length > 0 || !/[\p{L}\p{N}@]/u.test(piece.text);
        assert.ok(named, `${file}:${i + 1}: \`${piece.text}\` has no scope`);
      }
    });
  }
});

test("a keyword is one only where a statement starts", () => {
  const scope = (line) => pieces(loaded, line)[0].find((p) => p.text.trim()).scopes.at(-1);
  assert.equal(scope("user alice"), "storage.type");
  assert.equal(scope("user -> server: hello"), "variable.other");
  assert.equal(scope("note: an action"), "variable.other");
  assert.equal(scope("note over a: a note"), "keyword.control");
  assert.equal(scope("loop.2 -> a"), "variable.other");
  assert.equal(scope("alt: a text {"), "keyword.control");
  assert.equal(scope("alt: an action"), "variable.other");
  assert.equal(scope("expect sees @v"), "variable.other");
});
