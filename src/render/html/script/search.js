
// Search over the page: texts, tables, steps, claims.
const box = make('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search this page', autocomplete: 'off', spellcheck: 'false' });
const counted = make('output', { 'aria-live': 'polite' });
const form = make('form', { class: 'find', role: 'search', onsubmit: (event) => event.preventDefault() }, box, counted,
  button('Previous match', icon('M3 10l5-5 5 5'), () => turn(-1)), button('Next match', icon('M3 6l5 5 5-5'), () => turn(1)));
bar.insertBefore(form, bar.querySelector('button[aria-pressed]'));
const paints = typeof Highlight === 'function' && CSS.highlights;
let found = [];
let shown = -1;
let sought = '';

// The words of the page that a reader sees; those of a picture's steps stand in the list of steps.
const texts = () => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => {
      const parent = node.parentElement;
      const other = parent.closest('.panel, .heads, .tools, .canvas g.step, .canvas title, .canvas desc');
      return other || !node.data.trim() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    },
  });
  const list = [];
  while (walker.nextNode()) list.push(walker.currentNode);
  return list;
};

// Words may be split over elements: a block is searched as one text.
const blocks = () => {
  const list = [];
  let last = null;
  for (const node of texts()) {
    const block = node.parentElement.closest('p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, pre, text, summary');
    if (block !== last || !list.length) list.push({ text: '', nodes: [] });
    last = block;
    const entry = list[list.length - 1];
    entry.nodes.push({ node, start: entry.text.length });
    entry.text += node.data;
  }
  return list;
};

const range = ({ nodes }, from, to) => {
  const at = (offset, end) => nodes.findLast(({ start }) => (end ? start < offset : start <= offset)) ?? nodes[0];
  const made = document.createRange();
  const [first, final] = [at(from, false), at(to, true)];
  made.setStart(first.node, from - first.start);
  made.setEnd(final.node, to - final.start);
  return made;
};

const seek = () => {
  const wanted = box.value.trim().toLowerCase();
  sought = box.value;
  found = [];
  shown = -1;
  if (wanted) {
    for (const block of blocks()) {
      const text = block.text.toLowerCase();
      // Some letters are as many as two in lower case: then offsets would lie.
      if (text.length !== block.text.length) continue;
      for (let at = text.indexOf(wanted); at >= 0 && found.length < 2000; at = text.indexOf(wanted, at + wanted.length)) {
        found.push(range(block, at, at + wanted.length));
      }
    }
  }
  if (paints) {
    CSS.highlights.set('found', new Highlight(...found));
    CSS.highlights.delete('here');
  }
  counted.textContent = wanted ? (found.length ? `${found.length} found` : 'None') : '';
};

const turn = (by) => {
  if (!found.length) return;
  shown = (shown + by + found.length + (shown < 0 && by < 0 ? 1 : 0)) % found.length;
  const match = found[shown];
  const parent = match.startContainer.parentElement;
  const details = parent.closest('details');
  if (details) details.open = true;
  if (paints) CSS.highlights.set('here', new Highlight(match));
  counted.textContent = `${shown + 1} of ${found.length}`;
  const place = match.getBoundingClientRect();
  if (place.top < barBottom() + 8 || place.bottom > innerHeight - 60) parent.scrollIntoView({ block: 'center', behavior: calm() ? 'instant' : 'smooth' });
  const sheet = parent.closest('.sheet, .scroll');
  if (sheet) parent.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
};

let pause = 0;
box.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(seek, 120);
});
box.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') {
    event.preventDefault();
    clearTimeout(pause);
    if (sought !== box.value) seek();
    turn(event.shiftKey ? -1 : 1);
  } else if (event.key === 'Escape') {
    box.value = '';
    seek();
  }
});
follow();
