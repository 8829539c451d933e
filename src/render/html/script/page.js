// The page: small makers, the bar, the list of contents, light and dark.
const root = document.documentElement;
const bar = document.querySelector('.bar');
root.classList.add('js');
// Large pictures are laid out once, when their size is known.
const pictures = [...document.querySelectorAll('.canvas > svg')];
for (const picture of pictures) picture.style.display = 'none';

// An element with attributes and content; text stays text.
const make = (name, attributes = {}, ...content) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
};

const drawings = 'http://www.w3.org/2000/svg';
const icon = (path) => {
  const svg = document.createElementNS(drawings, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(drawings, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
};
const icons = {
  menu: 'M2 4h12M2 8h12M2 12h8',
  back: 'M10 3L5 8l5 5',
  next: 'M6 3l5 5-5 5',
  play: 'M5 3l8 5-8 5z',
  pause: 'M5 3v10M11 3v10',
  light: 'M8 5a3 3 0 100 6 3 3 0 000-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  dark: 'M13.5 10A6 6 0 016 2.5a6 6 0 107.5 7.5z',
};
const button = (label, content, onclick, more = {}) =>
  make('button', { type: 'button', 'aria-label': label, title: label, onclick, ...more }, content);

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const barBottom = () => bar.getBoundingClientRect().bottom;

// Contents: beside the page where there is room, else behind a button.
const nav = document.querySelector('nav');
const menu = button('Contents', icon(icons.menu), () => unfold(!nav.classList.contains('open')), {
  class: 'menu', 'aria-expanded': 'false', 'aria-controls': 'contents',
});
const unfold = (open) => {
  nav.classList.add('moves');
  nav.classList.toggle('open', open);
  menu.setAttribute('aria-expanded', open);
  if (open) nav.querySelector('a')?.focus();
};
bar.prepend(menu);
nav.addEventListener('click', (event) => event.target.closest('a') && unfold(false));
document.addEventListener('pointerdown', (event) => {
  if (nav.classList.contains('open') && !nav.contains(event.target) && !menu.contains(event.target)) unfold(false);
});
nav.addEventListener('focusout', (event) => {
  if (event.relatedTarget && !nav.contains(event.relatedTarget) && event.relatedTarget !== menu) unfold(false);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && nav.classList.contains('open')) {
    unfold(false);
    menu.focus();
  }
});

// The name of the page, once its title is out of sight.
const heading = document.querySelector('h1');
const named = () => bar.classList.toggle('named', heading.getBoundingClientRect().bottom < barBottom());

// Where the reader is.
const sections = [...document.querySelectorAll('main > section')];
const here = () => {
  const line = barBottom() + 80;
  const current = sections.filter((section) => section.getBoundingClientRect().top <= line).pop();
  for (const link of nav.querySelectorAll('a')) {
    if (current && link.getAttribute('href') === `#${current.id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
};

// Light and dark: as the machine has it, until the reader says otherwise.
const kept = (value) => {
  try {
    if (value !== undefined) localStorage.setItem('cachediag-theme', value);
    return localStorage.getItem('cachediag-theme');
  } catch {
    return null;
  }
};
const asked = matchMedia('(prefers-color-scheme: dark)');
if (document.querySelector('meta[name=color-scheme]').content === 'light dark') {
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : asked.matches);
  const toggle = button('Dark colours', icon(icons.dark), () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    kept(root.dataset.theme);
    show();
  });
  const show = () => {
    toggle.setAttribute('aria-pressed', isDark());
    toggle.replaceChildren(icon(isDark() ? icons.light : icons.dark));
  };
  if (['light', 'dark'].includes(kept())) root.dataset.theme = kept();
  asked.addEventListener('change', show);
  show();
  bar.append(toggle);
}

// What follows the scrolling does so once a frame.
const followers = [here, named];
let waiting = false;
const follow = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    for (const follower of followers) follower();
  });
};
addEventListener('scroll', follow, { passive: true });
addEventListener('resize', follow, { passive: true });

// Paper shows everything.
let closed = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')];
  for (const details of closed) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false;
});
