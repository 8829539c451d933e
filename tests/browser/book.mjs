// Opens the user guide, built by mdBook with `mdbook-cachediag`, in headless Chromium: in light and dark themes, printed
// and on a telephone. `node book.mjs FOLDER` takes another book's folder of HTML; `--shots FOLDER` keeps screenshots.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { run } from './run.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const shots = args.includes('--shots') ? args.splice(args.indexOf('--shots'), 2)[1] : undefined;
const folder = resolve(args[0] ?? join(here, '..', '..', 'target', 'book'));
const axe = readFileSync(join(here, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const chapters = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.html') && !/^(404|toc|index|print)\.html$/.test(name)).sort();
assert.ok(chapters.length > 8, `a book in ${folder}`);
if (shots) mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// The guide may be built without the compiler for its page to try it (playground.mjs tests that page).
const unbuilt = !existsSync(join(folder, 'playground', 'cachediag.js'));
const expected = (message) => unbuilt && message.location().url.endsWith('/playground/cachediag.js');

// A chapter in a theme; nothing may complain.
const open = async (name, { theme = 'light', width = 1300, scripts = true, scheme = 'light' } = {}) => {
  const context = await browser.newContext({
    viewport: { width, height: 900 }, reducedMotion: 'reduce', javaScriptEnabled: scripts, colorScheme: scheme,
  });
  await context.addInitScript((theme) => {
    try { localStorage.setItem('mdbook-theme', theme); localStorage.setItem('mdbook-sidebar', 'hidden'); } catch { /* file: may keep nothing */ }
    window.print = () => {};
  }, theme);
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !expected(message) && page.complaints.push(message.text()));
  await page.goto(pathToFileURL(join(folder, name)).href);
  if (scripts) await page.evaluate(() => document.fonts.ready);
  page.shot = (label) => shots && page.screenshot({ path: join(shots, `${name.replace(/\W+/g, '-')}-${label}.png`), fullPage: true });
  page.end = async () => {
    assert.deepEqual(page.complaints, [], name);
    await context.close();
  };
  return page;
};

// Whatever is wider than the window, unless it can be moved within its own frame.
const overflow = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['the page'] : [];
  for (const element of document.querySelectorAll('main figure.cachediag, main pre, main p, main div')) {
    if (element.closest('.table-wrapper, .cachediag-view') === null && element.getBoundingClientRect().right > innerWidth + 1) {
      wide.push(element.outerHTML.slice(0, 80));
    }
  }
  return wide;
});
const paper = (page) => page.evaluate(() => getComputedStyle(document.querySelector('.cachediag-auto svg > rect')).fill);
// The pictures only: everything else is mdBook's.
const faultless = async (page, name) => {
  if (await page.locator('figure.cachediag').count() === 0) return;
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run('figure.cachediag', { preload: false }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 100)}`), [], name);
};

const tests = {
  async 'every chapter fits a wide window and a telephone'() {
    for (const name of chapters) {
      for (const width of [1300, 420]) {
        const page = await open(name, { width, theme: width === 420 ? 'navy' : 'light' });
        assert.deepEqual(await overflow(page), [], `${name} at ${width}`);
        assert.equal(await page.locator('.cachediag-note').count(), 0, name);
        await page.shot(width);
        await faultless(page, name);
        await page.end();
      }
    }
  },

  async 'pictures follow the theme of the book'() {
    for (const [theme, dark] of [['light', false], ['rust', false], ['coal', true], ['navy', true], ['ayu', true]]) {
      const page = await open('tutorial.html', { theme });
      assert.equal(await paper(page), dark ? 'rgb(18, 21, 28)' : 'rgb(255, 255, 255)', theme);
      await page.shot(theme);
      await page.end();
    }
  },

  async 'without scripts they follow the system'() {
    for (const [scheme, fill] of [['light', '#ffffff'], ['dark', '#12151c']]) {
      const page = await open('tutorial.html', { scripts: false, scheme });
      const drawn = await page.locator('.cachediag-auto svg > rect').first().evaluate((rect) => getComputedStyle(rect).fill);
      const wanted = `rgb(${[1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16)).join(', ')})`;
      assert.equal(drawn, wanted, scheme);
      await page.end();
    }
  },

  async 'letters are as wide as they were measured'() {
    const page = await open('tutorial.html');
    const fonts = await page.evaluate(() => [...document.fonts].filter((font) => font.family.includes('Cachediag') && font.status === 'loaded').length);
    assert.ok(fonts >= 2, 'the style brings the fonts');
    await page.end();
  },

  async 'the print page shows every picture, light, and no id stands twice'() {
    const page = await open('print.html', { theme: 'navy' });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await paper(page), 'rgb(255, 255, 255)');
    const ids = await page.evaluate(() => {
      const all = [...document.querySelectorAll('[id]')].map((element) => element.id);
      return all.filter((id, at) => all.indexOf(id) !== at);
    });
    assert.deepEqual(ids, []);
    const text = readFileSync(join(folder, 'print.html'), 'utf8');
    assert.ok(!/url\(#/.test(text.match(/<main>[\s\S]*<\/main>/)[0]), 'no picture names an id');
    const figures = (html) => (html.match(/<figure class="cachediag/g) ?? []).length;
    const single = chapters.map((name) => figures(readFileSync(join(folder, name), 'utf8'))).reduce((a, b) => a + b);
    assert.equal(figures(text), single);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('figure.cachediag svg')]
      .filter((svg) => svg.getBoundingClientRect().width > document.querySelector('main').getBoundingClientRect().width + 1).length), 0);
    await page.shot('paper');
    await page.end();
  },

  async 'programs are coloured'() {
    const page = await open('tutorial.html', { theme: 'navy' });
    const colours = await page.evaluate(() => new Set([...document.querySelectorAll('.cachediag-source span')].map((span) => getComputedStyle(span).color)).size);
    assert.ok(colours > 3, `${colours} colours`);
    await page.end();
  },
};

await run(tests, 'the guide', args[1]);
await browser.close();
