import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { dealTable, markedAmong } from './dealt-table.ts'
import { choices } from './labellings.ts'

describe('how many are marked among those drawn', () => {
  test.each([
    [10, 4, 3],
    [12, 6, 6],
    [30, 29, 15],
    [40, 2, 39],
    [50, 20, 1],
  ])('comes out as often as it should: %i things, %i marked, %i drawn', (all, marked, drawn) => {
    const [chance, rounds] = [chanceFrom(all), 20_000]
    const times = new Map<number, number>()
    for (let round = 0; round < rounds; round += 1) {
      const found = markedAmong(all, marked, drawn, chance)
      times.set(found, (times.get(found) ?? 0) + 1)
    }
    for (let some = 0; some <= drawn; some += 1) {
      const isPossible = some <= marked && drawn - some <= all - marked
      const share = isPossible ? (choices(marked, some) * choices(all - marked, drawn - some)) / choices(all, drawn) : 0
      if (!isPossible) expect(times.get(some)).toBeUndefined()
      expect(Math.abs((times.get(some) ?? 0) / rounds - share)).toBeLessThan(0.015)
    }
  })

  test('of hundreds of thousands they lie around their share', () => {
    const chance = chanceFrom(2)
    const found = Array.from({ length: 500 }, () => markedAmong(160_000, 32_000, 800, chance))
    expect(Math.abs(found.reduce((sum, n) => sum + n, 0) / 500 - 160)).toBeLessThan(2)
    const spread = found.reduce((sum, n) => sum + (n - 160) ** 2, 0) / 500
    expect(Math.abs(spread / (800 * 0.2 * 0.8) - 1)).toBeLessThan(0.25)
  })
})

test('a dealt table has as many people of each partner, and as many of each answer, as there are', () => {
  const [sizes, given] = [Int32Array.of(3, 0, 40, 7), Int32Array.of(20, 0, 25, 5)]
  const table = new Int32Array(16)
  const chance = chanceFrom(3)
  const means = new Float64Array(16)
  for (let round = 0; round < 2_000; round += 1) {
    dealTable(sizes, given, table, chance)
    for (let j = 0; j < 4; j += 1)
      expect(table.subarray(4 * j, 4 * j + 4).reduce((sum, n) => sum + n, 0)).toBe(sizes[j])
    for (let k = 0; k < 4; k += 1)
      expect([0, 1, 2, 3].reduce((sum, j) => sum + (table[4 * j + k] as number), 0)).toBe(given[k])
    table.forEach((n, i) => {
      means[i] = (means[i] as number) + n / 2_000
    })
  }
  means.forEach((n, i) => {
    const expected = ((sizes[Math.floor(i / 4)] as number) * (given[i % 4] as number)) / 50
    expect(Math.abs(n - expected)).toBeLessThan(0.2)
  })
})
