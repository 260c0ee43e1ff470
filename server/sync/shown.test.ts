import { constants, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Frame } from './frame.ts'
import { readFrame } from './protocol.ts'
import { Shown } from './shown.ts'

const EMPTY = {
  networkId: 'n',
  seq: 0,
  updates: [],
  clients: new Map(),
  rowsSinceSnapshot: 0,
  logBytes: 0,
  closed: false,
  damaged: [],
}
const rows = (seq: number, updates: Uint8Array[]) => ({
  seq,
  count: updates.length,
  updates,
  clients: new Map(),
  damaged: [],
})

/** Somebody who writes a key at a time, and the update of each. */
function aWriter() {
  const doc = new Y.Doc()
  const write = (key: string, value?: string) => {
    const before = Y.encodeStateVector(doc)
    if (value === undefined) doc.getMap('session').delete(key)
    else doc.getMap('session').set(key, value)
    return Y.encodeStateAsUpdate(doc, before)
  }
  return { doc, write, seen: () => doc.getMap('session').toJSON() }
}

const take = (doc: Y.Doc, message: Uint8Array) => {
  const read = readFrame(message)
  if (read?.is === 'update') Y.applyUpdate(doc, read.update)
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
  'a frame of %i bytes holds its message, and says how long it is',
  (length) => {
    const { wire, message } = new Frame(new Uint8Array(length).fill(7))
    const [kind, short] = wire
    const said = short === 127 ? Number(wire.readBigUInt64BE(2)) : short === 126 ? wire.readUInt16BE(2) : short
    expect([kind, said, message.length, message.every((byte) => byte === 7)]).toEqual([0x82, length, length, true])
  },
)

test('of what is written while nobody comes, much is put in at once, and whoever comes then lacks nothing', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  const had = new Y.Doc()
  for (let seq = 1; seq <= 200; seq += 1) {
    shown.add(writer.write(`k${seq % 7}`, `${seq}`), seq)
    if (seq === 50) for (const { message } of shown.answer(Uint8Array.of(0))) take(had, message)
    if (seq === 60) shown.sleep()
  }
  expect(had.getMap('session').get('k1')).toBe('50')
  for (const copy of [new Y.Doc(), had]) {
    for (const { message } of shown.answer(Y.encodeStateVector(copy))) take(copy, message)
    expect(copy.getMap('session').toJSON()).toEqual(writer.seen())
  }
})

test('whoever comes with whatever they have, awake or asleep, gets what they lack and has the same', () => {
  const aDeed = fc.oneof(
    fc.record({
      is: fc.constant('write' as const),
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.string({ maxLength: 5 }),
    }),
    fc.record({ is: fc.constant('delete' as const), key: fc.constantFrom('a', 'b', 'c', 'd') }),
    fc.record({ is: fc.constant('come' as const), who: fc.nat(5) }),
    fc.constant({ is: 'sleep' as const }),
  )
  fc.assert(
    fc.property(fc.array(aDeed, { minLength: 10, maxLength: 80 }), (deeds) => {
      const shown = new Shown(EMPTY)
      const writer = aWriter()
      // Each has what there was when they last came; the first has nothing, ever.
      const copies = Array.from({ length: 6 }, () => new Y.Doc())
      let seq = 0
      for (const deed of deeds) {
        if (deed.is === 'write' || deed.is === 'delete') {
          seq += 1
          shown.add(writer.write(deed.key, deed.is === 'write' ? deed.value : undefined), seq)
        } else if (deed.is === 'sleep') shown.sleep()
        else {
          const copy = (deed.who === 0 ? new Y.Doc() : copies[deed.who]) as Y.Doc
          const wasAsleep = shown.isAsleep
          for (const { message } of shown.answer(Y.encodeStateVector(copy))) {
            const read = readFrame(message)
            if (read?.is === 'update') Y.applyUpdate(copy, read.update)
          }
          expect(copy.getMap('session').toJSON()).toEqual(writer.seen())
          expect(copy.store.pendingStructs).toBeNull()
          expect(shown.isAllKnown(Y.encodeStateAsUpdate(copy, shown.stateVector()))).toBe(true)
          expect(shown.isAsleep).toBe(wasAsleep)
        }
      }
      const all = new Y.Doc()
      Y.applyUpdateV2(all, shown.picture()?.state ?? Y.encodeStateAsUpdateV2(new Y.Doc()))
      expect(all.getMap('session').toJSON()).toEqual(writer.seen())
    }),
    { seed: 71, numRuns: 300 },
  )
})

test('whoever sees what is new, and whoever comes then, has the same, however much was stored at once and by whomever', () => {
  const aBurst = fc.record({
    count: fc.integer({ min: 1, max: 80 }),
    isOthers: fc.boolean(),
    isRead: fc.boolean(),
    comes: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(fc.array(aBurst, { maxLength: 3 }), { maxLength: 8 }), (turns) => {
      const shown = new Shown(EMPTY)
      const writers = [aWriter(), aWriter()] as const
      const sees = new Y.Doc()
      let seq = 0
      for (const bursts of turns) {
        for (const { count, isOthers, isRead, comes } of bursts) {
          const updates = Array.from({ length: count }, (_, no) =>
            writers[isOthers ? 1 : 0].write(`${isOthers} ${no % 9}`, no % 5 === 0 ? undefined : `${seq} ${no}`),
          )
          seq += 1
          if (isOthers) shown.takeUp(rows(seq, updates))
          else for (const update of updates) shown.add(update, seq)
          if (isRead) shown.stateVector()
          if (comes) shown.answer(Uint8Array.of(0))
        }
        const news = shown.news()
        if (news) Y.applyUpdate(sees, news)
        const comes = new Y.Doc()
        for (const { message } of shown.answer(Uint8Array.of(0))) take(comes, message)
        const all = { ...writers[0].seen(), ...writers[1].seen() }
        for (const copy of [sees, comes]) expect(copy.getMap('session').toJSON()).toEqual(all)
        expect(shown.since(Y.encodeStateVector(comes))).toEqual(shown.since(Y.encodeStateVector(sees)))
      }
      const all = new Y.Doc()
      Y.applyUpdate(all, shown.since(Uint8Array.of(0)))
      expect(all.getMap('session').toJSON()).toEqual({ ...writers[0].seen(), ...writers[1].seen() })
    }),
    { seed: 72, numRuns: 100 },
  )
})

test('newcomers share one frame until something is stored', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  shown.add(writer.write('a', 'one'), 1)
  const [first] = shown.answer(Uint8Array.of(0))
  expect(shown.answer(Uint8Array.of(0))[0]?.wire).toBe(first?.wire)
  shown.add(writer.write('b', 'two'), 2)
  const [whole, tail] = shown.answer(Uint8Array.of(0))
  expect([whole?.wire === first?.wire, tail === undefined]).toEqual([true, false])
})

test('whoever lacks most of a large board gets what newcomers get, and who lacks little gets that alone', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  const copyNow = () => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(writer.doc))
    return copy
  }
  shown.add(writer.write('first', 'x'), 1)
  const early = copyNow()
  const before = Y.encodeStateVector(writer.doc)
  writer.doc.getText('long').insert(0, 'w'.repeat(70_000))
  shown.add(Y.encodeStateAsUpdate(writer.doc, before), 2)
  const late = copyNow()
  shown.add(writer.write('last', 'x'), 3)
  const [whole] = shown.answer(Uint8Array.of(0))
  const [forEarly, forLate] = [early, late].map((copy) => shown.answer(Y.encodeStateVector(copy)))
  expect(forEarly?.[0]?.wire).toBe(whole?.wire)
  expect([forLate?.length, (forLate?.[0]?.message.length ?? 0) < 200]).toEqual([1, true])
  for (const { message } of forEarly ?? []) take(early, message)
  for (const { message } of forLate ?? []) take(late, message)
  for (const copy of [early, late]) expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(writer.doc))
})

test('whoever is answered has everything by then: the answer comes last', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  for (let seq = 1; seq <= 40; seq += 1) {
    shown.add(writer.write(`key ${seq}`, 'x'), seq)
    const copy = new Y.Doc()
    const frames = shown.answer(Uint8Array.of(0))
    for (const [i, { message }] of frames.entries()) {
      const read = readFrame(message)
      if (read?.is === 'update') Y.applyUpdate(copy, read.update)
      expect(copy.store.pendingStructs).toBeNull()
      // The stock client takes a step 2 for the end of its waiting.
      if (message[1] === 1) expect([copy.getMap('session').toJSON(), i]).toEqual([writer.seen(), frames.length - 1])
    }
  }
})

test('what is packed is what was meant, and much less of it', () => {
  const message = Buffer.from('What should this network be for, and for whom? '.repeat(4_000))
  const frame = new Frame(message)
  const { packed } = frame
  expect([packed[0], packed[1], packed.length < message.length / 3]).toEqual([0xc2, 126, true])
  const body = Buffer.concat([packed.subarray(4), Buffer.from([0, 0, 0xff, 0xff])])
  expect(inflateRawSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).equals(message)).toBe(true)
  expect(frame.packed).toBe(packed)
  const small = new Frame(new Uint8Array(100))
  expect(small.packed).toBe(small.wire)
})

test('only so much is kept of what was sent to those who come back', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  shown.add(writer.write('a', 'x'.repeat(700_000)), 1)
  const difference = (client: number) => shown.answer(Y.encodeStateVector(new Map([[client, 1]])))[0]?.wire
  const [first, again] = [difference(1), difference(1)]
  expect(again === first).toBe(true)
  difference(2)
  expect(difference(1) === first).toBe(false)
  shown.add(writer.write('b', 'x'.repeat(700_000)), 2)
  const [large, largeAgain] = [difference(1), difference(1)]
  expect(large === largeAgain).toBe(false)
})

test('what is not known, or no update at all, is not taken for known', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  shown.add(writer.write('a', 'one'), 1)
  const before = Y.encodeStateVector(writer.doc)
  writer.write('a')
  const deleting = Y.encodeStateAsUpdate(writer.doc, before)
  expect(deleting[0]).toBe(0)
  expect([shown.isAllKnown(deleting), shown.isAllKnown(new Uint8Array()), shown.isAllKnown(Uint8Array.of(0))]).toEqual([
    false,
    false,
    false,
  ])
  shown.add(deleting, 2)
  expect(shown.isAllKnown(deleting)).toBe(true)
})

test('rows are counted: one that others stored is missed until it is there, wherever it comes in between', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  const [one, two, three, four] = ['a', 'b', 'c', 'd'].map((key) => writer.write(key, key)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  shown.add(one, 1)
  expect([shown.seq, shown.missesRows]).toEqual([1, false])
  shown.add(three, 3)
  expect([shown.seq, shown.missesRows, shown.picture()]).toEqual([1, true, undefined])
  shown.takeUp(rows(2, [two]))
  expect([shown.seq, shown.missesRows, shown.rowsSinceSnapshot]).toEqual([3, false, 3])
  expect(shown.heardOf({ seq: 4, snapshotSeq: 2 })).toBe(true)
  shown.takeUp(rows(4, [four]))
  expect([shown.missesRows, shown.rowsSinceSnapshot, shown.picture()?.seq]).toEqual([false, 2, 4])
  expect(shown.heardOf({ seq: 3 })).toBe(false)
})

test('how much was held before what came last', () => {
  const shown = new Shown(EMPTY)
  const writer = aWriter()
  shown.add(writer.write('a', 'one'), 1)
  const before = shown.stateVector()
  shown.news()
  shown.add(writer.write('b', 'two'), 2)
  shown.add(writer.write('a'), 3)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, shown.since(shown.stateBefore(shown.news() as Uint8Array)))
  expect(shown.news()).toBeUndefined()
  expect(Y.decodeStateVector(before)).toEqual(new Map([[writer.doc.clientID, 1]]))
})
