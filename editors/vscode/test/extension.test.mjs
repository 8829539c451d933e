// The extension in an editor and with a server that the tests play.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as rest } from "node:timers/promises";
import { activate } from "../out/extension.mjs";
import { server } from "./fake/client.mjs";
import { Uri, events, open, state } from "./fake/vscode.mjs";
import { program } from "./program.mjs";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const text = "scenario a {\n  alice -> bob: hello\n  bob --> alice: hi\n}\n";
const svg = '<svg><g data-line="2"></g><g data-line="3"></g></svg>';
const context = { extensionUri: new Uri("/home/ext"), subscriptions: [] };
const api = activate(context);
const call = (name, ...args) => state.commands.get(`cachediag.${name}`)(...args);
const last = (list) => list.at(-1);

/** Waits for something, as long as a slow machine may need. */
async function until(wanted) {
  for (let i = 0; i < 500; i++) {
    if (wanted()) return;
    await rest(10);
  }
  assert.fail(`never: ${wanted}`);
}

server.answer = ({ view }) => ({ svg, view: view ?? "a", views: ["a", "matrix"] });

test("every command that is declared is there, and the lens's", () => {
  const declared = manifest.contributes.commands.map((c) => c.command);
  assert.deepEqual([...state.commands.keys()].sort(), [...declared, "cachediag.showCounterexample"].sort());
});

test("the server starts with the first file of the language, with the program of the settings", async () => {
  state.settings.path = "/opt/cachediag";
  open("/w/notes.md", "# Notes", "markdown");
  assert.equal(server.starts.length, 0);
  open("/w/a.cd", text);
  await until(() => server.starts.length === 1);
  open("/w/b.cd", text);
  assert.equal(server.starts.length, 1);
  // A `transport` would make the client add `--stdio`, which the server does not know.
  assert.deepEqual(server.starts[0].options, { command: "/opt/cachediag", args: ["lsp"] });
});

test("the preview shows what the cursor is in", async () => {
  const editor = open("/w/a.cd", text);
  editor.selection.active.line = 1;
  call("preview");
  const panel = last(state.panels);
  assert.match(panel.webview.html, /webview\/home\/ext\/media\/preview\.js/);
  panel.say({ kind: "ready" });
  await until(() => panel.sent.length === 2);
  const { method, params } = last(server.asked);
  assert.equal(method, "cachediag/picture");
  assert.deepEqual(params, { textDocument: { uri: "file:///w/a.cd" }, position: { line: 1, character: 0 }, theme: "dark" });
  assert.deepEqual(panel.sent[0], { kind: "picture", svg, view: "a", views: ["a", "matrix"], pinned: false });
  assert.deepEqual(panel.sent[1], { kind: "cursor", line: 2 });
  assert.equal(panel.title, "a");
});

test("the mark follows the cursor, at once", () => {
  const panel = last(state.panels);
  const [editor] = state.window.visibleTextEditors;
  editor.selection.active.line = 2;
  events.selected.fire({ textEditor: editor });
  assert.deepEqual(last(panel.sent), { kind: "cursor", line: 3 });
  editor.selection.active.line = 0;
  events.selected.fire({ textEditor: editor });
  assert.deepEqual(last(panel.sent), { kind: "cursor", line: undefined });
});

test("a click on a step leads to its line; a line that is gone leads to the last", async () => {
  const panel = last(state.panels);
  panel.say({ kind: "reveal", line: 3 });
  await until(() => state.shown.length === 1);
  const { selection, viewColumn } = last(state.shown).options;
  assert.deepEqual({ ...selection.start }, { line: 2, character: 2 });
  assert.equal(viewColumn, 1);
  panel.say({ kind: "reveal", line: 99 });
  await until(() => state.shown.length === 2);
  assert.equal(last(state.shown).options.selection.start.line, 4);
  panel.say({ kind: "reveal", line: -1 });
  panel.say("nonsense");
  await rest(20);
  assert.equal(state.shown.length, 2);
});

test("typing asks anew once it rests, once", async () => {
  const asked = server.asked.length;
  const [editor] = state.window.visibleTextEditors;
  for (let i = 0; i < 5; i++) events.changed.fire({ document: editor.document });
  await until(() => server.asked.length > asked);
  await rest(200);
  assert.equal(server.asked.length, asked + 1);
});

test("a picture that is the same is not sent again", async () => {
  const panel = last(state.panels);
  const pictures = () => panel.sent.filter((m) => m.kind === "picture").length;
  const [before, asked] = [pictures(), server.asked.length];
  const [editor] = state.window.visibleTextEditors;
  events.selected.fire({ textEditor: editor });
  await until(() => server.asked.length > asked && last(panel.sent).kind === "cursor");
  await rest(20);
  assert.equal(pictures(), before);
});

test("a view that was picked stays; the empty one follows the cursor again", async () => {
  const panel = last(state.panels);
  panel.say({ kind: "view", name: "matrix" });
  await until(() => last(server.asked).params.view === "matrix");
  panel.say({ kind: "view", name: "" });
  await until(() => !("view" in last(server.asked).params));
});

test("a lens shows the counterexample that it names", async () => {
  await call("showCounterexample", "file:///w/a.cd", "a!");
  await until(() => last(server.asked).params.view === "a!");
  const panel = last(state.panels);
  await until(() => panel.sent.some((m) => m.kind === "picture" && m.view === "a!" && m.pinned));
});

test("an answer that comes late does not hide a newer one", async () => {
  const panel = last(state.panels);
  const waiting = [];
  server.answer = ({ view }) => new Promise((done) => waiting.push(() => done({ svg, view, views: [] })));
  panel.say({ kind: "view", name: "old" });
  panel.say({ kind: "view", name: "new" });
  await until(() => waiting.length === 2);
  const sent = panel.sent.length;
  waiting[1]();
  waiting[0]();
  await until(() => panel.sent.length > sent);
  await rest(20);
  assert.deepEqual(panel.sent.slice(sent).filter((m) => m.kind === "picture").map((m) => m.view), ["new"]);
});

test("what the server refuses is told in the preview, and the picture stays", async () => {
  const panel = last(state.panels);
  server.answer = () => Promise.reject(new Error("the program has errors"));
  panel.say({ kind: "view", name: "" });
  await until(() => last(panel.sent).kind === "problem");
  assert.equal(last(panel.sent).text, "the program has errors");
  server.answer = ({ view }) => ({ svg, view: view ?? "a", views: ["a"] });
  const [editor] = state.window.visibleTextEditors;
  events.changed.fire({ document: editor.document });
  await until(() => panel.sent.at(-2).kind === "picture");
});

test("a closed preview asks for nothing", async () => {
  last(state.panels).dispose();
  const asked = server.asked.length;
  const [editor] = state.window.visibleTextEditors;
  events.changed.fire({ document: editor.document });
  events.selected.fire({ textEditor: editor });
  await rest(200);
  assert.equal(server.asked.length, asked);
});

test("a file is exported by the program, beside itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cachediag-"));
  const file = join(folder, "a.cd");
  writeFileSync(file, text);
  state.settings.path = program;
  open(file, text);
  await call("exportSvg");
  assert.match(readFileSync(join(folder, "a.svg"), "utf8"), /^<svg/);
  state.pick = "png";
  state.saveTo = new Uri(join(folder, "other.png"));
  await call("export");
  assert.equal(readFileSync(join(folder, "other.png")).subarray(1, 4).toString(), "PNG");
  state.pick = undefined;
  await call("export");
});

test("an export of a file with errors tells the first, and writes nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cachediag-"));
  const file = join(folder, "b.cd");
  writeFileSync(file, "alice ->> bob\n");
  state.saveTo = undefined;
  open(file, "alice ->> bob\n");
  await call("exportSvg");
  assert.match(last(state.errors), /b\.cd:1:7: error\[E1\d\d\]/);
  assert.throws(() => readFileSync(join(folder, "b.svg")));
});

test("another program in the settings restarts the server; one that does not start is told", async () => {
  const { stops } = server;
  events.configured.fire({ affectsConfiguration: (name) => name === "cachediag.other" });
  assert.equal(server.stops, stops);
  server.fails = "ENOENT";
  state.settings.path = "/nowhere";
  events.configured.fire({ affectsConfiguration: (name) => name === "cachediag.path" });
  await until(() => server.stops === stops + 1 && last(state.errors).includes("/nowhere"));
  server.fails = undefined;
  state.settings.path = program;
  const starts = server.starts.length;
  await call("restart");
  assert.equal(server.stops, stops + 1, "one that never came up is not stopped");
  assert.equal(server.starts.length, starts + 1);
});

test("the renderer of Markdown is taught to draw, as far as the settings say", async () => {
  state.settings.path = program;
  const { default: markdownIt } = await import("markdown-it");
  const fence = "```cachediag\nalice -> bob: hello\n```\n";
  assert.match(api.extendMarkdownIt(markdownIt()).render(fence), /<svg/);
  state.settings["markdown.enabled"] = false;
  assert.ok(!api.extendMarkdownIt(markdownIt()).render(fence).includes("<svg"));
});
