/** Pseudo-random numbers in [0, 1), the same for the same seed. The generator is mulberry32 by Tommy Ettinger (public domain). */
export function randomNumbers(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How often a test edits at random: a few times in what is run after every change (`npm run test:unit`), often in `npm test`. */
export const rounds = (few: number, many: number): number => (process.env["PLIMSOLL_TESTS"] === "quick" ? few : many);
