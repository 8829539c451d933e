// The lines of ../README.md in the editors themselves, with the real server: Neovim (NVIM names one of 0.11 or newer) and Emacs,
// in a home of their own. They need a built program (CACHEDIAG names another); without an editor its tests fail.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { program } from "../vscode/test/program.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(root, "editors/README.md"), "utf8");
const example = join(root, "examples/claim.cd");
const lines = readFileSync(example, "utf8").split("\n");

/** The first block of a language in the section of an editor. */
function block(editor, language) {
  const section = readme.split(`\n## ${editor}\n`)[1].split("\n## ")[0];
  return section.split(`\n\`\`\`${language}\n`)[1].split("\n```")[0];
}

/** The place of a text in the example: line and column from 0. */
function place(text, word = text) {
  const line = lines.findIndex((l) => l.includes(text));
  assert.ok(line >= 0, text);
  return [line, lines[line].indexOf(word)];
}

const home = mkdtempSync(join(tmpdir(), "cachediag-editors-"));
const env = {
  ...process.env,
  HOME: home,
  XDG_CONFIG_HOME: join(home, ".config"),
  XDG_DATA_HOME: join(home, ".local/share"),
  PATH: [dirname(program), process.env.PATH].join(delimiter),
};
const run = (editor, args) => execFileSync(editor, args, { cwd: root, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

// What a server says of it: the arrow is none of ours.
const broken = join(home, "broken.cd");
writeFileSync(broken, "alice -> bob: hello\nalice ->> bob: hello\n");

/** Runs lines of Lua in Neovim with a file open, and gives back what they put into `found`. */
function neovim(file, lua) {
  const script = join(home, "ask.lua");
  const answer = join(home, "answer.json");
  // The server is let go before Neovim ends: one that leaves while it writes to a server that it has just started may die of that.
  const farewell = `vim.wait(60000, function() return #vim.lsp.get_clients() > 0 end, 20)
    vim.lsp.stop_client(vim.lsp.get_clients())
    vim.wait(60000, function() return #vim.lsp.get_clients() == 0 end, 20)`;
  writeFileSync(script, `local found = {}\n${lua}\nvim.fn.writefile({ vim.json.encode(found) }, "${answer}")\n${farewell}`);
  run(process.env.NVIM ?? "nvim", ["--headless", file, "-c", `luafile ${script}`, "-c", "qa!"]);
  return JSON.parse(readFileSync(answer, "utf8"));
}

test("Neovim is set up", () => {
  run("sh", ["-ec", block("Neovim", "sh")]);
  mkdirSync(join(home, ".config/nvim"), { recursive: true });
  writeFileSync(join(home, ".config/nvim/init.lua"), block("Neovim", "lua"));
});

test("Neovim colours, folds and finds the comments of a file", () => {
  const places = {
    keyword: place("scenario ", "scenario"),
    type: place("user alice", "alice"),
    variable: place("alice -> server", "alice"),
    operator: place("alice -> server", "->"),
    "function.builtin": place("POST /", "POST"),
    constant: place("sees @", "@"),
  };
  const found = neovim(
    example,
    `vim.treesitter.get_parser(0):parse(true)
    found = { filetype = vim.bo.filetype, comment = vim.bo.commentstring, captures = {} }
    found.active = vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil
    found.fold = vim.fn.foldlevel(${place("alice -> server")[0] + 1})
    for name, at in pairs(vim.json.decode([==[${JSON.stringify(places)}]==])) do
      found.captures[name] = vim.tbl_map(function(c) return c.capture end, vim.treesitter.get_captures_at_pos(0, at[1], at[2]))
    end`,
  );
  assert.equal(found.filetype, "cachediag");
  assert.equal(found.comment, "// %s");
  assert.ok(found.active, "tree-sitter highlights");
  assert.ok(found.fold > 0, "a scenario folds");
  for (const name of Object.keys(places)) assert.ok(found.captures[name].includes(name), `${name}: ${found.captures[name]}`);
});

test("Neovim talks to the server: problems, and what copies hold after a step", () => {
  const found = neovim(
    broken,
    `vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
    found.problems = vim.tbl_map(function(d) return { d.lnum, d.code } end, vim.diagnostic.get(0))
    found.client = vim.lsp.get_clients({ bufnr = 0 })[1].name
    vim.cmd.edit("${example}")
    vim.wait(60000, function() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end, 20)
    local at = { line = ${place("alice sees @")[0]}, character = ${place("alice sees @", "sees")[1]} }
    local asked = { textDocument = vim.lsp.util.make_text_document_params(), position = at }
    local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", asked, 60000)
    for _, answer in pairs(answers) do found.hover = answer.result.contents.value end`,
  );
  assert.equal(found.client, "cachediag");
  assert.equal(found.problems.length, 1);
  assert.equal(found.problems[0][0], 1);
  assert.match(found.problems[0][1], /^E1\d\d$/);
  assert.match(found.hover, /proxy-isp/);
});

test("Emacs knows the mode, colours words and finds comments", () => {
  const init = join(home, "init.el");
  // No server here: what it is started with is looked at below.
  writeFileSync(init, block("Emacs", "elisp").replace("#'eglot-ensure", "#'ignore"));
  const at = ([line, column]) => `(progn (goto-char (point-min)) (forward-line ${line}) (forward-char ${column}) (point))`;
  const face = (text, word) => `(get-text-property ${at(place(text, word))} 'face)`;
  const script = `(progn
    (package-initialize)
    (load "${init}")
    (require 'eglot)
    (find-file "${example}")
    (font-lock-ensure)
    (princ (list major-mode (cdr (assoc 'cachediag-mode eglot-server-programs))
      ${face("scenario ", "scenario")} ${face("user alice", "user")} ${face("alice -> server", "->")} ${face("sees @", "@")}
      ${face("alice -> server", "alice")} ${face("// ", "// ")})))`;
  const found = run("emacs", ["--batch", "--eval", script]);
  const faces = "font-lock-keyword-face font-lock-keyword-face font-lock-builtin-face font-lock-constant-face nil";
  assert.equal(found, `(cachediag-mode (cachediag lsp) ${faces} font-lock-comment-delimiter-face)`);
});

test("Emacs talks to the server: eglot shows a problem", () => {
  const init = join(home, "init.el");
  writeFileSync(init, block("Emacs", "elisp"));
  const script = `(progn
    (package-initialize)
    (load "${init}")
    (require 'eglot)
    (find-file "${broken}")
    (apply #'eglot (eglot--guess-contact))
    (flymake-mode 1)
    (with-timeout (60 (princ "no problem is told"))
      (while (not (flymake-diagnostics)) (accept-process-output nil 0.05) (flymake-start))
      (princ (list (eglot-managed-p) (line-number-at-pos (flymake-diagnostic-beg (car (flymake-diagnostics))))))))`;
  assert.equal(run("emacs", ["--batch", "--eval", script]), "(t 2)");
});
