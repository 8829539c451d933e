// Opens pages (`-o x.html`) in headless Chromium and does what a reader does: steps, slides, searches, prints, turns
// scripts off, holds a telephone. axe-core looks for what keeps somebody out; Vite serves a page.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer, preview } from 'vite';
import { faults } from './faults.mjs';
import { run } from './run.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const binary = process.env.CACHEDIAG ?? resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'cachediag');
const axe = readFileSync(join(here, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'cachediag-page-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

const compiled = new Map();
const compile = (source) => {
  if (!compiled.has(source)) {
    const page = join(scratch, source.replaceAll('/', '-').replace(/\.cd$/, '.html'));
    const run = spawnSync(binary, ['compile', join(root, source), '-o', page, '--budget', '5s'], { encoding: 'utf8' });
    if (run.error) throw run.error;
    assert.equal(run.status, 0, run.stderr);
    compiled.set(source, page);
  }
  return compiled.get(source);
};

// A page without complaints, and without a request but for itself.
const open = async (source, { hash = '', url, tolerant = false, ...options } = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('dialog', (dialog) => { page.complaints.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  const asked = [];
  page.on('request', (request) => request.url().startsWith('data:') || asked.push(request.url()));
  await page.goto((url ?? pathToFileURL(compile(source)).href) + hash);
  await page.evaluate(() => document.fonts.ready);
  page.end = async () => {
    if (!tolerant) {
      assert.deepEqual(page.complaints, []);
      assert.equal(asked.length, 1, asked.join('\n'));
    }
    await context.close();
  };
  return page;
};

const claim = 'examples/claim.cd';
const stage = '.stage[data-run="claim"]';
const at = (page) => page.evaluate(() => location.hash);
const text = (page, selector) => page.locator(selector).first().innerText();
// Asked again and again from here: the page's policy lets no such script in.
const until = async (page, asked, argument) => {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await page.evaluate(asked, argument)) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`never: ${asked}`);
};
const inWindow = (page, selector) => page.locator(selector).first().evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});

const tests = {
  async 'arrow keys step, the panel tells what changed'() {
    const page = await open(claim, { hash: '#claim' });
    await page.keyboard.press('ArrowRight');
    assert.equal(await at(page), '#claim-start');
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight');
    assert.equal(await at(page), '#claim-step-3');
    assert.match(await text(page, `${stage} .now`), /opens the claim-my-node page/);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await at(page), '#claim-step-2');
    assert.equal(await page.locator(`${stage} g[aria-current]`).count(), 1);
    assert.equal(await page.locator(`${stage} .veil`).isVisible(), true);
    await page.goto(`${page.url().split('#')[0]}#claim-step-7`);
    await until(page, () => location.hash === '#claim-step-7' && document.querySelector('.held .new'));
    const held = await text(page, `${stage} .held`);
    assert.match(held, /db[\s\S]*@alice[\s\S]*was @unclaimed/);
    assert.match(held, /carol\.proxy-isp\s+\/nodes\/1\s+@unclaimed\s+was latest\s+stale/);
    await page.end();
  },

  async 'each state is that of the JSON timeline'() {
    const page = await open(claim);
    const json = join(scratch, 'claim.json');
    assert.equal(spawnSync(binary, ['compile', join(root, claim), '-o', json]).status, 0);
    const steps = JSON.parse(readFileSync(json, 'utf8')).scenarios[0].steps.filter((step) => step.number);
    assert.ok(steps.length > 15);
    // Backwards, as the states are worked out forwards.
    for (const step of steps.reverse()) {
      await page.evaluate((number) => { location.hash = `#claim-step-${number}`; }, step.number);
      await until(page, (number) => document.querySelector('.now .n')?.textContent === String(number), step.number);
      const shown = await page.locator(`${stage} .held > li`).evaluateAll((items) => Object.fromEntries(items.map((item) => [
        item.querySelector('.copy').textContent,
        [...item.querySelectorAll('li')].map((line) => `${line.querySelector('code')?.textContent ?? ''} ${line.querySelector('b')?.textContent ?? ''} ${line.className}`),
      ])));
      for (const [copy, keys] of Object.entries(step.copies)) {
        const told = Object.entries(keys).filter(([, held]) => held.state !== 'empty').map(([key, held]) => `${key} ${held.value ?? ''} ${held.state}`);
        const seen = shown[copy].filter((line) => !line.endsWith(' empty'));
        assert.deepEqual(seen.sort(), told.sort(), `step ${step.number}, ${copy}`);
      }
    }
    await page.end();
  },

  async 'the slider and the buttons step, play goes on by itself'() {
    const page = await open(claim);
    const slider = page.locator(`${stage} input[type=range]`);
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal(await at(page), '#claim-step-2');
    assert.match(await slider.getAttribute('aria-valuetext'), /^Step 2 of \d+: carol/);
    await page.keyboard.press('End');
    assert.equal(await page.locator(`${stage} button[aria-label="Next step"]`).isDisabled(), true);
    await page.locator(`${stage} button[aria-label="Step back"]`).click();
    const before = await text(page, `${stage} .deck output`);
    await slider.fill('0');
    await page.locator(`${stage} button[aria-label="Play"]`).click();
    await until(page, () => location.hash === '#claim-step-2');
    await page.locator(`${stage} button[aria-label="Pause"]`).click();
    assert.notEqual(await text(page, `${stage} .deck output`), before);
    await page.end();
  },

  async 'a link leads to a step, on load too'() {
    const page = await open(claim, { hash: '#claim-step-12' });
    await page.waitForSelector(`${stage} g[aria-current]`);
    assert.equal(await page.locator(`${stage} g[aria-current]`).getAttribute('data-step'), '12');
    assert.equal(await inWindow(page, `${stage} g[aria-current]`), true);
    await page.locator('#claim-claims ~ ul a', { hasText: 'line 96' }).first().click();
    await until(page, () => location.hash === '#claim-step-7');
    assert.equal(await inWindow(page, `${stage} g[aria-current]`), true);
    await page.locator(`${stage} g[data-step="3"] text`).first().click();
    assert.equal(await at(page), '#claim-step-3');
    await page.end();
    const odd = await open(claim, { hash: '#%E0%A4%A' });
    await odd.end();
  },

  async 'search finds words, also of steps, and says how many'() {
    const page = await open(claim);
    await page.getByRole('searchbox').fill('reverse proxy');
    await page.keyboard.press('Enter');
    assert.equal(await text(page, '.find output'), '1 of 1');
    await page.getByRole('searchbox').fill('INVALIDATEQUERIES');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.match(await text(page, '.find output'), /^2 of \d+$/);
    await page.getByRole('searchbox').fill('post /nodes/1/claim');
    await page.keyboard.press('Enter');
    assert.match(await text(page, '.find output'), /^1 of \d+$/);
    assert.equal(await page.locator(`${stage} details.steps`).evaluate((details) => details.open), true);
    await page.getByRole('searchbox').fill('no such words');
    await page.keyboard.press('Enter');
    assert.equal(await text(page, '.find output'), 'None');
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
    await page.end();
  },

  async 'dark by the machine and by the button'() {
    const paper = (page) => page.evaluate(() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('.canvas > svg > rect')).fill]);
    const page = await open(claim, { colorScheme: 'dark' });
    assert.deepEqual(await paper(page), ['rgb(18, 21, 28)', 'rgb(18, 21, 28)']);
    await page.getByRole('button', { name: 'Dark colours' }).click();
    assert.deepEqual(await paper(page), ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
    await page.reload();
    assert.deepEqual(await paper(page), ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await paper(page), ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
    page.removeAllListeners('request');
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  },

  async 'without scripts everything can be read'() {
    const page = await open(claim, { javaScriptEnabled: false, hash: '#claim-step-12' });
    for (const words of ['Storages', 'Invalidation matrix', 'Is one refetch enough?', 'The one place where a node', 'fails, as said']) {
      assert.notEqual(await page.getByText(words).filter({ visible: true }).count(), 0, words);
    }
    assert.equal(await page.locator(`${stage} svg`).isVisible(), true);
    assert.equal(await page.locator('#claim-step-12').isVisible(), true);
    assert.match(await text(page, '#claim-step-7'), /db \/nodes\/1 @alice latest/);
    assert.equal(await page.locator('button:visible, input:visible').count(), 0);
    await page.end();
  },

  async 'on paper everything is open and nothing can be pressed'() {
    const page = await open(claim, { hash: '#claim-step-12' });
    await page.waitForSelector(`${stage} g[aria-current]`);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button:visible, input:visible, .panel:visible, .veil:visible, nav:visible').count(), 0);
    assert.equal(await page.locator('details:not([open])').count(), 0);
    const slices = await page.locator(`${stage} .slice`).evaluateAll((list) => list.map((slice) => slice.getBoundingClientRect().height));
    assert.ok(slices.length > 1 && slices.every((height) => height < 720), `${slices}`);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await page.locator('.slices').count(), 0);
    const bytes = await page.pdf({ preferCSSPageSize: true });
    assert.ok(bytes.length > 20000);
    await page.end();
  },

  async 'a picture grows, shrinks and is moved'() {
    const page = await open(claim, { hash: '#claim' });
    const width = () => page.locator(`${stage} .canvas > svg`).evaluate((svg) => svg.getBoundingClientRect().width);
    const fit = await width();
    await page.locator(`${stage} button[aria-label="Larger"]`).click();
    await page.locator(`${stage} button[aria-label="Larger"]`).click();
    assert.ok(await width() > fit * 1.1);
    const left = () => page.locator(`${stage} .scroll`).evaluate((scroll) => scroll.scrollLeft);
    const start = await left();
    const box = await page.locator(`${stage} .scroll`).boundingBox();
    await page.mouse.move(box.x + 600, 500);
    await page.mouse.down();
    await page.mouse.move(box.x + 500, 500, { steps: 4 });
    await page.mouse.up();
    assert.ok(Math.abs(await left() - start - 100) < 2);
    assert.equal(await at(page), '#claim', 'moving is no click on a step');
    const moved = await left();
    await page.locator(`${stage} .scroll`).focus();
    await page.keyboard.press('Shift+ArrowRight');
    assert.ok(await left() > moved);
    assert.equal(await at(page), '#claim');
    await page.locator(`${stage} .tools button`).nth(1).click();
    assert.equal(await width(), fit);
    await page.end();
  },

  async 'heads stay in sight'() {
    const page = await open(claim, { hash: '#claim-step-20' });
    await page.waitForSelector(`${stage} .heads.on > div`);
    const shown = await page.locator(`${stage} .heads > div`).evaluate((heads) => {
      const { top, height } = heads.getBoundingClientRect();
      const bar = document.querySelector('.bar').getBoundingClientRect().bottom;
      return { off: Math.abs(top - bar), height, names: heads.textContent };
    });
    assert.ok(shown.off < 2 && shown.height > 50 && shown.names.includes('ISP proxy'), JSON.stringify(shown));
    const columns = await page.evaluate((stage) => ['.heads', '.canvas'].map((part) =>
      [...document.querySelectorAll(`${stage} ${part} g.head text`)].find((words) => words.textContent === 'Carol').getBoundingClientRect().left), stage);
    assert.ok(Math.abs(columns[0] - columns[1]) < 1, `${columns}`);
    await page.end();
  },

  async 'a narrow screen scrolls nothing but pictures and tables sideways'() {
    for (const source of [claim, 'tests/browser/pages/hostile.cd', 'examples/registry-claims.cd']) {
      const page = await open(source, { viewport: { width: 400, height: 800 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 400, source);
      const nav = page.locator('nav');
      assert.equal(await nav.isVisible(), false);
      await page.getByRole('button', { name: 'Contents' }).click();
      assert.equal(await nav.isVisible(), true);
      await page.keyboard.press('Escape');
      await until(page, () => getComputedStyle(document.querySelector('nav')).visibility === 'hidden');
      await page.end();
    }
    const page = await open(claim, { viewport: { width: 400, height: 800 }, hash: '#claim-step-14' });
    await page.waitForSelector(`${stage} g[aria-current]`);
    const label = await page.locator(`${stage} g[aria-current] .label`).first().boundingBox();
    assert.ok(label.x >= 0 && label.x < 400 && label.y > 52, JSON.stringify(label));
    await page.end();
  },

  async 'hostile words stay words'() {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open('tests/browser/pages/hostile.cd', { javaScriptEnabled });
      const found = await page.locator('img, iframe, object, embed, [onclick], [onerror], [onload], [onmouseover]').count();
      assert.equal(found, 0);
      assert.equal(await page.locator('script').count(), 1);
      const links = await page.locator('a').evaluateAll((list) => list.map((a) => a.getAttribute('href') ?? ''));
      assert.deepEqual(links.filter((link) => /^\s*(javascript|data|vbscript):/i.test(link)), []);
      assert.match(await page.title(), /^<\/title><script>alert\('title'\)<\/script>/);
      for (const words of ['alert(\'how\')', 'alert(\'docs of a resource\')', 'alert(\'block\')', 'alert(\'method\')']) {
        assert.notEqual(await page.getByText(words).filter({ visible: true }).count(), 0, words);
      }
      if (javaScriptEnabled) {
        for (let n = 0; n < 12; n += 1) await page.locator('.deck button[aria-label="Next step"]:enabled').first().click({ timeout: 500 }).catch(() => {});
        await page.getByRole('searchbox').fill('<script>');
        await page.keyboard.press('Enter');
        assert.match(await text(page, '.find output'), /^1 of \d+$/);
      }
      await page.end();
    }
  },

  async 'no script but its own runs'() {
    const page = await open(claim, { tolerant: true });
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      return window.ran === true;
    });
    assert.equal(ran, false);
    assert.ok(page.complaints.some((words) => words.includes('Content Security Policy')), page.complaints.join());
    await page.end();
  },

  async 'nothing glides for those who ask for rest'() {
    const glides = {};
    for (const reducedMotion of ['reduce', 'no-preference']) {
      const page = await open(claim, { reducedMotion, viewport: { width: 400, height: 800 } });
      await page.evaluate(() => {
        window.glided = [];
        document.addEventListener('transitionrun', (event) => window.glided.push(event.target.className));
        location.hash = '#claim-step-12';
      });
      await page.waitForSelector('.bar.named');
      await page.locator('.menu').click();
      await page.waitForSelector('nav.open');
      await page.keyboard.press('Escape');
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      glides[reducedMotion] = await page.evaluate(() => window.glided.length);
      await page.end();
    }
    assert.equal(glides.reduce, 0);
    assert.ok(glides['no-preference'] >= 2, `${glides['no-preference']}`);
  },

  async 'nobody is kept out'() {
    const pages = [claim, 'examples/registry-claims.cd', 'examples/fragments.cd', 'examples/hello.cd', 'tests/browser/pages/hostile.cd'];
    for (const source of pages) {
      for (const colorScheme of ['light', 'dark']) {
        for (const width of [1440, 400, 1920]) {
          const page = await open(source, { colorScheme, viewport: { width, height: 900 } });
          if (source === claim) await page.evaluate(() => { location.hash = '#claim-step-12'; });
          // By the protocol: the page's own policy lets no other script in.
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
          const told = violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 4).map((n) => `${n.html.slice(0, 160)} ${n.failureSummary?.replaceAll('\n', ' ').slice(0, 200)}`).join('\n    ')}`);
          assert.equal(told.length, 0, `${source} ${colorScheme} ${width}\n  ${told.join('\n  ')}`);
          await page.end();
        }
      }
    }
  },

  async 'the keyboard reaches everything and leaves it again'() {
    const page = await open('examples/first-cache.cd');
    const seen = new Set();
    for (let n = 0; n < 120; n += 1) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const { outlineStyle } = getComputedStyle(element);
        return `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 30)}${outlineStyle === 'none' ? ' unseen' : ''}`;
      });
      if (label === null) break;
      seen.add(label);
    }
    const all = [...seen];
    for (const part of ['Skip to the content', 'Contents', 'Search this page', 'Dark colours', 'Play', 'INPUT Step', 'Larger', 'in words']) {
      assert.ok(all.some((label) => label.includes(part)), `${part} in ${all.join(' | ')}`);
    }
    assert.deepEqual(all.filter((label) => label.endsWith('unseen')), []);
    await page.end();
  },

  async 'the pictures in it are as good as by themselves'() {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(claim, { colorScheme, viewport: { width: 2600, height: 900 } });
      const found = await page.evaluate(`(() => {
        const picture = document.querySelector('.canvas > svg');
        document.body.replaceChildren(picture);
        picture.style.width = '';
        document.body.style.margin = 0;
        return (${faults})();
      })()`);
      assert.deepEqual(found.list, []);
      await page.end();
    }
  },

  async 'Vite serves it'() {
    const folder = join(scratch, 'served');
    mkdirSync(folder);
    copyFileSync(compile(claim), join(folder, 'index.html'));
    const shared = { root: folder, configFile: false, logLevel: 'silent', cacheDir: join(scratch, 'vite') };
    const dev = await createServer({ ...shared, server: { port: 0, host: '127.0.0.1' } });
    await dev.listen();
    const built = await preview({ ...shared, build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } });
    for (const server of [dev, built]) {
      const url = `http://127.0.0.1:${server.httpServer.address().port}/`;
      const page = await open(claim, { url, hash: '#claim-step-12', tolerant: true });
      await page.waitForSelector(`${stage} g[aria-current]`, { timeout: 20000 });
      await page.keyboard.press('ArrowRight');
      assert.equal(await at(page), '#claim-step-13');
      if (server === built) assert.deepEqual(page.complaints.filter((words) => !words.includes('favicon')), []);
      await page.end();
    }
    await dev.close();
    await new Promise((done) => built.httpServer.close(done));
  },
};

await run(tests, 'pages', process.argv[2]);
await browser.close();
rmSync(scratch, { recursive: true, force: true });
