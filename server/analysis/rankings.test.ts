import { describe, expect, test } from 'vitest'
import { analyseRankings } from './rankings.ts'

const ABC = [1, 2, 3]
const CBA = [3, 2, 1]
const of = (id: string, ...rankings: number[][]) => ({ id, rankings })

describe('ranked priorities', () => {
  test('partners of one mind each that rank the other way round: all lies between them, and W says nobody agrees', () => {
    const found = analyseRankings([of('A', ABC, ABC, ABC), of('B', CBA, CBA, CBA)], 3)
    expect(found.concordance?.w).toBe(0)
    expect(found.partners.map(({ concordance }) => concordance?.w)).toEqual([1, 1])
    expect(found.spread).toMatchObject({ dispersion: 0.5, within: 0, between: 0.5, betweenShare: 1 })
  })
  test('partners that each hold both orders: nothing lies between them', () => {
    const found = analyseRankings([of('A', ABC, CBA, ABC, CBA), of('B', ABC, CBA, ABC, CBA)], 3)
    expect(found.spread.between as number).toBeLessThanOrEqual(0)
    expect(found.partners.map(({ concordance }) => concordance?.w)).toEqual([0, 0])
  })
  test('a partner under the minimum stands in no figure', () => {
    const few = of('C', CBA, CBA)
    const without = analyseRankings([of('A', ABC, ABC, ABC)], 3)
    const found = analyseRankings([of('A', ABC, ABC, ABC), few], 3)
    expect(found).toMatchObject({ people: 3, spread: without.spread, concordance: without.concordance })
    expect(found.partners[1]).toEqual({ partnerId: 'C', concordance: null, meanRanks: null })
  })
  test('ties share their ranks, and each option has its mean rank', () => {
    expect(analyseRankings([of('A', [1, 1, 3], [1, 1, 3], [1, 1, 3])], 3).partners[0]?.meanRanks).toEqual([1.5, 1.5, 3])
  })
  test('rankings of unlike length, or of no numbers, are refused with the partner named', () => {
    expect(() => analyseRankings([of('A', [1, 2]), of('B', [1])], 3)).toThrow(/ranking of B/)
    expect(() => analyseRankings([of('A', [1, Number.NaN])], 3)).toThrow(/ranking of A/)
  })
})
