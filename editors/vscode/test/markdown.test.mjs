// Fences of Markdown, with the renderer that VS Code has and the real program.

import assert from "node:assert/strict";
import { test } from "node:test";
import markdownIt from "markdown-it";
import { drawFences, isOurs, remembering } from "../out/markdown.js";
import { runNow } from "../out/program.js";
import { program } from "./program.mjs";

const args = ["compile", "-", "-o", "-", "--format", "svg", "--diagnostics", "short"];
const real = (text) => runNow(program, args, text, 20_000);
const fence = (text, info = "cachediag") => `# A\n\n\`\`\`${info}\n${text}\n\`\`\`\n\nafter\n`;

test("a fence is drawn, and what stands around it stays", () => {
  const html = drawFences(markdownIt({ html: true }), real, () => true).render(fence("alice -> bob: hello"));
  assert.match(html, /<h1>A<\/h1>/);
  assert.match(html, /<div class="cachediag-drawing"><svg [\s\S]*hello[\s\S]*<\/svg>/);
  assert.match(html, /<p>after<\/p>/);
  assert.ok(!html.includes("alice -&gt; bob"), "the text is not shown as well");
});

test("a fence with an error is shown as text, with the error", () => {
  const html = drawFences(markdownIt(), real, () => true).render(fence("alice ->> bob: <b>"));
  assert.match(html, /<code class="language-cachediag">alice -&gt;&gt; bob/);
  assert.match(html, /<pre class="cachediag-problem">.*error\[E1\d\d\]/);
});

test("other fences are left alone, and all if it is turned off", () => {
  const plain = markdownIt().render(fence("a -> b", "sh"));
  const never = () => assert.fail("nothing is to be drawn");
  assert.equal(drawFences(markdownIt(), never, () => true).render(fence("a -> b", "sh")), plain);
  const off = drawFences(markdownIt(), never, () => false).render(fence("a -> b"));
  assert.match(off, /language-cachediag/);
});

test("a fence is ours by its first word", () => {
  for (const info of ["cachediag", " Cachediag ", "cachediag theme=dark", "cachediag,x", "cachediag{a}"]) assert.ok(isOurs(info));
  for (const info of ["", "cd", "cachediagram", "sh cachediag"]) assert.ok(!isOurs(info));
});

test("what was drawn is remembered, for a while", () => {
  let drawn = 0;
  const draw = remembering((text) => {
    drawn += 1;
    return { code: text === "broken" ? undefined : 0, output: text, problems: "" };
  });
  draw("a");
  draw("a");
  assert.equal(drawn, 1);
  draw("broken");
  draw("broken");
  assert.equal(drawn, 3, "a program that did not start is tried again");
  for (let i = 0; i < 100; i++) draw(`filler ${i}`);
  draw("a");
  assert.equal(drawn, 104, "the oldest is forgotten");
});
