// Numbers and words that look like chance and are the same at every run.

/** The dice of a seed; `start` sets those of one kind of program apart from those of another. */
export function dice(seed, start, words) {
  let state = (Math.imul(seed, 2654435761) + start) >>> 0;
  const below = (n) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % n;
  };
  const said = (most) => Array.from({ length: 1 + below(most) }, () => words[below(words.length)]).join(' ');
  return { below, said };
}
