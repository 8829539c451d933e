/** Lines of a file and steps of its picture: each step bears the line that it was written on. */

/** The lines that a picture has steps of, in order, counted from 1. */
export function linesOf(svg: string): number[] {
  const found = new Set<number>();
  for (const match of svg.matchAll(/\bdata-line="(\d+)"/g)) found.add(Number(match[1]));
  return [...found].sort((a, b) => a - b);
}

/**
 * The step that a cursor is at: that of its line, else the one above it in the same block. Methods and reactions stand in
 * other blocks than the scenario that carries them out, so a brace ends the way up.
 */
export function stepAt(lines: readonly number[], cursor: number, text: (line: number) => string): number | undefined {
  const known = new Set(lines);
  for (let line = cursor; line > 0; line--) {
    if (known.has(line)) return line;
    if (/^\s*\}|\{\s*(\/\/.*)?$/.test(text(line))) return undefined;
  }
  return undefined;
}
