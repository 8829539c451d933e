// The parts that need no editor.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FORMATS, exportArguments, firstProblem, format, target } from "../out/exports.js";
import { isFromPage, page } from "../out/page.js";
import { readPicture } from "../out/picture.js";
import { missing, program, run, runNow } from "../out/program.js";
import { linesOf, stepAt } from "../out/steps.js";

test("a program is a name, a path, or below the home folder", () => {
  assert.equal(program(undefined), "cachediag");
  assert.equal(program("  "), "cachediag");
  assert.equal(program("/opt/bin/cachediag"), "/opt/bin/cachediag");
  assert.equal(program("~/bin/cachediag", "/home/ann"), "/home/ann/bin/cachediag");
  assert.equal(program("~ann/bin", "/home/ann"), "~ann/bin");
});

test("a program that is not there is told with the way out", async () => {
  const found = await run("/no/such/program", []);
  assert.equal(found.code, undefined);
  assert.match(found.problems, /did not start \(ENOENT\).*cachediag\.path/);
  assert.match(runNow("/no/such/program", [], "", 1000).problems, /did not start/);
  assert.match(missing("x", "y"), /“x”/);
});

test("a run tells how it ended, and both outputs", async () => {
  const found = await run(process.execPath, ["-e", "console.log('a'); console.error('b'); process.exit(2)"]);
  assert.deepEqual(found, { code: 2, output: "a\n", problems: "b\n" });
  const echo = "process.stdin.pipe(process.stdout)";
  assert.deepEqual(runNow(process.execPath, ["-e", echo], "text", 5000), { code: 0, output: "text", problems: "" });
});

test("an export stands beside its file", () => {
  assert.equal(target("/a/b.c/shop.cd", "svg"), "/a/b.c/shop.svg");
  assert.deepEqual(exportArguments("a.cd", "a.svg"), ["compile", "a.cd", "-o", "a.svg", "--diagnostics", "short"]);
  assert.ok(exportArguments("a.cd", "a.png").join(" ").includes("--scale 2"));
  assert.deepEqual(FORMATS.map((f) => f.ending), ["svg", "png", "html", "md"]);
  assert.equal(format("md").label, "Markdown");
  assert.equal(firstProblem("\na.cd:1:2: error[E201]: no\nmore"), "a.cd:1:2: error[E201]: no");
  assert.notEqual(firstProblem(""), "");
});

test("a cursor is at the step of its line, or at the one above it in the same block", () => {
  const lines = linesOf('<g data-line="9"/><g data-line="2"/><g data-line="6"/><g data-line="2"/>');
  assert.deepEqual(lines, [2, 6, 9]);
  const text = ["on write key at a {", "  a: drop key", "}", "scenario s {  // so", "  given k = @v", "  a -> b", "", "  // more", "  b --> a", "}", ""];
  const at = (cursor) => stepAt(lines, cursor, (line) => text[line - 1]);
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(at), [
    undefined, 2, undefined, undefined, undefined, 6, 6, 6, 9, undefined, undefined,
  ]);
  assert.equal(stepAt([], 3, () => ""), undefined);
});

test("only known messages of a page are heard", () => {
  assert.ok(isFromPage({ kind: "ready" }));
  assert.ok(isFromPage({ kind: "reveal", line: 3 }));
  assert.ok(isFromPage({ kind: "view", name: "" }));
  const wrong = [null, 3, "ready", {}, { kind: "reveal" }, { kind: "reveal", line: 0 }, { kind: "reveal", line: 1.5 }];
  for (const message of [...wrong, { kind: "reveal", line: "3" }, { kind: "view", name: 1 }, { kind: "other" }]) {
    assert.ok(!isFromPage(message), JSON.stringify(message));
  }
});

test("the page runs its own script and nothing else", () => {
  const html = page({ source: "https://e.test", nonce: "abc", script: 's"<.js', style: "s.css" });
  assert.match(html, /default-src 'none'/);
  assert.match(html, /script-src 'nonce-abc'/);
  assert.ok(!/script-src[^;]*unsafe/.test(html));
  assert.ok(html.includes('src="s&quot;&lt;.js"'));
});

test("an answer without a picture is none", () => {
  assert.deepEqual(readPicture({ svg: "<svg/>", view: "a", views: ["a", 1] }), { svg: "<svg/>", view: "a", views: ["a"] });
  assert.deepEqual(readPicture({ svg: "<svg/>" }), { svg: "<svg/>", view: "", views: [] });
  for (const answer of [null, undefined, {}, { svg: "<script>" }, "x"]) assert.equal(readPicture(answer), undefined);
});
