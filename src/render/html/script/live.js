
// A page whose program is being written: it asks for changes, shows what was found, and comes back to the same place.
history.scrollRestoration = 'manual';
const memory = `cachediag-live ${location.host}`;

// What the reader sees at the top of the window: a section, and how far it has been scrolled.
const remember = () => {
  const line = barBottom();
  const section = sections.findLast((part) => part.getBoundingClientRect().top <= line);
  const state = {
    top: scrollY, section: section?.id, off: section ? section.getBoundingClientRect().top : -scrollY,
    stages: stages.map((stage) => [stage.scroll.getAttribute('aria-label'), stage.at, stage === active]),
    views: views.map((view) => [view.zoom(), view.querySelector('.scroll').scrollLeft]),
    open: [...document.querySelectorAll('main details')].map((details) => details.open),
    hash: location.hash,
  };
  try {
    sessionStorage.setItem(memory, JSON.stringify(state));
  } catch {
    // Then the page begins at its top.
  }
};
const remembered = () => {
  try {
    const state = JSON.parse(sessionStorage.getItem(memory));
    sessionStorage.removeItem(memory);
    return state;
  } catch {
    return null;
  }
};
const restore = (state) => {
  const closed = [...document.querySelectorAll('main details')];
  if (closed.length === state.open.length) closed.forEach((details, place) => { details.open = state.open[place]; });
  let last = null;
  stages.forEach((stage, place) => {
    const label = stage.scroll.getAttribute('aria-label');
    const [, at, stepped] = state.stages.find(([name]) => name === label) ?? state.stages[place] ?? ['', -1, false];
    if (at < 0) return;
    stage.go(at);
    if (stepped) last = stage;
  });
  if (last) active = last;
  try {
    history.replaceState(null, '', state.hash || location.pathname);
  } catch {
    // Some browsers count how often.
  }
  views.forEach((view, place) => {
    const [size, left] = state.views[place] ?? [null, 0];
    if (size !== view.zoom()) view.zoom(size);
    view.querySelector('.scroll').scrollTo({ left, behavior: 'instant' });
  });
  const section = state.section ? document.getElementById(state.section) : null;
  const top = section ? scrollY + section.getBoundingClientRect().top - state.off : -state.off;
  // Windows scroll by whole pixels: what has not moved stays where it was.
  scrollTo({ top: Math.abs(top - state.top) < 2 ? state.top : top, behavior: 'instant' });
};
const state = remembered();
if (state) {
  const moved = root.style.scrollBehavior;
  root.style.scrollBehavior = 'auto';
  restore(state);
  // A link to a step is followed when everything is there; the reader's own place counts more.
  addEventListener('load', () => {
    restore(state);
    root.style.scrollBehavior = moved;
  });
}

// Word of changes; a page that nobody sees does not listen.
const lost = make('output', { class: 'lost', hidden: true }, 'Not connected');
bar.append(lost);
let source = null;
let again = 0;
const take = (event) => {
  const cut = event.data.indexOf('\n');
  const [version, words] = [event.data.slice(0, cut), event.data.slice(cut + 1)];
  if (version !== root.dataset.version) {
    source.close();
    remember();
    location.reload();
    return;
  }
  const notice = document.querySelector('.notice');
  const next = new DOMParser().parseFromString(words, 'text/html').querySelector('.notice');
  if (!next || next.textContent === notice.textContent) return;
  notice.replaceWith(document.adoptNode(next));
};
const listen = () => {
  clearTimeout(again);
  source?.close();
  source = new EventSource('/changes');
  source.onmessage = take;
  source.onopen = () => { lost.hidden = true; };
  source.onerror = () => {
    lost.hidden = false;
    if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, 2000);
  };
};
const stopListening = () => {
  clearTimeout(again);
  source?.close();
};
document.addEventListener('visibilitychange', () => (document.hidden ? stopListening() : listen()));
addEventListener('pagehide', stopListening);
addEventListener('pageshow', (event) => event.persisted && listen());
if (!document.hidden) listen();
