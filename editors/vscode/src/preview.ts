/** The preview beside the editor: follows the text and the cursor, and leads from a step to its line. */

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { isFromPage, page, type ToPage } from "./page";
import type { Picture } from "./picture";
import { linesOf, stepAt } from "./steps";

/** Asks for the view of that name, or the one at a place; nothing if there is none. */
export type Ask = (
  document: vscode.TextDocument,
  position: vscode.Position,
  view: string | undefined,
) => Promise<Picture | undefined>;

/** How long typing must rest before a picture is asked for, in milliseconds. */
const REST = 120;

/** The one preview; it shows the last `.cd` file that somebody looked at. */
export class Preview implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private editor: vscode.TextEditor | undefined;
  /** The view that somebody chose; without one it is that at the cursor. */
  private pinned: string | undefined;
  private lines: number[] = [];
  /** What the page shows; nothing if it must be told anew. */
  private shown = "";
  private asked = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly home: vscode.Uri,
    private readonly ask: Ask,
  ) {
    this.listeners = [
      vscode.workspace.onDidChangeTextDocument((e) => e.document === this.editor?.document && this.later()),
      vscode.window.onDidChangeTextEditorSelection((e) => this.follow(e.textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor)),
      vscode.window.onDidChangeActiveColorTheme(() => this.later()),
    ];
  }

  /** Opens the preview of an editor's file, or brings it to the front. */
  open(editor: vscode.TextEditor, view?: string): void {
    this.editor = editor;
    this.pinned = view;
    if (this.panel) {
      this.panel.reveal(undefined, true);
      void this.draw();
      return;
    }
    const media = vscode.Uri.joinPath(this.home, "media");
    const panel = vscode.window.createWebviewPanel(
      "cachediag.preview",
      "cachediag",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [media] },
    );
    this.panel = panel;
    panel.onDidDispose(() => this.closed());
    panel.webview.onDidReceiveMessage((message: unknown) => this.heard(message));
    panel.webview.html = page({
      source: panel.webview.cspSource,
      nonce: randomBytes(16).toString("hex"),
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, "preview.js")).toString(),
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, "preview.css")).toString(),
    });
  }

  dispose(): void {
    this.panel?.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private closed(): void {
    clearTimeout(this.timer);
    this.panel = undefined;
    this.shown = "";
  }

  private tell(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }

  private heard(message: unknown): void {
    if (!isFromPage(message)) return;
    if (message.kind === "reveal") {
      void this.reveal(message.line);
      return;
    }
    if (message.kind === "view") this.pinned = message.name || undefined;
    this.shown = "";
    void this.draw();
  }

  /** Puts the cursor where a step was written. */
  private async reveal(line: number): Promise<void> {
    if (!this.editor) return;
    const { document, viewColumn } = this.editor;
    const at = document.lineAt(Math.min(line, document.lineCount) - 1);
    const start = new vscode.Position(at.lineNumber, at.firstNonWhitespaceCharacterIndex);
    const selection = new vscode.Range(start, start);
    this.editor = await vscode.window.showTextDocument(document, { viewColumn, selection, preserveFocus: false });
    this.editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Goes where the cursor goes. A cursor that stays in the picture asks for no other. */
  private follow(editor: vscode.TextEditor): void {
    if (!this.panel || editor.document.languageId !== "cachediag") return;
    if (editor.document !== this.editor?.document) this.pinned = undefined;
    this.editor = editor;
    this.mark();
    this.later();
  }

  private mark(): void {
    if (!this.editor) return;
    const { document, selection } = this.editor;
    const line = stepAt(this.lines, selection.active.line + 1, (n) => document.lineAt(n - 1).text);
    this.tell({ kind: "cursor", line });
  }

  private later(): void {
    if (!this.panel) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), REST);
  }

  /** Asks for the picture at the cursor, and shows it unless a later one was asked for meanwhile. */
  private async draw(): Promise<void> {
    const { panel, editor } = this;
    if (!panel || !editor) return;
    const ticket = ++this.asked;
    try {
      const found = await this.ask(editor.document, editor.selection.active, this.pinned);
      if (ticket !== this.asked || !this.panel) return;
      if (found) this.show(found);
    } catch (problem) {
      if (ticket !== this.asked) return;
      this.shown = "";
      this.tell({ kind: "problem", text: problem instanceof Error ? problem.message : String(problem) });
    }
  }

  /** Shows a picture; one that is there stays as it is, with its place and what is chosen in it. */
  private show(found: Picture): void {
    const { svg, view, views } = found;
    const said = [view, ...views, svg].join("\n");
    if (this.panel) this.panel.title = view || "cachediag";
    if (said !== this.shown) {
      this.shown = said;
      this.lines = linesOf(svg);
      this.tell({ kind: "picture", svg, view, views, pinned: this.pinned !== undefined });
    }
    this.mark();
  }
}
