// Opens pictures in headless Chromium and tells of each, as a line of JSON, its width and height and how many of its texts
// another text or a line goes through, whoever drew it: `node crossings.mjs FILE.svg…`, with playwright-core installed here in
// tests/browser or in the folder that the variable PEERS names. A line behind an opaque ground of the text goes not through it.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const places = [join(here, '..', '..', 'tests', 'browser'), process.env.PEERS ?? '.'];
const place = places.find((folder) => existsSync(join(folder, 'node_modules', 'playwright-core')));
if (!place) throw new Error('playwright-core is not installed');
const { chromium } = createRequire(join(place, 'from-here.js'))('playwright-core');

function measured() {
  const svg = document.querySelector('svg');
  // As large as it says, not as wide as the window.
  const { width, height } = svg.viewBox.baseVal ?? {};
  if (width && (!svg.hasAttribute('width') || svg.getAttribute('width').endsWith('%'))) {
    svg.style.maxWidth = 'none';
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
  }
  const size = svg.getBoundingClientRect();
  const all = [...svg.querySelectorAll('*')];
  const skipped = (element) => element.closest('defs, marker, clipPath, mask, symbol') !== null;
  // Letters reach less far up and down than the boxes that browsers tell of them.
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const ink = (element) => {
    const { left, top, right, bottom } = box(element);
    const spare = (bottom - top) * 0.18;
    return { left: left + 1, right: right - 1, top: top + spare, bottom: bottom - spare };
  };
  const texts = [];
  const lines = [];
  const grounds = [];
  all.forEach((element, order) => {
    if (skipped(element)) return;
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none' || Number(style.opacity) < 0.05) return;
    const name = element.tagName;
    if (name === 'text') {
      const rows = [...element.querySelectorAll('tspan')].filter((row) => row.hasAttribute('y') || row.hasAttribute('dy') || row.hasAttribute('x'));
      for (const row of rows.length > 0 ? rows : [element]) {
        if (row.textContent.trim() === '') continue;
        const halo = style.paintOrder.startsWith('stroke') && parseFloat(style.strokeWidth) >= 2;
        texts.push({ order, area: ink(row), halo, words: row.textContent.trim() });
      }
    } else if (name === 'foreignObject') {
      if (element.textContent.trim() === '') return;
      const range = document.createRange();
      range.selectNodeContents(element);
      texts.push({ order, area: ink(range), halo: false, words: element.textContent.trim() });
    } else if (['rect', 'polygon', 'path', 'ellipse', 'circle', 'line', 'polyline'].includes(name)) {
      const area = box(element);
      const flat = ['line', 'polyline'].includes(name);
      const filled = !flat && style.fill !== 'none' && Number(style.fillOpacity) > 0.9 && Number(style.opacity) > 0.9
        && !/rgba\(.*, 0(\.\d+)?\)$/.test(style.fill);
      const thin = Math.min(area.right - area.left, area.bottom - area.top) <= 4;
      const stroked = style.stroke !== 'none' && parseFloat(style.strokeWidth) > 0 && Number(style.strokeOpacity) > 0.05;
      if (filled && !thin && name !== 'path') grounds.push({ order, area });
      if (filled && name === 'path' && !thin) grounds.push({ order, area, shape: element });
      if (stroked || (filled && thin)) lines.push({ order, element, area, name });
    }
  });

  // By height, so that only neighbours are compared.
  const step = 32;
  const shelf = (list) => {
    const rows = new Map();
    list.forEach((mark) => {
      for (let row = Math.floor(mark.area.top / step); row <= Math.floor(mark.area.bottom / step); row += 1) {
        rows.set(row, [...(rows.get(row) ?? []), mark]);
      }
    });
    return (y) => rows.get(Math.floor(y / step)) ?? [];
  };
  // Frames of hundreds of rows would stand in all of them: they are few.
  const tall = grounds.filter((g) => g.area.bottom - g.area.top > 2000);
  const groundsAt = shelf(grounds.filter((g) => g.area.bottom - g.area.top <= 2000));
  const textsAt = shelf(texts);
  const inside = (x, y, a) => x > a.left && x < a.right && y > a.top && y < a.bottom;
  const hidden = (x, y, line, text) => [...groundsAt(y), ...tall].some((g) => {
    if (g.order <= line || g.order >= text || !inside(x, y, g.area)) return false;
    if (!g.shape) return true;
    const point = new DOMPoint(x, y).matrixTransform(g.shape.getScreenCTM().inverse());
    return g.shape.isPointInFill(point);
  });
  const crossed = new Set();
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  for (const text of texts) {
    for (const other of [...textsAt(text.area.top), ...textsAt(text.area.bottom)]) {
      if (other !== text && meet(text.area, other.area)) crossed.add(text);
    }
  }
  for (const { order, element, area, name } of lines) {
    const probe = (x, y) => {
      for (const text of textsAt(y)) {
        if (!text.halo && !crossed.has(text) && inside(x, y, text.area) && (order > text.order || !hidden(x, y, order, text.order))) crossed.add(text);
      }
    };
    const thin = Math.min(area.right - area.left, area.bottom - area.top) <= 4;
    if (thin && name === 'rect') {
      const upright = area.bottom - area.top > area.right - area.left;
      const [from, to] = upright ? [area.top, area.bottom] : [area.left, area.right];
      for (let at = from; at <= to; at += 2) upright ? probe((area.left + area.right) / 2, at) : probe(at, (area.top + area.bottom) / 2);
      continue;
    }
    const matrix = element.getScreenCTM();
    const length = element.getTotalLength();
    for (let at = 0; at <= length; at += 2) {
      const { x, y } = element.getPointAtLength(at).matrixTransform(matrix);
      probe(x, y);
    }
  }
  return {
    width: Math.round(size.width), height: Math.round(size.height), texts: texts.length, crossed: crossed.size,
    examples: [...crossed].slice(0, 3).map((text) => text.words),
  };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const file of process.argv.slice(2)) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  const text = readFileSync(file, 'utf8').replace(/^\s*<\?xml[^>]*\?>/, '').replace(/<!DOCTYPE[^>]*>/i, '');
  await page.setContent(`<!doctype html><body style="margin:0">${text}</body>`);
  await page.evaluate(() => document.fonts.ready);
  console.log(JSON.stringify({ file, ...(await page.evaluate(measured)) }));
  await page.close();
}
await browser.close();
