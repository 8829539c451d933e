// How long it takes from saving a program until its page in the browser is the new one, and what a thousand saves a minute
// cost: `node delay.mjs [PROGRAM]`, with CACHEDIAG as for the tests. benches/README.md says what came of it.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = resolve(process.env.CACHEDIAG ?? join(root, 'target', 'release', 'cachediag'));
const program = resolve(process.argv[2] ?? join(root, 'examples', 'claim.cd'));
const scratch = mkdtempSync(join(tmpdir(), 'cachediag-delay-'));
cpSync(dirname(program), scratch, { recursive: true });
const file = join(scratch, basename(program));
const text = readFileSync(program, 'utf8');
const save = (number) => writeFileSync(file, `title: Number ${number}\n${text.replace(/^title:.*\n/m, '')}`);

save(0);
const server = spawn(binary, ['serve', file, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
let url = null;
let rebuilds = 0;
const lines = createInterface({ input: server.stdout });
await new Promise((done) => lines.on('line', (line) => {
  rebuilds += 1;
  url ??= line.match(/http:\S+/)?.[0];
  if (url) done();
}));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
// Each page says when its script has run.
let shown = () => {};
await page.exposeFunction('told', (title) => shown(title, performance.now()));
await page.addInitScript(() => addEventListener('DOMContentLoaded', () => window.told(document.title)));
await page.goto(url);
await pause(500);

const times = [];
for (let number = 1; number <= 40; number += 1) {
  const begun = performance.now();
  const seen = new Promise((done) => { shown = (title, now) => title === `Number ${number}` && done(now); });
  save(number);
  times.push(await seen - begun);
  await pause(150);
}
times.sort((a, b) => a - b);
console.log(`from saving to the new page: median ${times[20].toFixed(0)} ms, of 40 the slowest ${times[39].toFixed(0)} ms`);

const spent = () => readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, n) => sum + Number(n), 0) / 100;
for (const watched of [true, false]) {
  if (!watched) await page.close();
  const [cpu, count, begun] = [spent(), rebuilds, performance.now()];
  for (let number = 0; number < 1000; number += 1) {
    save(1000 + number);
    await pause(Math.max(0, begun + (number + 1) * 60 - performance.now()));
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(`1,000 saves in ${seconds.toFixed(0)} s${watched ? ', with a page open' : ''}: ${rebuilds - count} rebuilds, ${(spent() - cpu).toFixed(1)} s of CPU`);
}
await browser.close();
server.kill();
rmSync(scratch, { recursive: true, force: true });
process.exit(0);
