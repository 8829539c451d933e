// What package.json promises is there.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { program } from "./program.mjs";

const home = fileURLToPath(new URL("..", import.meta.url));
const read = (path) => JSON.parse(readFileSync(join(home, path), "utf8"));
const manifest = read("package.json");

/** Every path that a part of the manifest names. */
function paths(part, found = []) {
  if (typeof part === "string" && /\.(json|svg|png|css|md|js)$/.test(part)) found.push(part);
  else if (part && typeof part === "object") Object.values(part).forEach((value) => paths(value, found));
  return found;
}

test("every file that is named is there", () => {
  const named = paths(manifest.contributes).concat(manifest.icon);
  assert.ok(named.length > 10);
  for (const path of named) assert.ok(existsSync(join(home, path)), path);
});

test("every command in a menu, a key or a walkthrough is declared", () => {
  const declared = new Set(manifest.contributes.commands.map((c) => c.command));
  const used = JSON.stringify([manifest.contributes.menus, manifest.contributes.keybindings, manifest.contributes.walkthroughs]);
  for (const [command] of used.matchAll(/(?<=command(?:":"|:)|onCommand:)cachediag\.\w+/g)) {
    assert.ok(declared.has(command), command);
  }
});

test("the problem matcher reads what the program says", () => {
  const { pattern } = manifest.contributes.problemMatchers[0];
  const folder = mkdtempSync(join(tmpdir(), "cachediag-"));
  const file = join(folder, "a.cd");
  writeFileSync(file, "storage db [origin]\nalice -> bbo: hello\nuser alice\nuser bob\n");
  const said = spawnSync(program, ["check", "--diagnostics", "short", file], { encoding: "utf8" }).stderr;
  const found = said.split("\n").map((line) => new RegExp(pattern.regexp).exec(line)).find(Boolean);
  assert.ok(found, said);
  assert.equal(found[pattern.file], file);
  assert.equal(found[pattern.line], "2");
  assert.equal(found[pattern.column], "10");
  assert.equal(found[pattern.severity], "error");
  assert.equal(found[pattern.code], "E201");
  assert.match(found[pattern.message], /bbo/);
});

/** A snippet as it is before anybody types: each place with its own text. */
function filled(snippet) {
  const text = snippet.body.join("\n").replaceAll("\t", "  ");
  return text
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+/g, "");
}

test("every snippet is in the language", () => {
  const snippets = read("snippets/cachediag.json");
  const around = {
    expect: "alice -> bob: hello\n",
    crash: "alice -> server: hello\n",
    sees: "alice -> bob: hello\n",
  };
  assert.ok(Object.keys(snippets).length > 20);
  for (const [name, snippet] of Object.entries(snippets)) {
    const text = `${around[snippet.prefix] ?? ""}${filled(snippet)}\n`;
    const args = ["compile", "-", "-o", "-", "--format", "json", "--no-check", "--diagnostics", "short"];
    const { stderr } = spawnSync(program, args, { input: text, encoding: "utf8" });
    // Alone, most name what is not declared; all are lines of the language.
    assert.ok(!/error\[E1(?!12)\d\d\]/.test(stderr), `${name}\n${text}${stderr}`);
  }
});

test("the snippet of a whole program compiles", () => {
  const text = filled(read("snippets/cachediag.json").Program);
  const svg = execFileSync(program, ["compile", "-", "-o", "-", "--format", "svg"], { input: text, encoding: "utf8" });
  assert.match(svg, /^<svg/);
});

test("the walkthrough's programs compile", () => {
  let programs = 0;
  for (const step of manifest.contributes.walkthroughs[0].steps) {
    const page = readFileSync(join(home, step.media.markdown), "utf8");
    for (const [, text] of page.matchAll(/```cachediag\n([\s\S]*?)```/g)) {
      programs += 1;
      const args = ["compile", "-", "-o", "-", "--format", "svg"];
      assert.match(execFileSync(program, args, { input: text, encoding: "utf8" }), /^<svg/);
    }
  }
  assert.equal(programs, 2);
});

test("lines are indented as the language is", () => {
  const { indentationRules, wordPattern } = read("language-configuration.json");
  const more = new RegExp(indentationRules.increaseIndentPattern);
  const less = new RegExp(indentationRules.decreaseIndentPattern);
  assert.ok(more.test("scenario a {") && more.test("} else {  // so") && !more.test("storage a { }") && !more.test("a: {x}"));
  assert.ok(less.test("  }") && less.test("} else {") && !less.test("a: }"));
  const words = "proxy-isp @v-1 /nodes/{id}".match(new RegExp(wordPattern, "gu"));
  assert.deepEqual(words, ["proxy-isp", "@v-1", "/nodes/{id}"]);
});
