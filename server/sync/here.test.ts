import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Here, type Someone } from './here.ts'
import { readPresence, writePresence } from './presence.ts'
import { readFrame } from './protocol.ts'

const someone = (id: string): Someone => ({
  seat: { id, kind: 'participant', partnerId: `p-${id}`, name: `Name of ${id}` },
})
const saying = (...entries: [clientId: number, clock: number, state: unknown][]) =>
  writePresence(entries.map(([clientId, clock, state]) => ({ clientId, clock, state: JSON.stringify(state) })))

function aBoard(owners: [number, string][] = []) {
  const ids = new Map(owners)
  const here = new Here({ ownerOf: (id) => ids.get(id), reserve: (id, seatId) => void ids.set(id, seatId) })
  const read = (frame: Uint8Array | undefined) => {
    const message = frame && readFrame(frame)
    return message?.is === 'presence'
      ? readPresence(message.bytes).map(({ clientId, state }) => [clientId, JSON.parse(state)] as const)
      : []
  }
  return { here, ids, news: () => read(here.news()), all: () => read(here.all()), read }
}
const [anna, bela] = [someone('anna'), someone('bela')]

test('a name comes from the seat, and is left out where names are not shown', () => {
  const { here, news } = aBoard()
  here.hear(anna, saying([1, 1, { editing: 'x', person: { name: 'The Mayor', seat: 'mayor' } }]), true)
  const person = { seat: 'anna', name: 'Name of anna', partner: 'p-anna', kind: 'participant' }
  expect(news()).toEqual([[1, { editing: 'x', person }]])
  here.hear(anna, saying([1, 2, { person: { name: 'The Mayor' } }]), false)
  expect(news()).toEqual([[1, { person: { ...person, name: '' } }]])
})

test('nobody speaks for another, ends another’s presence, or is here twice', () => {
  const { here, news, all } = aBoard([[9, 'cleo']])
  here.hear(anna, saying([1, 1, { n: 1 }]), true)
  news()
  here.hear(bela, saying([1, 99, null], [9, 5, { ghost: true }], [2, 1, { n: 2 }], [3, 1, { second: true }]), true)
  expect(news().map(([id]) => id)).toEqual([2])
  expect(all().map(([id]) => id)).toEqual([1, 2])
})

test('what is too long, no object, or not newer is not passed on', () => {
  const { here, news } = aBoard()
  here.hear(anna, saying([1, 5, { n: 1 }]), true)
  news()
  here.hear(
    anna,
    saying([1, 5, { n: 2 }], [1, 4, { n: 3 }], [1, 6, 'x'.repeat(3_000)], [1, 7, [1]], [1, 8, 'text']),
    true,
  )
  expect(news()).toEqual([])
})

test('a goodbye is told once, whoever says it', () => {
  const { here, news, all, read } = aBoard()
  here.hear(anna, saying([1, 1, {}]), true)
  here.hear(bela, saying([2, 1, {}]), true)
  news()
  here.hear(anna, saying([1, 2, null]), true)
  expect(news()).toEqual([[1, null]])
  expect(here.leave(anna)).toBeUndefined()
  expect(read(here.leave(bela))).toEqual([[2, null]])
  expect(all()).toEqual([])
})

test('a client id is kept for the seat that is here under it', () => {
  const { here, ids } = aBoard()
  here.hear(anna, saying([7, 1, {}]), true)
  expect(ids.get(7)).toBe('anna')
})

test('no bytes whatever are more than not understood', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { here } = aBoard()
      here.hear(anna, bytes, true)
      expect((here.news()?.length ?? 0) <= 4_500).toBe(true)
    }),
    { seed: 31, numRuns: 1_000 },
  )
})
