
// What every storage holds after each step: the list of steps tells what changes, step by step.
class Holdings {
  constructor(list) {
    this.names = list.dataset.copies ? list.dataset.copies.split(' ') : [];
    this.changes = [...list.children].map((item) => [...item.querySelectorAll(':scope > ul > li')].map((change) => ({
      copy: Number(change.dataset.c),
      key: change.querySelector('code').textContent,
      value: change.querySelector('b')?.textContent ?? '',
      state: change.querySelector('i').textContent,
    })));
    // Every hundredth state is kept, so that none is far.
    this.kept = new Map([[-1, new Map()]]);
    this.at = -1;
    this.state = new Map();
  }

  // The state after a step: by copy and key.
  after(step) {
    let from = this.at <= step ? this.at : -1;
    for (const known of this.kept.keys()) if (known <= step && known > from) from = known;
    const state = from === this.at ? this.state : new Map(this.kept.get(from));
    for (let next = from + 1; next <= step; next += 1) {
      for (const change of this.changes[next]) state.set(`${change.copy}\n${change.key}`, change);
      if (next % 100 === 0 && !this.kept.has(next)) this.kept.set(next, new Map(state));
    }
    this.at = step;
    this.state = state;
    return state;
  }
}

// No copy shows more keys.
const listed = 8;

// What the copies hold as a list, the changes of this step set off with what was there before.
const told = (holdings, step) => {
  const before = step > 0 ? new Map(holdings.after(step - 1)) : new Map();
  const state = holdings.after(step);
  const changed = new Set(step > 0 ? holdings.changes[step].map((change) => `${change.copy}\n${change.key}`) : []);
  const copies = holdings.names.map((name) => ({ name, lines: [] }));
  for (const [id, held] of state) {
    if (held.state !== 'empty' || changed.has(id)) copies[held.copy]?.lines.push({ ...held, id });
  }
  return copies.map(({ name, lines }) => {
    lines.sort((a, b) => changed.has(b.id) - changed.has(a.id));
    const line = (held) => {
      const old = before.get(held.id);
      const was = changed.has(held.id) && old && old.state !== 'empty' && (old.value !== held.value || old.state !== held.state);
      const parts = [make('span', { class: 'worth' }), make('code', {}, held.key)];
      if (held.value) parts.push(make('b', {}, held.value));
      if (was) parts.push(make('span', { class: 'was' }, `was ${[old.value !== held.value && old.value, old.state !== held.state && old.state].filter(Boolean).join(' ')}`));
      parts.push(make('i', {}, held.state));
      return make('li', { class: held.state }, ...parts);
    };
    const empty = make('li', { class: 'empty' }, make('span', { class: 'worth' }), make('i', {}, 'empty'));
    const shown = lines.slice(0, listed).map(line);
    const item = make('li', { class: lines.some((held) => changed.has(held.id)) ? 'new' : null },
      make('div', { class: 'copy' }, name), make('ul', {}, ...(shown.length ? shown : [empty])));
    if (lines.length > listed) item.append(make('span', { class: 'rest' }, `and ${lines.length - listed} more keys`));
    return item;
  });
};
