// Programs with one flow each, the same at every run: up to 60 nodes, with decisions, groups, notes, loops, circles, parallel
// edges, labels of several words, down and to the right.

import { dice } from './dice.mjs';

const words = ['ask', 'the', 'origin', 'whether', 'a', 'stored', 'answer', 'may', 'still', 'be', 'shown', 'to', 'everybody', 'Revalidierung'];

/** The program of a seed. */
export function flow(seed) {
  const { below, said } = dice(seed, 1, words);
  const count = 2 + below(59);
  const name = (n) => `n${n}${n % 4 === 1 ? '?' : ''}`;
  const lines = [];
  const groups = below(4);
  const group = Array.from({ length: count }, () => (groups > 0 && below(2) ? below(groups) : -1));
  for (let g = -1; g < groups; g += 1) {
    const own = group.flatMap((of, n) => (of === g ? [`${name(n)} "${said(5)}"`] : []));
    if (own.length === 0) continue;
    lines.push(...(g < 0 ? own : [`group "${said(2)}" {`, ...own.map((line) => `  ${line}`), '}']));
  }
  const edge = (from, to) => lines.push(`${name(from)} -> ${name(to)}${below(3) ? '' : `: ${said(4)}`}`);
  for (let n = 1; n < count; n += 1) if (below(8)) edge(below(n), n);
  for (let n = below(12); n > 0; n -= 1) edge(below(count), below(count));
  for (let n = below(4); n > 0; n -= 1) lines.push(`note on ${name(below(count)).replace('?', '')}: ${said(8)}`);
  return `flow generated "${said(4)}" [${below(2) ? 'down' : 'right'}] {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;
}
