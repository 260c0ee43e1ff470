import type { PartnerTally, Tally } from './tally.ts'
import { THRESHOLDS } from './thresholds.ts'

/** How many partners are shown, and of how many of these people differ. */
interface Seen {
  readonly shown: number
  readonly differing: number
}

/** Whether figures can be made of the shown partners alone: people of several differ, and at least half of those `asked` are shown. */
export const areEnough = ({ shown, differing }: Seen, asked: number): boolean =>
  differing >= THRESHOLDS.fewestDiffering && shown >= asked * THRESHOLDS.leastCoverage

/** The same of a statement's answers. */
export function shownAreEnough(all: Tally, cells: readonly { suppressed: unknown }[]): boolean {
  const shown = all.filter(({ n, unsure }, j) => !cells[j]?.suppressed && n + unsure > 0)
  return areEnough({ shown: shown.length, differing: shown.filter(hasTwoMinds).length }, all.length)
}

const hasTwoMinds = ({ counts, n, unsure }: PartnerTally) =>
  n > 0 && (unsure > 0 || counts.filter((count) => count > 0).length > 1)
