/** The extension: starts the language server, and wires commands, the preview and Markdown to it. */

import { dirname } from "node:path";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { FORMATS, exportArguments, firstProblem, target } from "./exports";
import { type Draw, type MarkdownIt, drawFences, remembering } from "./markdown";
import { METHOD, type PictureParams, readPicture } from "./picture";
import { type Ask, Preview } from "./preview";
import { missing, program, run, runNow } from "./program";

/** How long a fence of Markdown may take to draw, in milliseconds. */
const FENCE_TIME = 3000;

let client: LanguageClient | undefined;

function setting<T>(name: string): T | undefined {
  return vscode.workspace.getConfiguration("cachediag").get<T>(name);
}

function path(): string {
  return program(setting<string>("path"));
}

/** Starts the server; says once if it does not start. */
async function start(): Promise<void> {
  const command = path();
  // With a transport the client would add an argument that says so; the server knows no other than these two streams.
  const server = { command, args: ["lsp"] };
  client = new LanguageClient("cachediag", "cachediag", server, {
    documentSelector: [{ language: "cachediag" }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.cd") },
  });
  try {
    await client.start();
  } catch (problem) {
    client = undefined;
    const text = missing(command, problem instanceof Error ? problem.message : String(problem));
    const choice = await vscode.window.showErrorMessage(text, "Open Settings");
    if (choice) await vscode.commands.executeCommand("workbench.action.openSettings", "cachediag.path");
  }
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

/** Stops the server. One that never came up cannot be stopped. */
async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.isRunning()) await running.stop();
}

/** Which colours the preview has. */
function theme(): "light" | "dark" {
  const wanted = setting<string>("preview.theme");
  if (wanted === "light" || wanted === "dark") return wanted;
  const { kind } = vscode.window.activeColorTheme;
  const dark = kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
  return dark ? "dark" : "light";
}

const ask: Ask = async (document, position, view) => {
  if (!client) throw new Error("The language server does not run. See “cachediag.path”.");
  const params: PictureParams = {
    textDocument: { uri: document.uri.toString() },
    position: { line: position.line, character: position.character },
    theme: theme(),
    ...(view === undefined ? {} : { view }),
  };
  return readPicture(await client.sendRequest(METHOD, params));
};

/** The `.cd` file that a command is about. */
function current(): vscode.TextEditor | undefined {
  const shown = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return shown.find((editor) => editor?.document.languageId === "cachediag");
}

/** Exports the file at hand: asks for the format if none is said, and where to. */
async function exportAs(ending?: string): Promise<void> {
  const editor = current();
  if (!editor) return;
  const { document } = editor;
  if (document.isUntitled || document.isDirty) await document.save();
  if (document.uri.scheme !== "file") return;
  const items = FORMATS.map((f) => ({ label: f.label, detail: f.detail, ending: f.ending }));
  const wanted = ending ?? (await vscode.window.showQuickPick(items, { placeHolder: "Export as" }))?.ending;
  if (!wanted) return;
  const file = document.uri.fsPath;
  const to = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.file(target(file, wanted)) });
  if (!to) return;
  const done = await run(path(), exportArguments(file, to.fsPath), { cwd: dirname(file) });
  if (done.code !== 0) {
    await vscode.window.showErrorMessage(firstProblem(done.problems));
    return;
  }
  const choice = await vscode.window.showInformationMessage(`Written: ${to.fsPath}`, "Open");
  if (choice) await vscode.commands.executeCommand("vscode.open", to);
}

/** Draws a fence; what Markdown shows has no file, so it imports nothing. */
const drawing: Draw = (text) =>
  runNow(path(), ["compile", "-", "-o", "-", "--format", "svg", "--diagnostics", "short"], text, FENCE_TIME);

/** Shows a view of a file in the preview: what a lens above a claim leads to. */
async function showView(preview: Preview, uri: string, view: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  preview.open(shown ?? (await vscode.window.showTextDocument(document)), view);
}

/** Starts the server once there is a file for it: the preview of Markdown needs none. */
function startWhenNeeded(): vscode.Disposable {
  const ours = (document: vscode.TextDocument) => document.languageId === "cachediag";
  let started = false;
  const look = (document: vscode.TextDocument) => {
    if (started || !ours(document)) return;
    started = true;
    void start();
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}

/** What the editor calls when the extension is first needed. */
export function activate(context: vscode.ExtensionContext) {
  const preview = new Preview(context.extensionUri, ask);
  const command = (name: string, run: (...args: string[]) => unknown) => vscode.commands.registerCommand(`cachediag.${name}`, run);
  context.subscriptions.push(
    preview,
    command("preview", () => {
      const editor = current();
      if (editor) preview.open(editor);
    }),
    command("export", () => exportAs()),
    command("exportSvg", () => exportAs("svg")),
    command("exportPng", () => exportAs("png")),
    command("exportHtml", () => exportAs("html")),
    command("exportMarkdown", () => exportAs("md")),
    command("showCounterexample", (uri = "", view = "") => showView(preview, uri, view)),
    command("restart", restart),
    startWhenNeeded(),
    vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration("cachediag.path") && restart()),
  );
  const draw = remembering(drawing);
  const wanted = () => setting<boolean>("markdown.enabled") ?? true;
  return { extendMarkdownIt: (markdown: MarkdownIt) => drawFences(markdown, draw, wanted) };
}

/** What the editor calls at its end. */
export async function deactivate(): Promise<void> {
  await stop();
}
