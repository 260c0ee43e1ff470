import type { NamedKind } from '#server/vocabulary/kind.ts'
import type { PartnerTally, Tally } from './tally.ts'
import { reaches, THRESHOLDS } from './thresholds.ts'

/** What partners said with one voice each, counted. `mean` is on -2..2; dispersion 0..1 of the largest this many can reach. */
export interface NamedCount {
  readonly n: number
  readonly unclear: number
  readonly pos: number
  readonly neg: number
  readonly mean: number | null
  readonly dispersion: number | null
}

// A partner's voice as -2..2: its people's mean where a file holds more than one for it.
const voiceOf = ({ counts, n }: PartnerTally): number => {
  const mean = counts.reduce((sum, count, k) => sum + count * (k + 1), 0) / n
  return ((mean - 1) * 4) / (counts.length - 1) - 2
}

/** Counts the partners' voices on one statement. */
export function countVoices(all: Tally): NamedCount {
  const voices = all.filter(({ n }) => n > 0).map(voiceOf)
  const n = voices.length
  return {
    n,
    unclear: all.filter((partner) => partner.n === 0 && partner.unsure > 0).length,
    pos: voices.filter((voice) => voice > 0).length,
    neg: voices.filter((voice) => voice < 0).length,
    mean: n === 0 ? null : voices.reduce((sum, voice) => sum + voice, 0) / n,
    dispersion: n < 2 ? null : spread(voices),
  }
}

/** The sum of distances between every two voices, as a share of the largest that so many could have. */
function spread(voices: readonly number[]): number {
  let sum = 0
  voices.forEach((a, i) => {
    for (const b of voices.slice(i + 1)) sum += Math.abs(a - b)
  })
  const half = Math.floor(voices.length / 2)
  return sum / (4 * half * (voices.length - half))
}

/**
 * The kind of a statement when each partner speaks with one voice: counts of partners alone, in a fixed order.
 * `asked` is how many partners were asked.
 */
export function namedKind({ n, unclear, pos, neg, mean }: NamedCount, asked: number): NamedKind {
  const answered = n + unclear
  const smaller = Math.min(pos, neg)
  if (answered < THRESHOLDS.fewestVoices || answered < asked * THRESHOLDS.leastCoverage) return 'too-few'
  if (reaches(unclear, answered * THRESHOLDS.unclearVoices)) return 'unclear'
  if (pos >= 2 && neg >= 2) return 'split'
  if (smaller === 1 && Math.max(pos, neg) >= 2) return 'one-against-many'
  if (reaches(mean ?? 0, THRESHOLDS.sharedMean) && neg === 0) return 'shared-yes'
  if (reaches(-(mean ?? 0), THRESHOLDS.sharedMean) && pos === 0) return 'shared-no'
  return 'lukewarm'
}
