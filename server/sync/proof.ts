import { appendFileSync } from 'node:fs'

/**
 * How large a proof is: short in every run of the tests, whole when bench/proofs.ts asks for it.
 */
export const sized = (short: number, whole: number): number => (process.env.PROOF === 'whole' ? whole : short)

/** Notes what a proof came to, for bench/proofs.ts to print; in a run of the tests it is told to nobody. */
export function noteFigures(proof: string, figures: Record<string, unknown>): void {
  const { PROOF_FIGURES } = process.env
  if (PROOF_FIGURES) appendFileSync(PROOF_FIGURES, `${JSON.stringify({ proof, ...figures })}\n`)
}

/** Chance that can be had again: mulberry32. Answers 0 <= n < below. */
export function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
