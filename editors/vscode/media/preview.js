// The preview's page: shows the picture that it is sent, marks the step at the cursor, and tells which step was clicked.

const editor = acquireVsCodeApi();
const problem = document.getElementById("problem");
const drawing = document.getElementById("drawing");
const cursor = document.getElementById("cursor");
const picture = document.getElementById("picture");
const fit = document.getElementById("fit");

const view = document.getElementById("view");

let line;

/** The elements of a step. */
const stepsAt = (wanted) => [...drawing.querySelectorAll(`[data-line="${wanted}"]`)];

/** Lays the mark around the step at the cursor; brings it into view if it moved. */
function mark(moved) {
  const boxes = line === undefined ? [] : stepsAt(line).map((e) => e.getBoundingClientRect());
  const seen = boxes.filter((box) => box.width > 0 || box.height > 0);
  cursor.hidden = seen.length === 0;
  if (cursor.hidden) return;
  const home = picture.getBoundingClientRect();
  const left = Math.min(...seen.map((b) => b.left)) - home.left;
  const top = Math.min(...seen.map((b) => b.top)) - home.top;
  const right = Math.max(...seen.map((b) => b.right)) - home.left;
  const bottom = Math.max(...seen.map((b) => b.bottom)) - home.top;
  Object.assign(cursor.style, {
    left: `${left - 4}px`,
    top: `${top - 4}px`,
    width: `${right - left + 8}px`,
    height: `${bottom - top + 8}px`,
  });
  if (moved) cursor.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The list of views: the one at the cursor, then all by name. */
function list(views, pinned, shown) {
  const known = views.includes(shown) ? views : [...views, shown];
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });
  view.replaceChildren(option("", "at the cursor"), ...known.filter(Boolean).map((name) => option(name, name)));
  view.value = pinned ? shown : "";
}

function show(svg) {
  drawing.innerHTML = svg;
  for (const step of drawing.querySelectorAll("[data-line]")) {
    step.setAttribute("tabindex", "0");
    step.setAttribute("role", "link");
  }
  mark(false);
}

/** The step that a point is on: arrows are thin, so the smallest one whose box holds the point. */
function stepUnder(x, y) {
  const near = 3;
  const boxes = [...drawing.querySelectorAll("[data-line]")].map((step) => ({ step, box: step.getBoundingClientRect() }));
  const holds = ({ box }) => x >= box.left - near && x <= box.right + near && y >= box.top - near && y <= box.bottom + near;
  const size = ({ box }) => (box.width + 1) * (box.height + 1);
  return boxes.filter(holds).sort((a, b) => size(a) - size(b))[0]?.step;
}

const reveal = (event) => {
  if (event.target.closest("a")) return;
  const step = event.target.closest("[data-line]") ?? stepUnder(event.clientX, event.clientY);
  if (step) editor.postMessage({ kind: "reveal", line: Number(step.dataset.line) });
};

drawing.addEventListener("click", reveal);
drawing.addEventListener("keydown", (event) => {
  if (event.key === "Enter") reveal(event);
});
view.addEventListener("change", () => editor.postMessage({ kind: "view", name: view.value }));
fit.addEventListener("change", () => {
  picture.classList.toggle("fit", fit.checked);
  editor.setState({ fit: fit.checked });
  mark(true);
});
window.addEventListener("resize", () => mark(false));
window.addEventListener("message", ({ data }) => {
  if (data.kind === "picture") {
    problem.hidden = true;
    list(data.views, data.pinned, data.view);
    show(data.svg);
  }
  if (data.kind === "problem") {
    problem.hidden = false;
    problem.textContent = data.text;
  }
  if (data.kind === "cursor") {
    const moved = line !== data.line;
    line = data.line;
    mark(moved);
  }
});

fit.checked = editor.getState()?.fit ?? true;
picture.classList.toggle("fit", fit.checked);
editor.postMessage({ kind: "ready" });
