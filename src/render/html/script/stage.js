
// A run: one step after the other.
const stages = [];
const byId = new Map();
let active = null;

class Stage {
  constructor(element) {
    this.element = element;
    this.list = element.querySelector('.steps > ol');
    this.items = [...this.list.children];
    this.names = this.items.map((item) => item.id);
    this.canvas = element.querySelector('.canvas');
    this.scroll = element.querySelector('.scroll');
    this.groups = [...this.canvas.querySelectorAll(':scope > svg > g[data-line], :scope > svg > a > g[data-line]')];
    this.at = -1;
    this.timer = 0;
    const places = new Map();
    this.items.forEach((item, index) => {
      byId.set(item.id, { stage: this, index });
      // The script brings the reader to a step: into the picture, not to the words.
      item.removeAttribute('id');
      const number = item.querySelector('.n');
      if (number.textContent) number.replaceChildren(make('a', { href: `#${this.names[index]}` }, number.textContent));
      if (item.dataset.g !== undefined) places.set(this.groups[Number(item.dataset.g)], index);
    });
    this.canvas.addEventListener('click', (event) => {
      const index = places.get(event.target.closest('g.step'));
      if (index !== undefined && !event.target.closest('a')) this.go(index);
    });
    element.querySelector('details').open = false;
    element.classList.add('staged');
    this.mark = make('div', { class: 'mark' });
    this.veil = make('div', { class: 'veil' });
    this.canvas.append(this.mark, this.veil);
    this.panel();
  }

  group(index) {
    const place = this.items[index]?.dataset.g;
    return place === undefined ? undefined : this.groups[Number(place)];
  }

  get last() {
    return this.items.length - 1;
  }

  panel() {
    const name = this.scroll.getAttribute('aria-label').replace('Picture: ', '');
    this.back = button('Step back', icon(icons.back), () => this.go(this.at - 1));
    this.play = button('Play', icon(icons.play), () => this.toggle(), { class: 'go' });
    this.next = button('Next step', icon(icons.next), () => this.go(this.at + 1));
    this.count = make('output', {});
    this.slider = make('input', {
      type: 'range', min: 0, max: this.last, value: 0, 'aria-label': 'Step',
      oninput: () => this.go(Number(this.slider.value)),
    });
    this.now = make('div', { class: 'now', 'aria-live': 'polite' });
    this.held = make('ul', { class: 'held', tabindex: '0', 'aria-label': 'What every storage holds' });
    const keys = make('p', { class: 'hint' }, make('kbd', {}, '←'), ' ', make('kbd', {}, '→'), ' step · ',
      make('kbd', {}, 'Home'), ' ', make('kbd', {}, 'End'), ' first and last · ', make('kbd', {}, 'Shift'), ' moves the picture');
    const deck = make('div', { class: 'deck', role: 'group', 'aria-label': 'Steps' }, this.back, this.play, this.next, this.count);
    this.aside = make('aside', { class: 'panel', 'aria-label': `Steps of ${name}`, tabindex: '-1' },
      deck, this.slider, this.now, this.held, keys);
    this.element.querySelector('.view').after(this.aside);
    this.show(0);
  }

  // What the panel says of a step.
  show(index) {
    this.holdings ??= new Holdings(this.list);
    const item = this.items[index];
    const said = item.querySelector(':scope > p');
    const number = item.querySelector('.n').textContent;
    const words = make('p', {});
    if (number) words.append(make('span', { class: 'n' }, number));
    words.append(...said.cloneNode(true).childNodes);
    this.now.replaceChildren(words, ...[...item.querySelectorAll('.why')].map((why) => why.cloneNode(true)));
    this.held.replaceChildren(...told(this.holdings, index));
    this.count.textContent = `${index} / ${this.last}`;
    this.slider.value = index;
    this.slider.setAttribute('aria-valuetext', index ? `Step ${index} of ${this.last}: ${said.textContent}` : said.textContent);
    this.back.disabled = index === 0;
    this.next.disabled = index === this.last;
  }

  // To a step: the picture is marked there, and what comes later fades.
  go(wanted, quiet = false) {
    const index = Math.max(0, Math.min(this.last, wanted));
    active = this;
    if (!quiet) this.stop();
    if (index === this.at) return;
    this.items[this.at]?.removeAttribute('aria-current');
    this.group(this.at)?.removeAttribute('aria-current');
    this.at = index;
    this.items[index].setAttribute('aria-current', 'step');
    this.group(index)?.setAttribute('aria-current', 'step');
    this.show(index);
    this.place();
    try {
      history.replaceState(null, '', `#${this.names[index]}`);
    } catch {
      // Some browsers count how often: the address stays behind.
    }
  }

  // Where the step stands in the picture; one that is not drawn stands with the one before.
  place() {
    const svg = this.canvas.querySelector('svg');
    const height = svg.viewBox.baseVal.height;
    let index = this.at;
    while (index > 0 && !this.group(index)) index -= 1;
    const group = this.group(index);
    const box = group?.getBBox();
    const first = this.groups[0]?.getBBox().y ?? 0;
    const [top, bottom] = box ? [box.y - 4, box.y + box.height + 4] : [first - 4, first - 4];
    this.mark.style.top = `${(top / height) * 100}%`;
    this.mark.style.height = `${((bottom - top) / height) * 100}%`;
    this.veil.style.top = `${(bottom / height) * 100}%`;
    this.mark.hidden = !box;
    this.element.classList.add('stepping');
    this.reveal(group ?? this.groups[0], !group);
  }

  // What a step covers on the screen, without its number at the left.
  extent(group) {
    const parts = [...group.children].filter((part) => part.tagName !== 'title' && !(part.tagName === 'text' && part.textContent === group.dataset.step));
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const { top, bottom } = group.getBoundingClientRect();
    return { top, bottom, left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)) };
  }

  // Brings a step into sight, sideways too.
  reveal(group, start) {
    if (!group) return;
    const behavior = calm() || start ? 'instant' : 'smooth';
    const box = this.extent(group);
    const view = this.scroll.getBoundingClientRect();
    if (!start && this.scroll.scrollWidth > this.scroll.clientWidth) {
      const over = box.right > view.right - 24 ? box.right - view.right + 48 : 0;
      const under = box.left < view.left + 24 ? box.left - view.left - 48 : 0;
      // The start of a wide step counts more than its end.
      const by = under || (box.left - over < view.left + 24 ? box.left - view.left - 48 : over);
      if (by) this.scroll.scrollBy({ left: by, behavior });
    }
    const sheet = getComputedStyle(this.aside).position === 'sticky' && this.aside.getBoundingClientRect().width > innerWidth * 0.8;
    const above = barBottom() + Math.max(this.element.querySelector('.view').covered(), 110) + 16;
    const below = innerHeight - (sheet ? this.aside.getBoundingClientRect().height : 0) - 48;
    if (box.top < above || box.bottom > below) {
      scrollBy({ top: box.top - (above + (below - above) * 0.35), behavior });
    }
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.at === this.last) this.go(0);
    this.go(this.at + 1, true);
    this.timer = setInterval(() => (this.at < this.last ? this.go(this.at + 1, true) : this.stop()), 1400);
    this.play.replaceChildren(icon(icons.pause));
    this.play.setAttribute('aria-label', 'Pause');
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.play.replaceChildren(icon(icons.play));
    this.play.setAttribute('aria-label', 'Play');
  }
}

for (const element of document.querySelectorAll('.stage')) {
  if (element.querySelector('.steps')) stages.push(new Stage(element));
}

// The run that arrow keys step through: the last one stepped through, while it is in sight, else the one in the middle.
const inSight = (stage, share = 0) => {
  const { top, bottom } = stage.element.querySelector('.view').getBoundingClientRect();
  return top < innerHeight * (1 - share) && bottom > innerHeight * share;
};
const current = () => (active && inSight(active) ? active : stages.find((stage) => inSight(stage, 0.4)));

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target;
  if (!target.closest || target.closest('input, textarea, select, .sheet, nav')) return;
  const within = stages.find((stage) => stage.element.contains(target));
  if (!within && target.closest('.view')) return;
  const stage = within ?? current();
  if (!stage) return;
  if (event.shiftKey) {
    const by = { ArrowRight: 160, ArrowLeft: -160 }[event.key];
    if (by && within) stage.scroll.scrollBy({ left: by, behavior: 'instant' });
    return;
  }
  const to = { ArrowRight: stage.at + 1, ArrowLeft: stage.at - 1, Home: 0, End: stage.last }[event.key];
  if (to === undefined || (!within && ['Home', 'End'].includes(event.key))) return;
  event.preventDefault();
  stage.go(to);
});

// Links to a step.
const arrive = () => {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // As it stands.
  }
  const found = byId.get(id);
  if (!found) return;
  const box = found.stage.element.getBoundingClientRect();
  scrollBy({ top: box.top - barBottom() - 16, behavior: 'instant' });
  found.stage.go(found.index);
};
addEventListener('hashchange', arrive);
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  // The same link again.
  if (link && link.getAttribute('href') === location.hash) arrive();
});
if (document.readyState === 'complete') arrive();
else addEventListener('load', arrive);
