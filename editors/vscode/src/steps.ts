/** Lines of a file and steps of its picture: each step bears the line that it was written on. */

/** The lines that a picture has steps of, in order, counted from 1. */
export function linesOf(svg: string): number[] {
  const found = new Set<number>();
  for (const match of svg.matchAll(/\bdata-line="(\d+)"/g)) found.add(Number(match[1]));
  return [...found].sort((a, b) => a - b);
}

/** The step that a cursor is at: the last one that begins on its line or before; none before the first. */
export function stepAt(lines: readonly number[], cursor: number): number | undefined {
  let found: number | undefined;
  for (const line of lines) {
    if (line > cursor) break;
    found = line;
  }
  return found;
}
