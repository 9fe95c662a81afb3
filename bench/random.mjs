/** The same numbers for the same seed, so that two runs measure the same inputs. */

/**
 * Pseudo-random numbers. The generator is mulberry32 by Tommy Ettinger (public domain).
 *
 * @param {number} seed
 */
export function randomOf(seed) {
  let state = (seed + 1) * 0x9e3779b9;
  /** @returns {number} in [0, 1) */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    /** @param {number} limit @returns {number} a whole number from 0 to limit - 1 */
    below: (limit) => Math.floor(next() * limit),
    /** @template T @param {readonly T[]} items @returns {T} */
    pick: (items) => items[Math.floor(next() * items.length)],
    /** @param {number} share @returns {boolean} true in that share of all calls */
    chance: (share) => next() < share,
  };
}

/** @typedef {ReturnType<typeof randomOf>} Random */
