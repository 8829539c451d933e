// The protocol against the real server, as the extension speaks it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node.js";
import { METHOD, readPicture } from "../out/picture.js";
import { linesOf, stepAt } from "../out/steps.js";
import { program } from "./program.mjs";

const path = fileURLToPath(new URL("../../../examples/claim.cd", import.meta.url));
const text = readFileSync(path, "utf8");
const textDocument = { uri: pathToFileURL(path).href };
const line = text.split("\n").findIndex((l) => l.includes("alice -> server: POST"));
let child;
let server;
let answer;
const diagnostics = [];

/** The first of the diagnostics of a version that somebody waits for. */
async function diagnosed(wanted) {
  for (;;) {
    const found = diagnostics.find(wanted);
    if (found) return found;
    await new Promise((done) => setTimeout(done, 10));
  }
}

before(async () => {
  child = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const reader = new protocol.StreamMessageReader(child.stdout);
  server = protocol.createProtocolConnection(reader, new protocol.StreamMessageWriter(child.stdin));
  server.onNotification(protocol.PublishDiagnosticsNotification.type, (found) => diagnostics.push(found));
  server.onRequest("window/workDoneProgress/create", () => null);
  server.onRequest("client/registerCapability", () => null);
  server.listen();
  answer = await server.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } },
  });
  await server.sendNotification(protocol.InitializedNotification.type, {});
  await server.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { ...textDocument, languageId: "cachediag", version: 1, text },
  });
});

after(() => child.kill());

test("it does what the extension builds on", () => {
  const { capabilities } = answer;
  for (const name of ["hoverProvider", "completionProvider", "codeLensProvider", "documentFormattingProvider"]) {
    assert.ok(capabilities[name], name);
  }
});

test("it draws the view at the cursor, and its steps bear their lines", async () => {
  const params = { textDocument, position: { line, character: 0 }, theme: "dark" };
  const picture = readPicture(await server.sendRequest(METHOD, params));
  assert.ok(picture, "a picture");
  assert.equal(picture.view, "claim");
  assert.ok(picture.views.includes("claim"));
  const lines = linesOf(picture.svg);
  assert.equal(stepAt(lines, line + 1, (n) => text.split("\n")[n - 1]), line + 1);
  const table = readPicture(await server.sendRequest(METHOD, { ...params, view: "storages" }));
  assert.equal(table.view, "storages");
});

test("lenses lead to a command of the extension", async () => {
  const lenses = await server.sendRequest(protocol.CodeLensRequest.type, { textDocument });
  const command = lenses.map((lens) => lens.command).find((c) => c?.command);
  assert.equal(command.command, "cachediag.showCounterexample");
  const [uri, view] = command.arguments;
  assert.equal(uri, textDocument.uri);
  const picture = readPicture(await server.sendRequest(METHOD, { textDocument, view, theme: "light" }));
  assert.equal(picture.view, view);
});

test("a program with errors has diagnostics, and no picture but a reason", async () => {
  await server.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [{ range: { start: { line, character: 0 }, end: { line, character: 0 } }, text: "  alice ->> bob\n" }],
  });
  const found = await diagnosed((d) => d.version === 2 && d.diagnostics.length > 0);
  assert.equal(found.diagnostics[0].range.start.line, line);
  const params = { textDocument, position: { line, character: 0 }, theme: "dark" };
  await assert.rejects(server.sendRequest(METHOD, params), /error/);
});

test("it ends when it is told to", async () => {
  await server.sendRequest(protocol.ShutdownRequest.type);
  const ended = new Promise((done) => child.once("exit", done));
  await server.sendNotification(protocol.ExitNotification.type);
  assert.equal(await ended, 0);
});
