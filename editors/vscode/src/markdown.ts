/** Fences of Markdown that are drawn: ` ```cachediag `. */

import type { Run } from "./program";

/** What of markdown-it is needed. */
export interface MarkdownIt {
  renderer: { rules: Record<string, Rule | undefined> };
  utils: { escapeHtml(text: string): string };
}

type Rule = (tokens: Token[], index: number, options: unknown, env: unknown, self: Self) => string;
interface Token {
  info: string;
  content: string;
}
interface Self {
  renderToken(tokens: Token[], index: number, options: unknown): string;
}

/** Draws a program: the program's run on it. */
export type Draw = (text: string) => Run;

/** The most drawings that are kept: those of a long chapter. */
const KEPT = 64;

/** Remembers what was drawn last, so that typing elsewhere in a document draws nothing anew. */
export function remembering(draw: Draw): Draw {
  const known = new Map<string, Run>();
  return (text) => {
    const found = known.get(text) ?? draw(text);
    known.delete(text);
    // A program that did not start may be there the next time.
    if (found.code !== undefined) known.set(text, found);
    const oldest = known.keys().next();
    if (known.size > KEPT && !oldest.done) known.delete(oldest.value);
    return found;
  };
}

/** Whether a fence is one of ours: its first word is `cachediag`. */
export function isOurs(info: string): boolean {
  return info.trim().split(/[\s,{]/)[0]?.toLowerCase() === "cachediag";
}

/** Teaches a renderer of Markdown to draw fences; all others stay as they are. */
export function drawFences<T extends MarkdownIt>(markdown: T, draw: Draw, wanted: () => boolean): T {
  const usual = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const rest = () => usual?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
    if (!token || !isOurs(token.info) || !wanted()) return rest();
    const drawn = draw(token.content);
    if (drawn.code === 0 && drawn.output.startsWith("<svg")) {
      // A blank line would end the block of HTML.
      return `<div class="cachediag-drawing">${drawn.output.replace(/\n\s*\n/g, "\n")}</div>\n`;
    }
    const problems = markdown.utils.escapeHtml(drawn.problems.trim());
    return `${rest()}<pre class="cachediag-problem">${problems}</pre>\n`;
  };
  return markdown;
}
