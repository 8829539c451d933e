/** What can be written of a file, and how the program is asked for it. */

import { basename, dirname, extname, join } from "node:path";

/** A format that a file is exported to. */
export interface Format {
  /** The ending of its files. */
  ending: string;
  /** Its name in the list that people pick from. */
  label: string;
  /** What it is good for. */
  detail: string;
}

/** All of them, in the order of the list. */
export const FORMATS: readonly Format[] = [
  { ending: "svg", label: "SVG", detail: "All scenarios as one picture, sharp at every size" },
  { ending: "png", label: "PNG", detail: "All scenarios as one picture, twice as large" },
  { ending: "html", label: "HTML", detail: "Everything on one page" },
  { ending: "md", label: "Markdown", detail: "All tables" },
];

/** The format with that ending. */
export function format(ending: string): Format | undefined {
  return FORMATS.find((known) => known.ending === ending);
}

/** Where a file is exported to, unless somebody says otherwise: beside it, with another ending. */
export function target(file: string, ending: string): string {
  return join(dirname(file), `${basename(file, extname(file))}.${ending}`);
}

/** The arguments that export a file. */
export function exportArguments(file: string, to: string): string[] {
  const large = extname(to) === ".png" ? ["--scale", "2"] : [];
  return ["compile", file, "-o", to, ...large, "--diagnostics", "short"];
}

/** The first thing that is wrong, in one line for a message. */
export function firstProblem(problems: string): string {
  const line = problems.split("\n").find((text) => text.trim() !== "");
  return line ?? "The program ended without a word.";
}
