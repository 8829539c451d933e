// An editor that the tests play: it keeps what the extension registers and shows.

export const state = (globalThis.fakeEditor ??= {
  commands: new Map(),
  executed: [],
  settings: {},
  panels: [],
  shown: [],
  errors: [],
  saveTo: undefined,
  pick: undefined,
  theme: 2,
});

class Event {
  listeners = new Set();
  on = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(value) {
    for (const listener of [...this.listeners]) listener(value);
  }
}

export class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
export class Range {
  constructor(start, end) {
    Object.assign(this, { start, end });
  }
}
export class Uri {
  constructor(path) {
    Object.assign(this, { path, fsPath: path, scheme: "file" });
  }
  static file = (path) => new Uri(path);
  static parse = (text) => new Uri(text.replace("file://", ""));
  static joinPath = (base, ...parts) => new Uri([base.path, ...parts].join("/"));
  toString() {
    return `file://${this.path}`;
  }
}
export const ViewColumn = { Beside: -2 };
export const TextEditorRevealType = { InCenterIfOutsideViewport: 2 };
export const ColorThemeKind = { Light: 1, Dark: 2, HighContrast: 3, HighContrastLight: 4 };

/** A file in an editor. */
export function open(path, text, languageId = "cachediag") {
  const lines = text.split("\n");
  const document = {
    uri: new Uri(path),
    languageId,
    isUntitled: false,
    isDirty: false,
    lineCount: lines.length,
    lineAt: (n) => ({ text: lines[n], lineNumber: n, firstNonWhitespaceCharacterIndex: lines[n].search(/\S|$/) }),
  };
  const editor = { document, viewColumn: 1, selection: { active: new Position(0, 0) }, revealRange: () => {} };
  window.activeTextEditor = editor;
  window.visibleTextEditors = [editor];
  workspace.textDocuments = [...workspace.textDocuments.filter((d) => d.uri.path !== path), document];
  events.opened.fire(document);
  return editor;
}

export const events = (state.events ??= {
  changed: new Event(),
  selected: new Event(),
  activated: new Event(),
  themed: new Event(),
  opened: new Event(),
  configured: new Event(),
});

export const commands = {
  registerCommand(name, run) {
    state.commands.set(name, run);
    return { dispose: () => state.commands.delete(name) };
  },
  executeCommand: async (...call) => void state.executed.push(call),
};

export const workspace = (state.workspace ??= {
  textDocuments: [],
  getConfiguration: () => ({ get: (name) => state.settings[name] }),
  createFileSystemWatcher: () => ({ dispose() {} }),
  onDidChangeTextDocument: events.changed.on,
  onDidOpenTextDocument: events.opened.on,
  onDidChangeConfiguration: events.configured.on,
  openTextDocument: async (uri) => workspace.textDocuments.find((d) => d.uri.path === uri.path),
});

export const window = (state.window ??= {
  activeTextEditor: undefined,
  visibleTextEditors: [],
  get activeColorTheme() {
    return { kind: state.theme };
  },
  onDidChangeTextEditorSelection: events.selected.on,
  onDidChangeActiveTextEditor: events.activated.on,
  onDidChangeActiveColorTheme: events.themed.on,
  showErrorMessage: async (text) => void state.errors.push(text),
  showInformationMessage: async () => undefined,
  showQuickPick: async (items) => items.find((item) => item.ending === state.pick),
  showSaveDialog: async ({ defaultUri }) => state.saveTo ?? defaultUri,
  async showTextDocument(document, options) {
    state.shown.push({ document, options });
    const editor = window.visibleTextEditors.find((e) => e.document === document);
    editor.selection = { active: options?.selection?.start ?? editor.selection.active };
    return editor;
  },
  createWebviewPanel(type, title) {
    const heard = new Event();
    const closed = new Event();
    const panel = {
      type,
      title,
      sent: [],
      webview: {
        html: "",
        cspSource: "https://editor.test",
        asWebviewUri: (uri) => new Uri(`webview${uri.path}`),
        onDidReceiveMessage: heard.on,
        postMessage: async (message) => void panel.sent.push(message),
      },
      onDidDispose: closed.on,
      reveal: () => {},
      dispose: () => closed.fire(),
      say: (message) => heard.fire(message),
    };
    state.panels.push(panel);
    return panel;
  },
});
