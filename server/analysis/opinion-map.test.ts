import { expect, test } from 'vitest'
import { aNetwork } from './a-network.ts'
import { analyse } from './analyse.ts'
import { opinionMap, principal } from './opinion-map.ts'
import { toldToRoom } from './told-to-room.ts'

const told = (camps: number, seed: number) =>
  toldToRoom(analyse(aNetwork({ partners: 10, statements: 15, seed, camps }), { minimumCell: 3 }))

const CAMPS = told(1, 5)
test('two camps stand on either side of the first direction', () => {
  const report = CAMPS
  const map = opinionMap(report)
  expect(report.network.blocs.are).toBe('clear')
  const sides = new Map(map?.points.map(({ partnerId, x }) => [partnerId, Math.sign(x)]))
  if (report.network.blocs.are !== 'clear') return
  for (const bloc of report.network.blocs.blocs) expect(new Set(bloc.flatMap((id) => sides.get(id) ?? [])).size).toBe(1)
  expect(map?.shares[0]).toBeGreaterThan(map?.byChance as number)
})
test.each([1, 2, 3])('without camps there is no map (seed %i)', (seed) => expect(opinionMap(told(0, seed))).toBeNull())
test('a map is made of what is told, and of nothing else', () => {
  const report = CAMPS
  const more = { ...report, statements: report.statements.map((one) => ({ ...one, within: 0.9, distribution: null })) }
  expect(opinionMap(more)).toEqual(opinionMap(report))
})
test('a gap stands in the middle of its column, and what is known counts for more', () => {
  const places = principal([
    [1, 1, null],
    [-1, -1, null],
    [1, null, 1],
    [-1, null, -1],
  ])?.places
  expect(places?.map(([x]) => Math.sign(x))).toEqual([1, -1, 1, -1])
})
test('the same data, the same map, however it is ordered', () => {
  const report = CAMPS
  const turned = { ...report, partners: [...report.partners].reverse() }
  const byId = (points: readonly { partnerId: string; x: number; y: number }[] = []) =>
    [...points].sort((a, b) => (a.partnerId < b.partnerId ? -1 : 1))
  expect(byId(opinionMap(turned)?.points)).toEqual(byId(opinionMap(report)?.points))
})
