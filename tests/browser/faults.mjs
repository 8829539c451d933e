// Runs inside the page: every fault of the picture that stands there, in the browser's own measures.

export function faults() {
  const svg = document.querySelector('svg');
  const canvas = svg.getBoundingClientRect();
  const list = [];
  const near = 0.75;
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  // A line of text reaches from its ascenders to its descenders, not over the whole height of its font.
  const ink = (text) => {
    const area = box(text);
    const size = parseFloat(getComputedStyle(text).fontSize);
    const baseline = text.getScreenCTM().f + parseFloat(text.getAttribute('y'));
    return { left: area.left, right: area.right, top: baseline - size * 0.76, bottom: baseline + size * 0.22 };
  };
  const meet = (a, b, by) => a.left < b.right - by && b.left < a.right - by && a.top < b.bottom - by && b.top < a.bottom - by;
  const within = (a, b, by) => a.left >= b.left - by && a.right <= b.right + by && a.top >= b.top - by && a.bottom <= b.bottom + by;
  const cut = (a, b) => ({ left: Math.max(a.left, b.left), right: Math.min(a.right, b.right), top: Math.max(a.top, b.top), bottom: Math.min(a.bottom, b.bottom) });

  const all = [...svg.querySelectorAll('*')].map((element, order) => ({ element, order }));
  const texts = all.filter(({ element }) => element.tagName === 'text').map((t) => ({ ...t, area: ink(t.element), words: t.element.textContent }));
  const opaque = ({ element }) => {
    const style = getComputedStyle(element);
    return style.fill !== 'none' && !element.closest('defs') && parseFloat(style.fillOpacity) === 1;
  };
  const grounds = all.filter((m) => ['rect', 'path'].includes(m.element.tagName) && opaque(m)).slice(1).map((m) => ({ ...m, area: box(m.element) }));
  const lines = all.filter(({ element }) => element.matches('.lifeline, .track')).map((m) => ({ ...m, area: box(m.element) }));
  // The sides of fragments, activation bars and all other boxes with an outline; a text within one meets none of them.
  const sides = all.filter(({ element }) => {
    const style = getComputedStyle(element);
    return element.tagName === 'rect' && !element.matches('.track') && style.stroke !== 'none' && !element.closest('defs');
  }).flatMap((m) => {
    const { left, top, right, bottom } = box(m.element);
    const half = parseFloat(getComputedStyle(m.element).strokeWidth) / 2;
    const side = (area) => ({ ...m, area });
    return [
      side({ left: left - half, right: left + half, top, bottom }), side({ left: right - half, right: right + half, top, bottom }),
      side({ left, right, top: top - half, bottom: top + half }), side({ left, right, top: bottom - half, bottom: bottom + half }),
    ];
  });

  for (const { element } of all) {
    if (typeof element.getBBox !== 'function' || ['g', 'a', 'svg', 'style', 'title', 'desc', 'defs'].includes(element.tagName)) continue;
    if (!within(box(element), canvas, near)) list.push(`${element.tagName} ${element.textContent.slice(0, 40)} leaves the canvas`);
  }
  texts.forEach((text, place) => {
    for (const other of texts.slice(place + 1)) {
      if (meet(text.area, other.area, near)) list.push(`“${text.words}” meets “${other.words}”`);
    }
    for (const line of [...lines, ...sides]) {
      if (!meet(text.area, line.area, 0.05)) continue;
      const piece = cut(text.area, line.area);
      const hidden = grounds.some((g) => g.order > line.order && g.order < text.order && within(piece, g.area, 0.1));
      if (!hidden) list.push(`“${text.words}” is crossed by a ${line.element.getAttribute('class') ?? 'box'}`);
    }
    const asked = parseFloat(text.element.getAttribute('textLength'));
    if (asked && Math.abs(asked - (text.area.right - text.area.left)) > 2) list.push(`“${text.words}” is not as wide as it was measured`);
  });
  // The words of a chip or pill follow its ground.
  for (const ground of all.filter(({ element }) => element.matches('rect.chip, rect.pill'))) {
    const words = ground.element.nextElementSibling;
    if (words?.tagName === 'text' && !within(ink(words), box(ground.element), near)) list.push(`“${words.textContent}” leaves its chip`);
  }
  // The words of a note follow its sheet.
  for (const note of svg.querySelectorAll('g.note')) {
    const sheet = note.querySelector('path');
    for (const words of note.querySelectorAll('text[class=label], text.key')) {
      if (sheet && !within(ink(words), box(sheet), near)) list.push(`“${words.textContent}” leaves its note`);
    }
  }
  // Nodes, and edges between them, as points three pixels from one another.
  const nodes = [...svg.querySelectorAll('g.node')].map((node) => ({ node, shape: node.querySelector(':scope > rect, :scope > path'), said: node.getAttribute('aria-label') }));
  const edges = [...svg.querySelectorAll('g.edge')].map((edge) => ({ edge, said: edge.getAttribute('aria-label'), line: edge.querySelector(':scope > path[fill=none]') }));
  const points = ({ line }) => {
    const length = line.getTotalLength();
    const found = [];
    for (let at = 3; at < length - 3; at += 3) found.push(line.getPointAtLength(at));
    return found;
  };
  const sheets = [...svg.querySelectorAll('g.note > path:first-of-type')];
  nodes.forEach(({ node, shape, said }, place) => {
    for (const words of node.querySelectorAll('text')) {
      if (!within(ink(words), box(shape), near)) list.push(`“${words.textContent}” leaves its node`);
    }
    for (const other of [...nodes.slice(place + 1).map((n) => n.shape), ...sheets]) {
      if (meet(box(shape), box(other), near)) list.push(`node ${said} meets another node or a note`);
    }
    for (const text of svg.querySelectorAll('g.edge text, g.label text')) {
      if (meet(ink(text), box(shape), near)) list.push(`“${text.textContent}” lies on node ${said}`);
    }
  });
  const origin = svg.getScreenCTM();
  for (const edge of edges.filter(({ line }) => line)) {
    for (const point of points(edge)) {
      const at = point.matrixTransform(origin);
      const crossed = nodes.find(({ shape }) => shape.isPointInFill(point));
      if (crossed) list.push(`edge ${edge.said} runs through node ${crossed.said}`);
      const dot = { left: at.x - 0.5, right: at.x + 0.5, top: at.y - 0.5, bottom: at.y + 0.5 };
      const cutting = texts.find((text) => meet(dot, text.area, near));
      const order = all.find(({ element }) => element === edge.line).order;
      const hidden = cutting && grounds.some((g) => g.order > order && g.order < cutting.order && within(dot, g.area, 0.1));
      if (cutting && !hidden) list.push(`edge ${edge.said} runs through “${cutting.words}”`);
      if (crossed || (cutting && !hidden)) break;
    }
  }
  return { list };
}
