// Opens every picture in headless Chromium, light and dark, and counts what must not be: text over text, text that
// leaves its chip, note or node, a lifeline, track, edge or the side of a box through a label, an edge through a node, anything
// beyond the canvas, text wider than measured.
//
//   npm test                    the examples, the cases in tests/cases/picture, tables and graph; every table and the topology;
//                               200 generated flows, 100 generated long scenarios
//   node measure.mjs --only WORD  only programs whose name has that word
//   npm test -- --shots DIR     and keeps a screenshot of each

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { faults } from './faults.mjs';
import { flow } from './graphs.mjs';
import { long } from './long.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = process.env.CACHEDIAG ?? resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'cachediag');
const at = process.argv.indexOf('--shots');
const shots = at < 0 ? null : process.argv[at + 1];
const only = process.argv.indexOf('--only') < 0 ? '' : process.argv[process.argv.indexOf('--only') + 1];

const programs = ['examples', 'tests/cases/picture', 'tests/cases/tables', 'tests/cases/graph', 'tests/browser/cases'].flatMap((folder) => {
  const path = join(root, folder);
  return readdirSync(path).filter((name) => name.endsWith('.cd')).sort().map((name) => join(path, name));
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const scratch = mkdtempSync(join(tmpdir(), 'cachediag-'));
if (shots) mkdirSync(shots, { recursive: true });
for (const [kind, count, text] of [['flow', 200, flow], ['long', 100, long]]) {
  for (let seed = 1; seed <= count; seed += 1) {
    const program = join(scratch, `${kind}-${seed}.cd`);
    writeFileSync(program, text(seed));
    programs.push(program);
  }
}
const pages = new Map();
for (const colorScheme of ['light', 'dark']) {
  pages.set(colorScheme, await browser.newPage({ colorScheme, viewport: { width: 1400, height: 900 } }));
}
let wrong = 0;
let seen = 0;
const tables = ['storages', 'matrix', 'bounds', 'dependencies', 'topology'];
for (const program of programs.filter((path) => basename(path).includes(only))) {
  const generated = dirname(program) === scratch;
  for (const view of generated ? [null] : [null, ...tables]) {
    const name = basename(program, '.cd') + (view ? `-${view}` : '');
    const picture = join(scratch, `${name}.svg`);
    const chosen = view ? ['--view', view] : [];
    const run = spawnSync(binary, ['compile', program, ...chosen, '-o', picture], { encoding: 'utf8' });
    if (run.error) throw run.error;
    if (run.status !== 0) {
      // Not every program has every table.
      if (!view || !run.stderr.includes('E605')) {
        wrong += 1;
        console.log(`${name}: does not compile\n${run.stderr}`);
      }
      continue;
    }
    for (const [colorScheme, page] of pages) {
      if (generated && colorScheme === 'dark') continue;
      await page.setContent(`<!doctype html><body style="margin:0">${readFileSync(picture, 'utf8')}</body>`);
      await page.evaluate(() => document.fonts.ready);
      const found = await page.evaluate(faults);
      seen += 1;
      wrong += found.list.length;
      for (const fault of found.list) console.log(`${name} (${colorScheme}): ${fault}`);
      if (shots) await page.locator('svg').first().screenshot({ path: join(shots, `${name}-${colorScheme}.png`) });
    }
  }
}
await browser.close();
rmSync(scratch, { recursive: true, force: true });
console.log(`${seen} pictures, ${wrong} faults`);
process.exitCode = wrong === 0 && seen > 0 ? 0 : 1;
