import { CHANCE_STEP, chanceBits } from './chance.ts'

/** How often labels are dealt out in a permutation test of one statement. */
export const DEALS = 1_999

const WHOLE = 4_294_967_296
// Room for this many places in each deal's own stretch of the one stream of chance, which has room for 2,047 such stretches.
const STRETCH = 1 << 21
// Up to so many places the swaps are kept: 16 MB of them. Above, working them out again costs less than holding them.
const MOST_KEPT = 4_096

/**
 * With which place at or below it each place changes its answer, in each of `DEALS` shuffles (Fisher & Yates, from the last place
 * down). They are the same for every statement, however many answered it: the first `n` places of each are a shuffle of `n`. So chance
 * is drawn once, and not for every statement.
 */
export function swaps(deal: number, n: number): { readonly at: Uint16Array | Uint32Array; readonly from: number } {
  if (n > MOST_KEPT) return { at: worked(deal, n), from: 0 }
  while (kept.places < n) keep(kept.places * 2)
  return { at: kept.at, from: deal * kept.places }
}

// Kept for as long as the program runs: they depend on nothing but the numbers above.
const kept = { places: 128, at: new Uint16Array() }
keep(kept.places)

function keep(places: number): void {
  kept.places = places
  kept.at = new Uint16Array(DEALS * places)
  for (let deal = 0; deal < DEALS; deal += 1) fill(kept.at, deal, deal * places, places)
}

const large = { at: new Uint32Array() }
function worked(deal: number, n: number): Uint32Array {
  if (large.at.length < n) large.at = new Uint32Array(n)
  fill(large.at, deal, 0, n)
  return large.at
}

function fill(at: Uint16Array | Uint32Array, deal: number, from: number, n: number): void {
  let state = Math.imul(deal * STRETCH, CHANCE_STEP)
  for (let place = 0; place < n; place += 1) {
    at[from + place] = (chanceBits(state) / WHOLE) * (place + 1)
    state = (state + CHANCE_STEP) | 0
  }
}
