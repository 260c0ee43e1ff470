import { CHANCE_STEP, chanceBits } from './chance.ts'
import { shorts, take } from './lanes.ts'

/** How often answers are dealt out in a permutation test of one statement. */
export const DEALS = 1_999

const WHOLE = 4_294_967_296
// Room for this many places in each deal's own stretch of the one stream of chance, which has room for 2,047 such stretches.
const STRETCH = 1 << 21
/** Up to so many places orders are kept: 16 MB of them. Above, shuffling anew costs less than holding them. */
export const MOST_KEPT = 4_096

/** `DEALS` random orders of so many places, one after another, two bytes a place: that of a deal begins at place `deal * width`. */
export interface Orders {
  /** Where they begin in the memory of lanes.ts. */
  readonly at: number
  readonly width: number
}

// Kept for as long as the program runs: they depend on nothing but the numbers above and how many places there are. What room
// nobody needs is never touched, and takes no memory.
const kept = { places: 0, width: 128, at: take(2 * DEALS * MOST_KEPT) }

/**
 * Random orders of `n` places, 0..n - 1 in each; `n` at most `MOST_KEPT`. They are the same for every statement that so many
 * answered. The order of one place more is this order with that place put in (Fisher & Yates, from the inside out), and taking it out
 * again gives this one: so from one statement to the next only the difference is drawn. In the same place every time.
 * @example orders(1).width >= 128 // true
 */
export function orders(n: number): Orders {
  if (n === kept.places) return kept
  if (n > kept.width) {
    while (kept.width < n) kept.width *= 2
    kept.places = 0
  }
  // What is nearer nothing than what is kept is drawn sooner from the start.
  if (n < kept.places / 2) kept.places = 0
  const all = shorts(kept.at, DEALS * kept.width)
  for (let deal = 0; deal < DEALS; deal += 1) reorder(all, deal * kept.width, deal, kept.places, n)
  kept.places = n
  return kept
}

/** Puts places in, or takes them out, until the order of a deal has `n` instead of `had`. */
function reorder(at: Int16Array, from: number, deal: number, had: number, n: number): void {
  for (let place = had; place < n; place += 1) {
    const other = from + drawn(deal, place)
    at[from + place] = at[other] as number
    at[other] = place
  }
  for (let place = had - 1; place >= n; place -= 1) at[from + drawn(deal, place)] = at[from + place] as number
}

/** With which place at or below it a place changes in a deal. */
const drawn = (deal: number, place: number): number =>
  Math.floor((chanceBits(Math.imul(deal * STRETCH + place, CHANCE_STEP)) / WHOLE) * (place + 1))
