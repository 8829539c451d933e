// The definition for highlight.js: the sample as it was looked at, and the first word of every line of the examples.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import hljs from "highlight.js/lib/core";
import markdown from "highlight.js/lib/languages/markdown";
import cachediag from "../cachediag.js";

hljs.registerLanguage("markdown", markdown);
hljs.registerLanguage("cachediag", cachediag);

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const spell = (text) => hljs.highlight(text, { language: "cachediag" }).value;
const first = (line) => /^\s*<span class="hljs-([a-z_ ]+)">/.exec(spell(line))?.[1].split(" ")[0];

test("the sample is spelt as it was looked at", () => {
  const found = spell(readFileSync(here("../../../tests/syntax/canonical.cd"), "utf8"));
  const kept = here("canonical.html");
  if (process.env.CACHEDIAG_BLESS) writeFileSync(kept, found);
  assert.equal(found, readFileSync(kept, "utf8"));
});

test("a keyword is one only where a statement starts", () => {
  assert.equal(first("user alice"), "keyword");
  assert.equal(first("user -> server: hello"), "variable");
  assert.equal(first("note: an action"), "variable");
  assert.equal(first("note over a: a note"), "keyword");
  assert.equal(first("alt: a text {"), "keyword");
  assert.equal(first("alt: an action"), "variable");
  assert.equal(first("every user sees @v"), "variable");
});

test("the first word of every line of the examples is known", () => {
  const folder = here("../../../examples");
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".cd"));
  assert.ok(files.length > 40, "the examples are found");
  for (const file of files) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    spell(text)
      .split("\n")
      .forEach((line, i) => {
        const plain = /^\s*[\p{L}]/u.test(text.split("\n")[i]);
        assert.ok(!plain || inside(text, i) || /^\s*<span/.test(line), `${file}:${i + 1}: ${line}`);
      });
  }
});

/** Whether a line stands in a `text NAME { … }`. */
function inside(text, line) {
  let end = null;
  for (const [i, found] of text.split("\n").entries()) {
    if (end === null && i === line) return false;
    if (end === null) end = /^(\s*)text\s+\S+\s*\{/.exec(found)?.[1] ?? null;
    else if (i === line) return true;
    else if (found.trimEnd() === `${end}}`) end = null;
  }
  return false;
}
