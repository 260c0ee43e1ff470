import type { Chance } from './chance.ts'

/**
 * Puts values into a random order, in place (Fisher & Yates), every order equally likely; answers the same array.
 * @example shuffle(new Int32Array([]), () => 0) // new Int32Array([])
 */
export function shuffle<T extends { readonly length: number; [at: number]: number }>(values: T, chance: Chance): T {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1))
    const held = values[i] as number
    values[i] = values[j] as number
    values[j] = held
  }
  return values
}
