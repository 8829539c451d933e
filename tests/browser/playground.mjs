// The compiler in a page: the module that playground/build made draws the same bytes as the program, and the page of the
// guide on which one can try it, built by mdBook, does what a reader does: type, mend, choose a view, change the theme.
// `node playground.mjs FOLDER` takes another book's folder of HTML; `--shots FOLDER` keeps screenshots.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const args = process.argv.slice(2);
const shots = args.includes('--shots') ? args.splice(args.indexOf('--shots'), 2)[1] : undefined;
const folder = resolve(args[0] ?? join(root, 'target', 'book'));
const program = process.env.CACHEDIAG ?? resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'cachediag');
if (shots) mkdirSync(shots, { recursive: true });
let passed = 0;
const test = async (name, run) => {
  try {
    await run();
    passed += 1;
  } catch (problem) {
    console.error(`${name}:`);
    throw problem;
  }
};

// The module itself, without a browser.
const packed = readFileSync(join(folder, 'playground', 'cachediag.js'), 'utf8').match(/"(.*)"/)[1];
const { instance } = await WebAssembly.instantiate(gunzipSync(Buffer.from(packed, 'base64')), {});
const ask = (question) => {
  const { memory, room, answer, answer_at: answerAt } = instance.exports;
  const asked = Buffer.from(typeof question === 'string' ? question : JSON.stringify(question));
  const at = room(asked.length);
  new Uint8Array(memory.buffer, at, asked.length).set(asked);
  const length = answer();
  return JSON.parse(Buffer.from(memory.buffer, answerAt(), length).toString());
};
for (const name of ['hello', 'first-cache', 'claim', 'login', 'cdn-purge', 'two-tabs', 'fragments', 'cache-aside', 'hydration']) {
  await test(`${name} is drawn as by the program`, () => {
    const file = join(root, 'examples', `${name}.cd`);
    const native = spawnSync(program, ['compile', file, '-o', '-', '-q', '--budget', '60s'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.equal(native.status, 0, native.stderr);
    const told = ask({ source: readFileSync(file, 'utf8'), theme: 'auto' });
    assert.ok(told.picture !== null, JSON.stringify(told.findings));
    assert.equal(told.picture, native.stdout);
  });
}
await test('nothing that is asked ends the module', () => {
  for (const question of ['', 'null', '{', '[]', '{"source":5}', JSON.stringify({ source: '{'.repeat(100_000) }),
    JSON.stringify({ source: `alice -> bob: ${'x'.repeat(100_000)}` }), JSON.stringify({ source: '\u0000\uFFFD𝒳', view: '!', theme: 'no' })]) {
    const told = ask(question);
    assert.ok(told.picture !== null || told.findings.length > 0, question.slice(0, 40));
  }
  assert.match(ask({ source: 'alice -> bob: hello\n' }).picture, /^<svg/);
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
const complaints = [];
page.on('pageerror', (error) => complaints.push(String(error)));
page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || complaints.push(request.url()));
await page.goto(pathToFileURL(join(folder, 'playground.html')).href);
const picture = page.locator('.trial .picture svg');
const text = page.locator('.trial textarea');
const findings = page.locator('.trial .findings li');

await test('the first program is drawn, from disk, without a network', async () => {
  await picture.waitFor();
  assert.equal(await findings.count(), 0, (await findings.allTextContents()).join('\n'));
  if (shots) await page.screenshot({ path: join(shots, 'playground.png'), fullPage: true });
});
await test('an error stands below, leads to its place and is mended', async () => {
  await text.fill('storage db "Database" [origin]\nuser alice\nuser élise\nalice -> bd: asks\n');
  await findings.first().waitFor();
  assert.match(await findings.first().textContent(), /4:10 error\[E201\]: no participant is named `bd`.*Help: write `db`/s);
  assert.match(await page.locator('.trial .picture').getAttribute('class'), /old/);
  await findings.first().locator('button').first().click();
  assert.equal(await text.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), 'bd');
  if (shots) await page.screenshot({ path: join(shots, 'playground-error.png'), fullPage: true });
  await findings.first().locator('.mend').first().click();
  assert.match(await text.inputValue(), /alice -> db: asks/);
  await page.waitForFunction(() => !document.querySelector('.trial .picture').classList.contains('old'));
});
await test('a view is chosen, and forgotten when it is gone', async () => {
  await text.fill(readFileSync(join(root, 'examples', 'first-cache.cd'), 'utf8'));
  await page.locator('.trial option[value=topology]').waitFor({ state: 'attached' });
  const before = await page.locator('.trial .picture').innerHTML();
  await page.locator('.trial select').selectOption('topology');
  await page.waitForFunction((before) => document.querySelector('.trial .picture').innerHTML !== before, before);
  await text.fill('alice -> bob: hello\n');
  await page.waitForFunction(() => document.querySelector('.trial select').value === '');
  await page.waitForFunction(() => document.querySelector('.trial .picture').textContent.includes('hello'));
});
await test('words of a program stay words', async () => {
  await text.fill('alice -> bob: <img src=x onerror=document.title=1> </svg><script>document.title=1</script>\n');
  await page.waitForFunction(() => document.querySelector('.trial .picture').textContent.includes('onerror'));
  assert.equal(await page.locator('.trial .picture img, .trial .picture script').count(), 0);
  assert.notEqual(await page.title(), '1');
});
await test('the picture follows the theme of the book', async () => {
  const paper = () => page.evaluate(() => getComputedStyle(document.querySelector('.trial .picture svg > rect')).fill);
  const light = await paper();
  await page.evaluate(() => document.documentElement.classList.replace('light', 'navy'));
  await page.waitForFunction((light) => getComputedStyle(document.querySelector('.trial .picture svg > rect')).fill !== light, light);
});
assert.deepEqual(complaints, []);
await browser.close();
console.log(`${passed} passed, 0 failed`);
