
// A picture: how large it is, moved by hand, and heads that stay in sight.
const paper = { width: 1030, height: 690 };
const views = [...document.querySelectorAll('.view')];
const sizes = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
for (const view of views) {
  const scroll = view.querySelector('.scroll');
  const picture = view.querySelector('.canvas > svg');
  const width = picture.viewBox.baseVal.width;
  let size = null;
  const shown = make('button', { type: 'button', title: 'Fit or full size', onclick: () => resize(size === null ? 1 : null) });
  const tools = make('div', { class: 'tools', role: 'group', 'aria-label': 'Size of the picture' },
    button('Smaller', '−', () => step(-1)), shown, button('Larger', '+', () => step(1)));
  view.append(tools);

  // By itself as wide as the page, unless it could not be read then.
  const fitting = () => Math.min(1, Math.max(scroll.clientWidth / width, 0.7));
  const current = () => size ?? fitting();
  const step = (by) => {
    const now = current();
    const next = by > 0 ? sizes.find((s) => s > now + 0.01) : sizes.findLast((s) => s < now - 0.01);
    if (next) resize(next);
  };
  const resize = (to, at = [scroll.clientWidth / 2, scroll.clientHeight / 2]) => {
    const before = picture.getBoundingClientRect().width / width;
    size = to;
    picture.style.width = `${width * current()}px`;
    if (before > 0) scroll.scrollLeft = (scroll.scrollLeft + at[0]) * (current() / before) - at[0];
    shown.textContent = size === null ? 'Fit' : `${Math.round(size * 100)} %`;
    shown.setAttribute('aria-label', `Size ${shown.textContent}; fit or full size`);
    follow();
  };
  scroll.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = scroll.getBoundingClientRect();
    const wanted = Math.min(4, Math.max(0.2, current() * Math.exp(-event.deltaY / 400)));
    resize(wanted, [event.clientX - box.left, event.clientY - box.top]);
  }, { passive: false });

  // There is more at the right.
  const edge = () => view.classList.toggle('more', scroll.scrollLeft + scroll.clientWidth < scroll.scrollWidth - 2);
  scroll.addEventListener('scroll', edge, { passive: true });
  followers.push(edge);

  // Moved by hand.
  let grip = null;
  scroll.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button === 0 && scroll.scrollWidth > scroll.clientWidth) {
      grip = { x: event.clientX, y: event.clientY, left: scroll.scrollLeft, top: scrollY, moved: false };
    }
  });
  addEventListener('pointermove', (event) => {
    if (!grip) return;
    const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
    if (!grip.moved && Math.hypot(x, y) < 5) return;
    grip.moved = true;
    scroll.classList.add('drag');
    scroll.scrollLeft = grip.left - x;
    scrollTo({ top: grip.top - y, behavior: 'instant' });
  });
  addEventListener('pointerup', () => {
    if (grip?.moved) addEventListener('click', (event) => event.stopPropagation(), { capture: true, once: true });
    setTimeout(() => scroll.classList.remove('drag'));
    grip = null;
  });

  // Its size, `null` if it fits; or sets it.
  view.zoom = (to) => (to === undefined ? size : resize(to));
  resize(null);
  let wide = scroll.clientWidth;
  new ResizeObserver(() => {
    if (size === null && wide !== scroll.clientWidth) resize(null);
    wide = scroll.clientWidth;
  }).observe(scroll);
}
for (const picture of pictures) picture.style.display = '';

// Heads: a copy of the picture's top.
const stands = (group) => group.getBBox();
for (const view of views) {
  const scroll = view.querySelector('.scroll');
  const picture = view.querySelector('.canvas > svg');
  const width = picture.viewBox.baseVal.width;
  const first = picture.querySelector('g.step');
  const top = first ? stands(first).y : 0;
  const tops = [...picture.querySelectorAll(':scope > g.head')].filter((group) => stands(group).y < top);
  let heads = null;
  if (tops.length) {
    const bottom = Math.max(...tops.map((group) => stands(group).y + stands(group).height)) + 6;
    const copy = picture.cloneNode(false);
    copy.setAttribute('viewBox', `0 0 ${width} ${bottom}`);
    copy.setAttribute('aria-hidden', 'true');
    for (const group of picture.querySelectorAll(':scope > g.device, :scope > g.head')) {
      if (stands(group).y < top) copy.append(group.cloneNode(true));
    }
    for (const link of copy.querySelectorAll('a')) link.removeAttribute('href');
    for (const title of copy.querySelectorAll('title')) title.remove();
    const inner = make('div', {}, copy);
    heads = make('div', { class: 'heads', 'aria-hidden': 'true' }, inner);
    view.prepend(heads);
    const place = () => {
      const box = scroll.getBoundingClientRect();
      const scale = picture.getBoundingClientRect().width / width;
      const on = box.top + bottom * scale < barBottom() && box.bottom > barBottom() + bottom * scale * 1.5;
      heads.classList.toggle('on', on);
      if (!on) return;
      inner.style.width = `${scroll.clientWidth}px`;
      inner.style.height = `${bottom * scale}px`;
      copy.style.width = `${width * scale}px`;
      copy.style.height = `${bottom * scale}px`;
      copy.style.transform = `translateX(${picture.getBoundingClientRect().left - box.left}px)`;
    };
    followers.push(place);
    scroll.addEventListener('scroll', place, { passive: true });
  }
  // On paper a picture that is higher than a page is cut between steps, and each piece has the heads.
  view.cut = () => {
    const scale = Math.min(1, paper.width / width);
    const total = picture.viewBox.baseVal.height;
    if (total * scale <= paper.height) return;
    const steps = [...picture.querySelectorAll('g.step')].map((group) => stands(group).y - 3).sort((a, b) => a - b);
    const strip = heads?.querySelector('svg');
    const high = strip ? strip.viewBox.baseVal.height : 0;
    const pieces = [];
    for (let from = 0; from < total;) {
      const room = (paper.height - (from > 0 ? 0 : 80)) / scale - (from > 0 ? high : 0);
      const to = from + room >= total ? total : (steps.findLast((y) => y > from + room * 0.3 && y <= from + room) ?? from + room);
      pieces.push([from, to]);
      from = to;
    }
    const parts = [...picture.children].filter((part) => !['title', 'desc'].includes(part.tagName))
      .map((part) => ({ part, box: stands(part) }));
    const sized = (svg, height) => {
      svg.setAttribute('aria-hidden', 'true');
      svg.style.cssText = `width:${width * scale}px;height:${height * scale}px`;
      return svg;
    };
    const slices = pieces.map(([from, to], place) => {
      const slice = picture.cloneNode(false);
      slice.setAttribute('viewBox', `0 ${from} ${width} ${to - from}`);
      for (const { part, box } of parts) {
        if (box.y < to && box.y + box.height > from) slice.append(part.cloneNode(true));
      }
      const again = place > 0 && strip ? [sized(strip.cloneNode(true), high)] : [];
      return make('div', { class: 'slice' }, ...again.map((svg) => (svg.style.transform = 'none', svg)), sized(slice, to - from));
    });
    view.append(make('div', { class: 'slices' }, ...slices));
  };

  // How much of the window the heads cover.
  view.covered = () => (heads?.classList.contains('on') ? heads.firstChild.getBoundingClientRect().height : 0);
}
addEventListener('beforeprint', () => views.forEach((view) => view.cut()));
addEventListener('afterprint', () => document.querySelectorAll('.slices').forEach((slices) => slices.remove()));
