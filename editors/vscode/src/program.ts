/** Runs the program `cachediag`: where it is found, and what it says. */

import { execFile, spawnSync } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";

/** What a run of the program left. */
export interface Run {
  /** How it ended; `undefined` if it did not start. */
  code: number | undefined;
  /** Its standard output. */
  output: string;
  /** Its standard error, or why it did not start. */
  problems: string;
}

/** The largest output that is taken, in bytes: a picture of the largest scenario that the program draws. */
const LARGEST_OUTPUT = 256 * 1024 * 1024;

/** The program that a setting names: `~` is the home folder, nothing is the name on the `PATH`. */
export function program(setting: string | undefined, home = homedir()): string {
  const path = setting?.trim() ?? "";
  if (path === "") return "cachediag";
  return path === "~" || path.startsWith("~/") ? join(home, path.slice(1)) : path;
}

/** What to tell somebody whose program did not start. */
export function missing(path: string, problem: string): string {
  return `The program “${path}” did not start (${problem}). Install it, or set “cachediag.path”.`;
}

/** Runs the program without blocking the editor. */
export function run(path: string, args: readonly string[], options: { cwd?: string } = {}): Promise<Run> {
  return new Promise((resolve) => {
    execFile(path, [...args], { cwd: options.cwd, maxBuffer: LARGEST_OUTPUT }, (error, output, problems) => {
      const code = error ? error.code : 0;
      if (typeof code === "number") resolve({ code, output, problems });
      else resolve({ code: undefined, output: "", problems: missing(path, String(code ?? error?.message)) });
    });
  });
}

/** Runs the program on a text at once, for what cannot wait: the preview of Markdown. */
export function runNow(path: string, args: readonly string[], input: string, milliseconds: number): Run {
  const done = spawnSync(path, [...args], {
    input,
    encoding: "utf8",
    timeout: milliseconds,
    maxBuffer: LARGEST_OUTPUT,
  });
  if (done.error) return { code: undefined, output: "", problems: missing(path, done.error.message) };
  return { code: done.status ?? undefined, output: done.stdout, problems: done.stderr };
}
