import { performance } from 'node:perf_hooks'
import { chanceFrom } from '#server/analysis/chance.ts'
import { exposure } from '#server/exposure/exposure.ts'
import { fall, hangingOnEach } from '#server/exposure/fall.ts'
import type { Ties } from '#server/exposure/ties.ts'
import { BASES, HORIZONS } from '#server/vocabulary/backing.ts'
import { type Day, daysAfter } from '#server/vocabulary/day.ts'

/**
 * Times the exposure of a made-up network of 500 authorisers and 2,000 dependencies and prints JSON: medians of 15 rounds,
 * milliseconds. One in ten things is an authoriser, so that falls go on.
 */
const [authorisers, dependencies] = [500, 2_000]
const today = '2026-03-01' as Day
const chance = chanceFrom(1)
const pick = (count: number) => Math.floor(chance() * count)
const ties: Ties = {
  backers: Array.from({ length: authorisers }, (_, i) => ({
    id: `a${i}`,
    basis: BASES[pick(3)] as (typeof BASES)[number],
    endsOn: chance() < 0.3 ? null : daysAfter(today, pick(700)),
  })),
  things: Array.from({ length: dependencies }, () => ({
    id: chance() < 0.1 ? `a${pick(authorisers)}` : `t${pick(800)}`,
    backers: [`a${pick(authorisers)}`],
  })),
}
const median = (rounds: number, deed: () => void) => {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    deed()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return times[Math.floor(rounds / 2)]
}
const some = ties.backers.slice(0, 50).map(({ id }) => id)
const whatIfMs = median(15, () => void fall(ties, some))
const exposureMs = median(15, () => void exposure(ties, today, HORIZONS))
const hangingOnEachMs = median(15, () => void hangingOnEach(ties))
const wholePageMs = median(15, () => {
  fall(ties, some)
  exposure(ties, today, HORIZONS)
  hangingOnEach(ties)
})
process.stdout.write(
  `${JSON.stringify({ authorisers, dependencies, node: process.version, whatIfMs, exposureMs, hangingOnEachMs, wholePageMs })}\n`,
)
