// Scenarios so long that they repeat their names, the same at every run: fragments within fragments, activation bars, storages in
// devices, names of one to five words.

import { dice } from './dice.mjs';

const words = ['Cache', 'edge', 'Browser', 'of', 'the', 'Database', 'CDN', 'proxy', 'Revalidierung', 'Bob'];

/** The program of a seed. */
export function long(seed) {
  const { below, said } = dice(seed, 7, words);
  const count = 2 + below(7);
  const lines = [];
  for (let n = 0; n < count; n += 1) {
    const storage = `storage s${n} "${said(5)}"`;
    lines.push(...(below(3) ? [storage] : [`device d${n} "${said(3)}" {`, `  ${storage}`, '}']));
  }
  lines.push('scenario generated {', `  activate s${below(count)}`, `  activate s${count - 1}`);
  let depth = 0;
  for (let row = 0; row < 90; row += 1) {
    const kind = below(10);
    if (kind === 0 && depth < 4) {
      lines.push(`  ${['opt', 'loop', 'group'][below(3)]} ${said(3)} {`);
      depth += 1;
    } else if (kind === 1 && depth > 0) {
      lines.push('  }');
      depth -= 1;
    } else if (kind === 2) {
      const at = `s${below(count)}`;
      lines.push(`  ${at}: ${said(6)}`);
    } else if (kind === 3) {
      lines.push(`  activate s${below(count)}`);
    } else {
      // Each message goes to a neighbour, or back: so do fragments end between columns.
      const from = below(count);
      const to = from === 0 ? 1 : from - 1;
      lines.push(`  s${from} -> s${to}: ${said(4)}`);
    }
  }
  return `${lines.join('\n')}\n${'  }\n'.repeat(depth)}}\n`;
}
