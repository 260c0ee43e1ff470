import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Here, type PresenceNews, type Proven, type Someone } from './here.ts'
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
  const read = (told: PresenceNews | Uint8Array | undefined) => {
    const frame = told instanceof Uint8Array ? told : told?.frame
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

test('who comes again over a new line goes on where they were, and their dead line takes nobody away', () => {
  const { here, news, all } = aBoard()
  const again = someone('anna')
  here.hear(anna, saying([1, 4, { editing: null }]), true)
  news()
  here.hear(again, saying([1, 4, { editing: null }]), true)
  expect(news()).toEqual([])
  here.hear(again, saying([1, 5, { editing: 'x' }]), true)
  expect(news()).toMatchObject([[1, { editing: 'x' }]])
  expect(here.leave(anna)).toBeUndefined()
  expect(all()).toMatchObject([[1, { editing: 'x' }]])
  here.hear(again, saying([1, 6, { editing: 'y' }]), true)
  expect(news()).toMatchObject([[1, { editing: 'y' }]])
  expect(here.leave(again)?.own).toMatchObject([{ clientId: 1, state: 'null' }])
})

test('what still comes over a line that was taken over takes nothing back, and its end says no goodbye', () => {
  const { here, news, all } = aBoard()
  const again = someone('anna')
  here.hear(anna, saying([1, 4, { editing: null }]), true)
  here.hear(again, saying([1, 4, { editing: null }]), true)
  news()
  expect(here.hear(anna, saying([1, 5, { editing: 'x' }]), true).isNews).toBe(false)
  expect(here.leave(anna)).toBeUndefined()
  here.hear(again, saying([1, 5, { editing: 'x' }]), true)
  expect(news()).toMatchObject([[1, { editing: 'x' }]])
  expect(all().map(([id]) => id)).toEqual([1])
})

test('a second tab that repeats late what the first said before takes nothing over', () => {
  const { here, all } = aBoard()
  const tab = someone('anna')
  here.hear(anna, saying([1, 4, { editing: null }]), true)
  here.hear(anna, saying([1, 5, { editing: 'x' }]), true)
  here.hear(tab, saying([1, 4, { editing: null }]), true)
  here.leave(tab)
  here.hear(anna, saying([1, 6, { editing: 'y' }]), true)
  expect(all()).toMatchObject([[1, { editing: 'y' }]])
})

test('who comes back after their goodbye, and says what was put away with it, is asked to say it anew', () => {
  const { here, news, read } = aBoard()
  const again = someone('anna')
  here.hear(anna, saying([1, 4, {}]), true)
  news()
  here.leave(anna)
  const { answer } = here.hear(again, saying([1, 4, {}]), true)
  expect([read(answer), news()]).toEqual([[[1, null]], []])
  expect(here.hear(again, saying([1, 6, {}]), true).answer).toBeUndefined()
  expect(news()).toMatchObject([[1, {}]])
})

test('a second tab that repeats what it was shown of the first takes nothing over', () => {
  const { here, news, all } = aBoard()
  const tab = someone('anna')
  here.hear(anna, saying([1, 4, { editing: null }]), true)
  const [[, shown] = []] = all()
  here.hear(tab, saying([1, 4, shown]), true)
  here.hear(tab, saying([2, 1, {}]), true)
  expect(all().map(([id]) => id)).toEqual([1, 2])
  news()
  here.leave(tab)
  expect(all().map(([id]) => id)).toEqual([1])
})

test('no bytes whatever are more than not understood', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { here } = aBoard()
      here.hear(anna, bytes, true)
      expect((here.news()?.frame.length ?? 0) <= 4_500).toBe(true)
    }),
    { seed: 31, numRuns: 1_000 },
  )
})

describe('people at another server', () => {
  const there = (clientId: number, clock: number, state: unknown, seatId = `seat ${clientId}`): Proven => ({
    ...{ clientId, clock, seatId },
    state: JSON.stringify(state),
  })

  test('are shown like everybody, and not told back', () => {
    const { here, news, all } = aBoard()
    here.hearFrom('harbour', [there(5, 1, { n: 5 })])
    expect(here.own()).toEqual([])
    expect(news()).toEqual([[5, { n: 5 }]])
    here.hear(anna, saying([1, 1, {}]), true)
    expect(here.news()?.own.map(({ clientId, seatId }) => [clientId, seatId])).toEqual([[1, 'anna']])
    here.hearFrom('harbour', [there(5, 1, { n: 5 }), there(5, 0, { old: true })])
    expect(news()).toEqual([])
    expect(all().map(([id]) => id)).toEqual([5, 1])
    here.hearFrom('harbour', [there(5, 2, null)])
    expect([news(), all().map(([id]) => id)]).toEqual([[[5, null]], [1]])
  })

  test('keep their client ids: nobody here is present or writes under one', () => {
    const { here, ids, news } = aBoard([[9, 'cleo']])
    here.hearFrom('harbour', [there(5, 1, {}, 'dora'), there(9, 1, {}, 'dora')])
    expect([ids.get(5), ids.get(9)]).toEqual(['dora', 'cleo'])
    expect(news().map(([id]) => id)).toEqual([5])
    here.hear(anna, saying([5, 9, { n: 1 }]), true)
    expect(news()).toEqual([])
  })

  test('who comes over from there is here, whatever is said there later', () => {
    const { here, news, all } = aBoard()
    here.hearFrom('harbour', [there(1, 4, { n: 1 }, 'anna')])
    news()
    here.hear(anna, saying([1, 4, { n: 1 }]), true)
    expect(here.own().map(({ clientId }) => clientId)).toEqual([1])
    here.hearFrom('harbour', [there(1, 5, null, 'anna')])
    here.forget('harbour')
    news()
    expect(all().map(([id]) => id)).toEqual([1])
  })

  test('are gone when their server has fallen silent', () => {
    const { here, news, all } = aBoard()
    here.hearFrom('harbour', [there(1, 4, {}), there(2, 1, {})])
    here.hearFrom('market', [there(3, 1, {})])
    news()
    here.forget('harbour')
    expect(news()).toEqual([
      [1, null],
      [2, null],
    ])
    expect(all().map(([id]) => id)).toEqual([3])
  })
})
