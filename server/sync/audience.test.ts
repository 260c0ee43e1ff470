import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Audience } from './audience.ts'
import { writePresence } from './presence.ts'
import { presenceFrame, readFrame } from './protocol.ts'
import { Shown } from './shown.ts'
import { aGuest } from './some-rooms.ts'

const EMPTY = {
  ...{ networkId: 'n', seq: 0, updates: [], clients: new Map(), rowsSinceSnapshot: 0, logBytes: 0 },
  ...{ closed: false, damaged: [] },
}
const where = (clock: number) => presenceFrame(writePresence([{ clientId: 7, clock, state: '{}' }]))

/** So many people at a board, what each was sent by kind, and something that is stored there. */
function aCrowd(size: number) {
  const shown = new Shown(EMPTY)
  const audience = new Audience(shown)
  const people = Array.from({ length: size }, (_, no) => aGuest(`g${no}`))
  for (const { guest } of people) audience.add(guest)
  const doc = new Y.Doc()
  const store = (seq: number) => {
    const before = Y.encodeStateVector(doc)
    doc.getMap('session').set('step', `${seq}`)
    shown.add(Y.encodeStateAsUpdate(doc, before), seq)
    audience.added(people[0]?.guest)
  }
  const sent = (no: number) => people[no]?.heard.frames.map((frame) => readFrame(frame)?.is)
  return { audience, people, store, sent }
}

test('among few, who is where is shown at once', () => {
  const { audience, sent } = aCrowd(3)
  audience.glimpse(where(1))
  expect([0, 1, 2].map(sent)).toEqual(Array(3).fill(['presence']))
})

test('in a crowd, who is where goes with what is shown next, and to its author and the slow as they may have it', async () => {
  const { audience, people, store, sent } = aCrowd(60)
  ;(people[2] as (typeof people)[number]).heard.isSlow = true
  audience.glimpse(where(1))
  audience.glimpse(where(2))
  expect(sent(1)).toEqual([])
  store(1)
  await Promise.resolve()
  expect([0, 1, 2, 59].map(sent)).toEqual([
    ['presence', 'presence'],
    ['update', 'presence', 'presence'],
    [],
    ['update', 'presence', 'presence'],
  ])
})

test('in a crowd where nobody writes, who is where is shown all the same', async () => {
  const { audience, sent } = aCrowd(60)
  audience.glimpse(where(1))
  await expect.poll(() => [0, 59].map(sent)).toEqual([['presence'], ['presence']])
})

test('whoever is behind hears that theirs is stored after they are shown what they lack, and not before', async () => {
  const { audience, people, store, sent } = aCrowd(2)
  const [{ guest, heard }] = people as [(typeof people)[number]]
  heard.isSlow = true
  store(1)
  audience.added()
  audience.acknowledge(guest)
  await Promise.resolve()
  expect(sent(0)).toEqual([])
  heard.isSlow = false
  audience.drained(guest)
  expect(heard.frames.map((frame) => frame[0])).toEqual([0, 100])
})
