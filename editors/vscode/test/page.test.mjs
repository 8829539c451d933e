// The preview's page in Chromium, with a picture of an example.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { page as spell } from "../out/page.js";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const svg = read("../../../examples/pictures/first-cache.svg");
const origin = "https://preview.test";
const files = {
  "/": ["text/html", spell({ source: origin, nonce: "n", script: "/preview.js", style: "/preview.css" })],
  "/preview.js": ["text/javascript", read("../media/preview.js")],
  "/preview.css": ["text/css", read("../media/preview.css")],
};
const line = Number(/data-line="(\d+)"/.exec(svg)[1]);
let browser;
let page;
const problems = [];

before(async () => {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 900, height: 500 } });
  page.on("pageerror", (problem) => problems.push(String(problem)));
  await page.route("**/*", (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
    return body ? route.fulfill({ contentType, body }) : route.fulfill({ status: 404 });
  });
  await page.addInitScript(() => {
    window.said = [];
    const kept = {};
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.said.push(message),
      getState: () => kept.state,
      setState: (state) => (kept.state = state),
    });
  });
  await page.goto(`${origin}/`);
});

after(() => browser?.close());

const tell = (message) => page.evaluate((data) => window.postMessage(data, "*"), message);
const said = () => page.evaluate(() => window.said);
const picture = { kind: "picture", svg, view: "visit", views: ["visit", "matrix"], pinned: false };

test("it says that it is ready, then shows the picture that it is sent", async () => {
  assert.deepEqual(await said(), [{ kind: "ready" }]);
  await tell(picture);
  await page.waitForSelector("#drawing svg");
  const box = await page.locator("#drawing svg").boundingBox();
  assert.ok(box.width <= 900, "it fits the width");
  assert.deepEqual(await page.locator("#view option").allTextContents(), ["at the cursor", "visit", "matrix"]);
});

test("every step that is clicked in its middle tells a line that is there; one tells its own by the keyboard", async () => {
  const steps = await page.locator("[data-line]").all();
  assert.ok(steps.length > 5);
  for (const [i, step] of steps.entries()) {
    await step.click({ force: true });
    const revealed = (await said()).filter((m) => m.kind === "reveal");
    assert.equal(revealed.length, i + 1, `step ${i} hears no click`);
    const { line: told } = revealed.at(-1);
    const [box, own] = await Promise.all([page.locator(`[data-line="${told}"]`).first(), step].map((s) => s.boundingBox()));
    // Where boxes lie on each other, the smaller one is meant.
    assert.ok(told === Number(await step.getAttribute("data-line")) || box.height <= own.height, `step ${i} told line ${told}`);
  }
  await page.locator(`[data-line="${line}"]`).first().focus();
  await page.keyboard.press("Enter");
  assert.deepEqual((await said()).at(-1), { kind: "reveal", line });
});

test("a click beside all steps tells nothing", async () => {
  const before = (await said()).length;
  await page.locator("#drawing svg").click({ position: { x: 2, y: 2 }, force: true });
  assert.equal((await said()).length, before);
});

test("the step at the cursor is framed", async () => {
  await tell({ kind: "cursor", line });
  await page.waitForSelector("#cursor:not([hidden])");
  const frame = await page.locator("#cursor").boundingBox();
  const step = await page.locator(`[data-line="${line}"]`).first().boundingBox();
  assert.ok(frame.x <= step.x && frame.y <= step.y && frame.y + frame.height >= step.y + step.height);
  await tell({ kind: "cursor", line: 99_999 });
  await page.waitForSelector("#cursor[hidden]", { state: "attached" });
});

test("a view that is picked is told", async () => {
  await page.locator("#view").selectOption("matrix");
  assert.deepEqual((await said()).at(-1), { kind: "view", name: "matrix" });
});

test("a problem is shown above the picture, which stays, and goes with the next picture", async () => {
  await tell({ kind: "problem", text: "the program has errors" });
  await page.getByText("the program has errors").waitFor();
  await tell({ kind: "cursor", line });
  await page.waitForSelector("#cursor:not([hidden])");
  assert.ok(await page.getByText("the program has errors").isVisible(), "a cursor that moves mends nothing");
  assert.equal(await page.locator("#drawing svg").count(), 1);
  await tell(picture);
  await page.waitForSelector("#problem[hidden]", { state: "attached" });
});

test("nothing in a picture runs or fetches", async () => {
  const evil = '<svg><image href="https://evil.test/x.png" onerror="window.ran=1"/><script>window.ran=1</script></svg>';
  await tell({ ...picture, svg: evil });
  await page.waitForSelector("#drawing image", { state: "attached" });
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(problems, []);
});
