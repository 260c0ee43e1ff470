import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { addUpDoubles, addUpWholes, squaredGaps, squaredProducts } from './group-loops.ts'
import { doubles, inRoom, layDoubles, layWholes, take, wholes } from './lanes.ts'

const [GROUPS, BEGIN] = [3, [0, 6, 7, 12]]

describe('loops that work on several numbers at once do what a plain one does', () => {
  test.each([2, 4, 10])('adding up people of groups of six, one and five, %i numbers each', (width) =>
    inRoom(() => {
      const chance = chanceFrom(width)
      const numbers = Array.from({ length: 12 * width * 2 }, () => Math.floor(chance() * 1_000))
      const people = Array.from({ length: 12 }, () => Math.floor(chance() * 12))
      const [whose, begin] = [layWholes(people), layWholes(BEGIN)]
      const row = 2 * width
      const expected = BEGIN.slice(0, -1).flatMap((first, g) =>
        Array.from({ length: row }, (_, s) =>
          people.slice(first, BEGIN[g + 1]).reduce((sum, person) => sum + (numbers[person * row + s] as number), 0),
        ),
      )
      const [ints, floats] = [layWholes(numbers), layDoubles(numbers)]
      const [sumsOfInts, sumsOfFloats] = [take(16 * width * GROUPS), take(16 * width * GROUPS)]
      addUpWholes(sumsOfInts, ints, 8 * width, whose, begin, GROUPS)
      addUpDoubles(sumsOfFloats, floats, 16 * width, whose, begin, GROUPS)
      expect([...doubles(sumsOfFloats, row * GROUPS)]).toEqual(expected)
      expect([...wholes(sumsOfInts, row * GROUPS)]).toEqual(expected)
    }),
  )

  test.each([1, 3, 4, 9])('squared gaps of %i people, but for what isn’t there', (count) =>
    inRoom(() => {
      const chance = chanceFrom(count)
      const rows = Array.from({ length: 10 * 6 }, () => (chance() < 0.3 ? -0 : chance() - 0.5))
      const [means, spreads] = [0, 1].map(() => Array.from({ length: 6 }, chance)) as [number[], number[]]
      const people = Array.from({ length: count }, () => Math.floor(chance() * 10))
      const found = take(8 * (count + 4))
      squaredGaps(layDoubles(rows), 48, layWholes(people), count, layDoubles(means), layDoubles(spreads), found)
      const expected = people.map((person) =>
        rows.slice(6 * person, 6 * person + 6).reduce((sum, value, s) => {
          if (Object.is(value, -0)) return sum
          return sum + (value * (spreads[s] as number) - (means[s] as number)) ** 2
        }, 0),
      )
      doubles(found, count).forEach((sum, i) => void expect(sum).toBeCloseTo(expected[i] as number, 12))
    }),
  )

  test('squared products with sixteen others', () =>
    inRoom(() => {
      const chance = chanceFrom(5)
      const values = Array.from({ length: 7 }, chance)
      const others = Array.from({ length: 2 * 8 * 7 }, chance)
      const found = take(8 * 16)
      squaredProducts(layDoubles(values), 56, layDoubles(others), 2, found)
      doubles(found, 16).forEach((square, t) => {
        const at = (i: number) => others[Math.floor(t / 8) * 56 + 8 * i + (t % 8)] as number
        expect(square).toBeCloseTo(values.reduce((sum, value, i) => sum + value * at(i), 0) ** 2, 12)
      })
    }))
})
