import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { Batch, BoardStore } from './store.ts'
import { type Ended, Writer } from './writer.ts'

const [ONE, TWO] = ['board one', 'board two'] as SessionId[] as [SessionId, SessionId]

/** A writer on a store that notes what it is given, and holds or fails commits as a test says. */
function aWriter(
  commit: (no: number, batches: readonly Batch[]) => Promise<void> = async () => {},
  resting: () => Promise<void> = async () => {},
) {
  const commits: (readonly Batch[])[] = []
  const heads = new Map<SessionId, number>()
  const rests: number[] = []
  const patience: (number | undefined)[] = []
  const told: boolean[] = []
  const contested = new Set<SessionId>()
  const held = new Set<SessionId>()
  const faults: unknown[] = []
  const store: BoardStore = {
    load: async () => undefined,
    snapshot: async () => {},
    rowsAfter: async () => expect.fail('nobody asks'),
    heads: async () => new Map(),
    claim: async () => expect.fail('nobody asks'),
    async append(batches, patienceMs) {
      commits.push(batches)
      patience.push(patienceMs)
      await commit(commits.length, batches)
      const free = batches.filter(({ boardId }) => !held.has(boardId))
      for (const { boardId } of free) heads.set(boardId, (heads.get(boardId) ?? 0) + 1)
      return { seqs: new Map(heads), closed: new Set(), contested: new Set(contested), held: new Set(held) }
    },
  }
  const rest = (ms: number) => {
    rests.push(ms)
    return resting()
  }
  const writer = new Writer(
    store,
    rest,
    (failing) => told.push(failing),
    (fault) => faults.push(fault),
  )
  const ended: [string, Ended][] = []
  const hand = (word: string, boardId = ONE, then: () => void = () => {}, patienceMs = 0) =>
    writer.hand({
      networkId: 'n',
      boardId,
      entry: { seatId: word, update: new Uint8Array(10) },
      newClients: [],
      patienceMs,
      ended(how) {
        ended.push([word, how])
        then()
      },
    })
  /** All is stored, with what was handed in meanwhile. */
  const allStored = async () => {
    while (writer.waitingBytes(ONE) + writer.waitingBytes(TWO) > 0) await writer.flushed()
  }
  const words = () =>
    commits.map((batches) => batches.map(({ entries }) => entries.map(({ seatId }) => seatId).join(' ')))
  return { writer, hand, ended, words, rests, patience, told, faults, contested, held, allStored, commits }
}

test('what gathers during a commit goes into the next, one row a board', async () => {
  const { allStored, hand, ended, words } = aWriter(async (no) => {
    if (no === 1) for (const word of ['b', 'c']) hand(word)
    if (no === 1) hand('d', TWO)
  })
  hand('a')
  await allStored()
  expect(words()).toEqual([['a'], ['b c', 'd']])
  expect(ended).toEqual([
    ['a', { is: 'stored', seq: 1 }],
    ['b', { is: 'stored', seq: 2 }],
    ['c', { is: 'stored', seq: 2 }],
    ['d', { is: 'stored', seq: 1 }],
  ])
})

test('nothing that is handed in is left lying, at whatever moment it comes', async () => {
  const { writer, hand, ended } = aWriter()
  hand('a')
  // Between a run's end and the next there is no moment in which something can be forgotten: try each of the first ones.
  for (let turn = 0; turn < 30; turn += 1) {
    hand(`word ${turn}`)
    for (let i = 0; i < turn; i += 1) await Promise.resolve()
  }
  await writer.flushed()
  expect(ended).toHaveLength(31)
})

test('while the store fails everything waits in order, is tried more and more slowly, and is counted', async () => {
  const { writer, hand, ended, words, rests, told } = aWriter(async (no) => {
    if (no < 8) throw new Error('away')
  })
  hand('a')
  hand('b')
  expect(writer.waitingBytes(ONE)).toBe(20)
  await writer.flushed()
  expect(words().at(-1)).toEqual(['a b'])
  expect(ended.map(([word]) => word)).toEqual(['a', 'b'])
  expect(rests).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000])
  expect(told).toEqual([true, false])
  expect(writer.waitingBytes(ONE)).toBe(0)
})

test('what failed is tried again as it was, under its number, and what came meanwhile goes behind it', async () => {
  const { allStored, hand, words, commits } = aWriter(async (no) => {
    if (no < 3) hand(`later ${no}`)
    if (no < 4) throw new Error('no answer')
  })
  hand('a')
  hand('b')
  await allStored()
  expect(words()).toEqual([['a b'], ['a b'], ['a b'], ['a b'], ['later 1 later 2']])
  const numbers = commits.map(([batch]) => `${batch?.by} ${batch?.no}`)
  expect(new Set(numbers.slice(0, 4)).size).toBe(1)
  expect(numbers[4]).not.toBe(numbers[0])
})

test('who waits until all is stored doesn’t wait for what comes behind it, nor for another board', async () => {
  let comes = true
  const neverAgain = () => new Promise<void>(() => {})
  const { writer, hand, ended, told } = aWriter(async (no, batches) => {
    if (batches.some(({ boardId }) => boardId === TWO)) throw new Error('this board alone')
    // Somebody always writes on.
    if (comes) hand(`more ${no}`)
  }, neverAgain)
  hand('elsewhere', TWO)
  await expect.poll(() => told).toEqual([true])
  hand('a')
  await writer.flushed(ONE)
  expect(ended.map(([word]) => word)).toContain('a')
  hand('b')
  await writer.flushed(ONE)
  expect(ended.map(([word]) => word)).toContain('b')
  comes = false
})

test('what is stored is not stored again because somebody could not hear it', async () => {
  const { writer, hand, ended, words, faults } = aWriter()
  hand('a', ONE, () => {
    throw new Error('deaf')
  })
  hand('b')
  await writer.flushed()
  expect(words()).toEqual([['a b']])
  expect(ended.map(([word]) => word)).toEqual(['a', 'b'])
  expect(faults).toHaveLength(1)
})

/** Long enough for what others have handed in meanwhile. */
const aBreath = () => new Promise<void>((resolve) => setImmediate(resolve))

test('a board that can’t be stored holds up no other, and keeps its order until it can', async () => {
  let tries = 0
  const { allStored, hand, ended, words, rests, told } = aWriter(async (_no, batches) => {
    if (!batches.some(({ boardId }) => boardId === ONE)) return
    tries += 1
    // What comes while it fails waits behind what came first; the other board is stored meanwhile.
    if (tries < 6) hand(`one ${tries}`)
    if (tries < 6) hand(`two ${tries}`, TWO)
    if (tries < 4) throw new Error('this board alone')
  }, aBreath)
  hand('one 0')
  hand('two 0', TWO)
  await allStored()
  const order = ended.map(([word]) => word)
  expect(order.filter((word) => word.startsWith('one'))).toEqual(['one 0', 'one 1', 'one 2', 'one 3', 'one 4', 'one 5'])
  expect(order.indexOf('two 2')).toBeLessThan(order.indexOf('one 0'))
  // Together at first, and together again.
  expect([words().at(0), words().at(-1)]).toEqual([
    ['one 0', 'two 0'],
    ['one 5', 'two 5'],
  ])
  // One that is stored says that the store is there.
  expect(rests).toEqual([100, 200, 100])
  expect(told).toEqual([true, false])
})

test('a board that somebody holds is tried by itself, with more patience while it is the only one, and the others go on', async () => {
  const { allStored, hand, ended, words, patience, told, held } = aWriter(async (no) => {
    if (no === 1) hand('one 1')
    if (no === 1) hand('two 1', TWO)
    if (no === 5) held.clear()
  }, aBreath)
  held.add(ONE)
  hand('one 0')
  hand('two 0', TWO)
  await allStored()
  expect(words().filter(([word]) => word !== 'two 1')).toEqual([
    ['one 0', 'two 0'],
    ['one 0'],
    ['one 0'],
    ['one 0'],
    ['one 1'],
  ])
  expect(patience.filter((ms) => ms !== undefined)).toEqual([1_500, 1_500, 1_500])
  expect(ended.map(([word]) => word)).toEqual(['two 0', 'two 1', 'one 0', 'one 1'])
  // At first that is no failure: whoever commits to a board over another server holds it for a moment.
  expect(told).toEqual([true, false])
})

test('boards are in trouble like all others while nothing is stored, and alone where others are or somebody holds them', async () => {
  let failing = [ONE, TWO]
  const { allStored, writer, hand, held } = aWriter(async (_no, batches) => {
    if (batches.some(({ boardId }) => failing.includes(boardId))) throw new Error('not stored')
  }, aBreath)
  const inTrouble = () => expect.poll(() => Object.fromEntries(writer.notStored))
  hand('one')
  hand('two', TWO)
  await inTrouble().toEqual({ [ONE]: 'like all', [TWO]: 'like all' })
  failing = [ONE]
  await inTrouble().toEqual({ [ONE]: 'alone' })
  failing = []
  await allStored()
  await inTrouble().toEqual({})
  held.add(ONE)
  hand('one again')
  await inTrouble().toEqual({ [ONE]: 'alone' })
  // Held as well, and nothing stored since: it may be that all are.
  held.add(TWO)
  hand('two again', TWO)
  await inTrouble().toEqual({ [ONE]: 'alone', [TWO]: 'like all' })
  held.clear()
  await allStored()
  await inTrouble().toEqual({})
})

test('of two boards that somebody holds neither keeps the other waiting for long', async () => {
  const { allStored, hand, ended, patience, held } = aWriter(async (no) => {
    if (no === 3) held.delete(TWO)
    if (no === 5) held.clear()
  }, aBreath)
  held.add(ONE).add(TWO)
  hand('one')
  hand('two', TWO)
  await allStored()
  expect(ended.map(([word]) => word)).toEqual(['two', 'one'])
  expect(patience).toEqual([undefined, 200, 200, 1_500, 1_500])
})

describe('who may wait for others', () => {
  const forEver = () => new Promise<void>(() => {})

  test('is stored with those that came meanwhile, and holds up no other board', async () => {
    let patienceEnds = () => {}
    const { hand, words, rests } = aWriter(undefined, () => new Promise<void>((resolve) => (patienceEnds = resolve)))
    const [stored, otherStored] = [hear(), hear()]
    hand('a', ONE, () => {}, 12)
    hand('d', TWO, otherStored.call)
    await otherStored.heard
    expect(words()).toEqual([['d']])
    hand('b', ONE, stored.call, 12)
    patienceEnds()
    await stored.heard
    expect(words()).toEqual([['d'], ['a b']])
    // The second has the first one's patience left, and no more; and together they have less of it than one alone.
    expect(rests).toEqual([8])
  })

  test('waits longer alone, until one other comes or its patience is at an end', async () => {
    const ends: (() => void)[] = []
    const { hand, words, rests } = aWriter(undefined, () => new Promise<void>((resolve) => ends.push(resolve)))
    const [inCompany, alone] = [hear(), hear()]
    hand('a', ONE, () => {}, 12)
    ends[0]?.()
    await expect.poll(() => rests).toEqual([8, 4])
    expect(words()).toEqual([])
    hand('b', ONE, inCompany.call, 12)
    await inCompany.heard
    expect(words()).toEqual([['a b']])
    hand('c', ONE, alone.call, 12)
    // What is left of the first one's patience is none of the next one's.
    ends[1]?.()
    ends[2]?.()
    await expect.poll(() => rests).toEqual([8, 4, 8, 4])
    expect(words()).toEqual([['a b']])
    ends[3]?.()
    await alone.heard
    expect(words()).toEqual([['a b'], ['c']])
  })

  test('waits in a rush until for a moment none comes, and no longer than to the end of its patience', async () => {
    const ends: (() => void)[] = []
    const { hand, words, rests } = aWriter(undefined, () => new Promise<void>((resolve) => ends.push(resolve)))
    const [all, others] = [hear(), hear()]
    for (const word of ['a', 'b', 'c', 'd']) hand(word, ONE, () => {}, 12)
    expect(rests).toEqual([8, 2])
    hand('e', ONE, all.call, 12)
    ends[1]?.()
    await expect.poll(() => rests).toEqual([8, 2, 2])
    expect(words()).toEqual([])
    ends[2]?.()
    await all.heard
    expect(words()).toEqual([['a b c d e']])
    for (const word of ['f', 'g', 'h', 'i']) hand(word, ONE, () => {}, 12)
    expect(rests.slice(3)).toEqual([8, 2])
    hand('j', ONE, others.call, 12)
    ends[3]?.()
    await expect.poll(() => rests.slice(3)).toEqual([8, 2, 4])
    expect(words().length).toBe(1)
    ends[5]?.()
    await others.heard
    expect(words()[1]).toEqual(['f g h i j'])
  })

  test('waits no longer once somebody comes who may not, or all is to be stored', async () => {
    const { writer, hand, words } = aWriter(undefined, forEver)
    const stored = hear()
    hand('a', ONE, () => {}, 12)
    hand('b', ONE, stored.call)
    await stored.heard
    expect(words()).toEqual([['a b']])
    hand('c', ONE, () => {}, 12)
    await writer.flushed()
    expect(words()).toEqual([['a b'], ['c']])
  })

  test('waits no longer once enough have come, and the rest goes into the next commit', async () => {
    const { hand, words } = aWriter(undefined, forEver)
    const stored = hear()
    for (let no = 1; no <= 100; no += 1) hand('a', ONE, no === 100 ? stored.call : () => {}, 12)
    await stored.heard
    expect(words().map(([row]) => row?.split(' ').length)).toEqual([64, 36])
  })
})

test('what gathered while the store was away is stored in few commits', async () => {
  const { writer, hand, ended, words } = aWriter(async (no) => {
    if (no < 5) throw new Error('away')
  })
  for (let no = 0; no < 2_000; no += 1) hand(`${no}`)
  await writer.flushed()
  expect(ended.map(([word]) => Number(word))).toEqual(Array.from({ length: 2_000 }, (_, no) => no))
  expect(words().length).toBeLessThan(25)
})

test('what gathered in hours is stored, however many they are', async () => {
  // In a process with little room for what one call is handed, so that fewer than there may be are enough.
  const code = `
    import { Writer } from '${new URL('./writer.ts', import.meta.url)}'
    const append = async () => ({ seqs: new Map([['b', 1]]), closed: new Set(), contested: new Set() })
    const writer = new Writer({ append }, async () => {})
    let stored = 0
    const entry = { seatId: 'a', update: new Uint8Array(10) }
    const waiting = { networkId: 'n', boardId: 'b', entry, newClients: [], ended: () => void (stored += 1) }
    for (let no = 0; no < 150_000; no += 1) writer.hand(waiting)
    await writer.flushed()
    console.log(stored)`
  const options = ['--stack-size=240', '--import', 'tsx', '--input-type=module', '-e', code]
  expect((await promisify(execFile)(process.execPath, options)).stdout.trim()).toBe('150000')
})

test('of a board on which somebody turns out to write under another’s client id, nothing that waits is stored either', async () => {
  const { writer, allStored, hand, ended, words, contested } = aWriter(async (no) => {
    contested.clear()
    if (no > 1) return
    contested.add(ONE)
    for (const word of ['b', 'c']) hand(word)
    hand('d', TWO)
  })
  hand('a')
  await allStored()
  expect(words()).toEqual([['a'], ['d']])
  expect(ended.map(([word, { is }]) => `${word} ${is}`)).toEqual([
    'a contested',
    'b contested',
    'c contested',
    'd stored',
  ])
  expect(writer.waitingBytes(ONE)).toBe(0)
})

/** Something to call, and a promise that it was. */
function hear(): { call(): void; heard: Promise<void> } {
  let call = () => {}
  const heard = new Promise<void>((resolve) => {
    call = resolve
  })
  return { call, heard }
}
