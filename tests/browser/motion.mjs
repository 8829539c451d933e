// Opens pictures that draw themselves (`--format svg-animated`) in headless Chromium: what is there early, in the middle and at
// the end; and that who wants no motion, prints, or converts the picture sees all of it. `--shots FOLDER` keeps what was seen.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { run } from './run.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const binary = process.env.CACHEDIAG ?? resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'cachediag');
const scratch = mkdtempSync(join(tmpdir(), 'cachediag-motion-'));
const shots = process.argv[2] === '--shots' ? process.argv[3] : undefined;
if (shots) mkdirSync(shots, { recursive: true });
const launch = (...more) => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more],
});

const compile = (name, format) => {
  const file = join(scratch, `${format}.svg`);
  const run = spawnSync(binary, ['compile', join(root, 'examples', name), '--format', format, '-o', file, '--budget', '5s'], { encoding: 'utf8' });
  if (run.error) throw run.error;
  assert.equal(run.status, 0, run.stderr);
  return file;
};
const still = compile('claim.cd', 'svg');
const moving = compile('claim.cd', 'svg-animated');
assert.ok(readFileSync(moving).length < readFileSync(still).length * 1.4, 'motion costs less than half of a picture');

const viewport = { width: 1000, height: 1100 };
const seen = async (page, file, name) => {
  await page.goto(pathToFileURL(file).href);
  const shot = await page.screenshot();
  if (shots && name) writeFileSync(join(shots, `${name}.png`), shot);
  return shot;
};
// A page that shows a picture as a README does.
const framed = (file) => {
  const page = file.replace(/svg$/, 'html');
  writeFileSync(page, `<body style="margin:0"><img src="${pathToFileURL(file).href}" width="1000"></body>`);
  return page;
};
// How much of each step and of each unrolled layer is seen, at a time in milliseconds.
const at = (page, time) => page.evaluate((time) => {
  for (const animation of document.getAnimations()) {
    animation.pause();
    animation.currentTime = time;
  }
  const groups = [...document.querySelectorAll('svg > g[style]')];
  const styles = groups.map((group) => [group.style.animationName, getComputedStyle(group)]);
  return {
    steps: styles.filter(([name]) => name.startsWith('s')).map(([, style]) => Number(style.opacity)),
    rolls: styles.filter(([name]) => name.startsWith('r')).map(([, style]) => parseFloat(style.clipPath.split(' ')[2])),
    growing: [...document.querySelectorAll('g g[style]')].filter((arrow) => {
      const grown = new DOMMatrix(getComputedStyle(arrow).transform).a;
      return grown > 0 && grown < 1;
    }).length,
  };
}, time);

const tests = {
  async 'steps come one after the other, and all stay until it begins again'(browser) {
    const context = await browser.newContext({ viewport, reducedMotion: 'no-preference' });
    const page = await context.newPage();
    await page.goto(pathToFileURL(moving).href);
    const length = await page.evaluate(() => document.getAnimations()[0].effect.getComputedTiming().duration);
    const pause = 4000;
    assert.ok(length > 10_000 && length < 95_000, `${length} ms`);
    const early = await at(page, 400);
    assert.ok(early.steps.every((opacity) => opacity === 0) && early.rolls[0] > 50, JSON.stringify(early));
    let before = 0;
    let arrows = 0;
    for (let time = 0; time < length - pause; time += 250) {
      const { steps, rolls, growing } = await at(page, time);
      const there = steps.filter((opacity) => opacity > 0).length;
      assert.ok(steps.slice(0, there).every((opacity) => opacity > 0), 'none comes before an earlier one');
      assert.ok(there >= before && there <= before + 1, `${before} steps, then ${there}`);
      assert.ok(growing <= 1 && rolls.length === 1, `${growing} arrows grow at once`);
      if (shots && there !== before && there % 12 === 0) await page.screenshot({ path: join(shots, `step-${there}.png`) });
      before = there;
      arrows += growing;
    }
    assert.ok(arrows > 10, `${arrows} arrows were seen growing`);
    const end = await at(page, length - pause / 2);
    assert.ok(end.steps.length > 30 && end.steps.every((opacity) => opacity === 1), JSON.stringify(end));
    assert.ok(end.rolls[0] <= 0 && end.growing === 0, JSON.stringify(end));
    if (shots) await page.screenshot({ path: join(shots, 'end.png') });
    await page.hover('svg');
    assert.ok(await page.evaluate(() => getComputedStyle(document.querySelector('g[style]')).animationPlayState === 'paused'));
    await context.close();
  },

  async 'who wants no motion, or prints, sees the whole picture'(browser) {
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const whole = await seen(page, still);
    assert.ok(whole.equals(await seen(page, moving, 'reduced')), 'with less motion it is the picture');
    await page.emulateMedia({ reducedMotion: 'no-preference', media: 'print' });
    assert.ok(whole.equals(await seen(page, moving, 'printed')), 'on paper it is the picture');
    await context.close();
  },

  async 'it moves where a page shows it as a picture'(browser) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const whole = await seen(page, framed(still));
    assert.ok(!whole.equals(await seen(page, framed(moving), 'framed')), 'it begins without its steps');
    await context.close();
    const calm = await launch('--force-prefers-reduced-motion');
    const quiet = await (await calm.newContext({ viewport, reducedMotion: null })).newPage();
    assert.ok((await seen(quiet, framed(still))).equals(await seen(quiet, framed(moving), 'framed-reduced')), 'or is whole');
    await calm.close();
  },
};

const browser = await launch();
await run(tests, 'motion', undefined, browser);
await browser.close();
rmSync(scratch, { recursive: true, force: true });
