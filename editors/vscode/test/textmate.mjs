// Reads programs with the TextMate grammar, as editors do.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
const grammarFile = new URL("../syntaxes/cachediag.tmLanguage.json", import.meta.url);

// Editors bring their own Markdown; here it is enough that there is one.
const known = {
  "source.cachediag": textmate.parseRawGrammar(readFileSync(grammarFile, "utf8"), "cachediag.json"),
  "text.html.markdown": { scopeName: "text.html.markdown", patterns: [{ name: "markup.other", match: ".+" }] },
};

/** The grammar, ready for lines. */
export async function grammar() {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => known[scope] ?? null,
  });
  return registry.loadGrammar("source.cachediag");
}

/** The pieces of each line with their scopes, the outermost left out. */
export function pieces(grammar, text) {
  let stack = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const read = grammar.tokenizeLine(line, stack);
    stack = read.ruleStack;
    return read.tokens.map((t) => ({
      text: line.slice(t.startIndex, t.endIndex),
      at: t.startIndex,
      scopes: t.scopes.slice(1).map((s) => s.replace(/\.cachediag$/, "")),
    }));
  });
}
