import { betweenOfTables, dealtBetweens, givenIn } from './dealt-between.ts'
import { eachTable, labellings } from './labellings.ts'
import { DEALS } from './orders.ts'
import { answering, inOrderOfAnswers, type Tally } from './tally.ts'

/**
 * How often partner labels dealt out at random give at least this much distance between partners, among those who gave a
 * point. Where there are no more ways to deal them than would be dealt, all are counted, and it is exact: of two partners of
 * three, one way in ten puts as much between them as can be. Else (1 + times) / 2000. Null when there is nothing to deal out.
 * Small: partners do differ on this.
 */
export function betweenPValue(given: Tally, between: number | null): number | null {
  if (between === null) return null
  const all = inOrderOfAnswers(answering(given))
  const isReached = (found: number) => found >= between - 1e-12
  const sizes = all.map(({ n }) => n)
  const ways = labellings(sizes)
  if (ways <= DEALS) return reachedIn(all, sizes, isReached) / ways
  let times = 0
  for (const found of dealtBetweens(all)) if (isReached(found)) times += 1
  return (times + 1) / (DEALS + 1)
}

/** In how many of all labellings. */
function reachedIn(all: Tally, sizes: readonly number[], isReached: (between: number) => boolean): number {
  const betweenOf = betweenOfTables(all)
  let reached = 0
  eachTable(sizes, givenIn(all), (table, ways) => {
    if (isReached(betweenOf(table))) reached += ways
  })
  return reached
}
