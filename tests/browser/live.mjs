// Opens what `cachediag serve` shows in headless Chromium, saves the program, and looks at what the reader sees then: the new
// page at the same place, step and size; errors over the page until they are mended.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { run } from './run.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = process.env.CACHEDIAG ?? resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'cachediag');
const axe = readFileSync(join(root, 'tests', 'browser', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const at = process.argv.indexOf('--shots');
const shots = at < 0 ? null : process.argv[at + 1];
const scratch = mkdtempSync(join(tmpdir(), 'cachediag-live-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

const file = join(scratch, 'claim.cd');
const good = readFileSync(join(root, 'examples', 'claim.cd'), 'utf8');
const save = (text) => writeFileSync(file, text);

// A server for the program, and the address that it prints.
const serve = async (port = '0') => {
  const child = spawn(binary, ['serve', file, '--port', port, '--budget', '60s'], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const found = line.match(/http:\/\/127\.0\.0\.1:(\d+)\//);
    if (found) {
      child.stdout.resume();
      return { child, url: found[0], port: found[1] };
    }
  }
  throw new Error('the server has ended');
};

// A page without complaints.
const open = async (url, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(`${error}`));
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  await page.goto(url, { waitUntil: 'load' });
  page.end = async () => {
    assert.deepEqual(page.complaints, []);
    await context.close();
  };
  return page;
};
const shot = async (page, name) => shots && page.screenshot({ path: join(shots, `${name}.png`) });
const stage = '#claim .stage';
const version = (page) => page.evaluate(() => document.documentElement.dataset.version);
// Waits until something is so; a page that is being loaded says nothing.
const until = async (page, isSo, argument) => {
  for (let n = 0; n < 1500; n += 1) {
    if (await page.evaluate(isSo, argument).catch(() => false)) return;
    await page.waitForTimeout(20);
  }
  throw new Error(`never: ${isSo}`);
};
const reloaded = async (page, change) => {
  const before = await version(page);
  await change();
  await until(page, (old) => document.documentElement.dataset.version !== old && document.readyState === 'complete', before);
};
// Where the reader is, in all that counts.
const place = (page) => page.evaluate((stage) => ({
  step: document.querySelector(`${stage} .deck output`).textContent,
  marked: document.querySelector(`${stage} g[aria-current]`)?.dataset.line,
  size: document.querySelector(`${stage} .tools button:nth-child(2)`).textContent,
  left: Math.round(document.querySelector(`${stage} .scroll`).scrollLeft),
  top: Math.round(document.querySelector('#claim').getBoundingClientRect().top),
  hash: location.hash,
}), stage);
// Where they are once nothing moves any more: on a busy machine, a wheel and a page that comes back take their time.
const rest = async (page) => {
  for (let n = 0, last = null, still = 0; n < 1500; n += 1) {
    const now = JSON.stringify(await place(page).catch(() => null));
    still = now === last && now !== 'null' ? still + 1 : 0;
    if (still === 10) return JSON.parse(now);
    last = now;
    await page.waitForTimeout(20);
  }
  throw new Error('never at rest');
};

const tests = {
  async 'a change comes by itself, and the reader stays where they are'() {
    save(good);
    const server = await serve();
    const page = await open(`${server.url}#claim-step-12`);
    await page.waitForSelector(`${stage} g[aria-current]`);
    for (let n = 0; n < 3; n += 1) await page.locator(`${stage} button[aria-label="Larger"]`).click();
    await page.keyboard.press('ArrowRight');
    const { top } = await rest(page);
    await page.mouse.wheel(0, 140);
    await until(page, (top) => Math.round(document.querySelector('#claim').getBoundingClientRect().top) !== top, top);
    const before = await rest(page);
    assert.equal(before.hash, '#claim-step-13');
    await reloaded(page, () => save(good.replaceAll('Carol', 'Caroline')));
    assert.match(await page.locator(`${stage} .canvas`).textContent(), /Caroline/);
    assert.deepEqual(await rest(page), before);
    // As editors save: another file in the place of the old one.
    await reloaded(page, () => {
      writeFileSync(`${file}~`, good.replaceAll('Carol', 'Charles'));
      renameSync(`${file}~`, file);
    });
    assert.deepEqual(await rest(page), before);
    await page.keyboard.press('ArrowRight');
    assert.equal((await rest(page)).hash, '#claim-step-14');
    await shot(page, 'good');
    await page.end();
    server.child.kill();
  },

  async 'nothing is reloaded when the page stays the same'() {
    save(good);
    const server = await serve();
    const page = await open(server.url);
    await page.evaluate(() => { window.same = true; });
    save(`${good}// a remark\n`);
    await reloaded(page, () => save(`${good.replaceAll('Carol', 'Caroline')}`));
    assert.equal(await page.evaluate(() => window.same), undefined);
    await page.evaluate(() => { window.same = true; });
    save(`${good.replaceAll('Carol', 'Caroline')}// a remark\n`);
    save(good.replace('scenario claim', 'scenario claim @'));
    await page.waitForSelector('.notice:not([hidden])');
    save(good.replaceAll('Carol', 'Caroline'));
    await page.waitForSelector('.notice', { state: 'hidden' });
    assert.equal(await page.evaluate(() => window.same), true);
    await page.end();
    server.child.kill();
  },

  async 'errors stand over the page until they are mended'() {
    for (const [name, options] of Object.entries({
      light: { colorScheme: 'light' },
      dark: { colorScheme: 'dark' },
      narrow: { viewport: { width: 400, height: 800 } },
    })) {
      save(good);
      const server = await serve();
      const page = await open(`${server.url}#claim-step-12`, options);
      await page.waitForSelector(`${stage} g[aria-current]`);
      assert.equal(await page.locator('.notice').isVisible(), false);
      save(good.replace('alice -> proxy-isp', 'alice -> proxi-isp').replace('[http=private', '[htp=private'));
      await page.waitForSelector('.notice.errors pre');
      const words = await page.locator('.notice').textContent();
      assert.match(words, /error.*the page is as it was before/s);
      assert.match(words, /proxi-isp/);
      assert.equal(await page.locator(`${stage} .canvas > svg`).isVisible(), true);
      const box = await page.locator('.notice details').boundingBox();
      const { width, height } = page.viewportSize();
      assert.ok(box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((v) => `${v.id} ${v.nodes.map((node) => node.html.slice(0, 120))}`), [], name);
      await shot(page, `errors-${name}`);
      // It folds away, and steps go on below it.
      await page.locator('.notice summary').click();
      assert.equal(await page.locator('.notice pre').isVisible(), false);
      await page.keyboard.press('Escape');
      save(good);
      await page.waitForSelector('.notice', { state: 'hidden' });
      assert.equal(await page.locator(`${stage} g[aria-current]`).count(), 1);
      await page.end();
      server.child.kill();
    }
  },

  async 'a program that is wrong from the start'() {
    save('alice -> : what\n');
    const server = await serve();
    const page = await open(server.url);
    assert.equal(await page.locator('.notice pre').isVisible(), true);
    await shot(page, 'wrong-from-the-start');
    await reloaded(page, () => save('alice -> bob: hello\n'));
    assert.equal(await page.locator('.notice').isVisible(), false);
    assert.equal(await page.locator('.canvas > svg').isVisible(), true);
    await page.end();
    server.child.kill();
  },

  async 'warnings are folded, and without scripts there is a page too'() {
    save(`storage unused "Unused"\n${good}`);
    const server = await serve();
    const page = await open(server.url, { javaScriptEnabled: false });
    assert.equal(await page.locator('.notice.warnings summary').isVisible(), true);
    assert.equal(await page.locator('.notice pre').isVisible(), false);
    assert.notEqual(await page.getByText('Is one refetch enough?').filter({ visible: true }).count(), 0);
    await shot(page, 'warnings');
    await page.end();
    server.child.kill();
  },

  async 'a server that has gone is missed, and found again'() {
    save(good);
    const server = await serve();
    const page = await open(server.url);
    await until(page, () => document.querySelector('.lost').hidden);
    server.child.kill();
    await page.waitForSelector('.lost', { state: 'visible' });
    save(good.replaceAll('Carol', 'Caroline'));
    let next = null;
    await reloaded(page, async () => { next = await serve(server.port); });
    assert.equal(await page.locator('.lost').isVisible(), false);
    page.complaints = page.complaints.filter((words) => !words.includes('ERR_'));
    await page.end();
    next.child.kill();
  },

  async 'another name for this machine gets nothing'() {
    save(good);
    const server = await serve();
    const context = await browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(server.url.replace('127.0.0.1', 'rebound.localhost'));
    assert.equal(answer.status(), 421);
    await context.close();
    server.child.kill();
  },
};

await run(tests, 'live pages', process.argv.slice(2).find((word, place, all) => word !== '--shots' && all[place - 1] !== '--shots'));
await browser.close();
rmSync(scratch, { recursive: true, force: true });
// What still listens does not keep it.
process.exit();
