import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { addCard, deleteCard, editText, groupCards, moveCard } from '#server/board/commands.ts'
import { idsOn, shelvesOf, textOf } from '#server/board/document.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { aServer } from './a-server.ts'
import { aCard, aPerson, until } from './a-stage.ts'
import { chance, noteFigures, sized } from './proof.ts'

const PEOPLE = sized(12, 200)
const EDITS = sized(20, 100)
// Far from the limit, whatever people of this size would lay.
const MOST_CARDS = 600
const SEED = 51

// Most of what is drawn changes something; with nothing of one's own on the board and nothing to undo, little does.
const MOST_TRIES = 50

/** Resolves when somebody has read all that was sent them so far, or is not connected: these people share one process. */
const heardOut = ({ ws }: { ws: unknown }) =>
  new Promise<void>((resolve) => {
    const socket = ws as WebSocket | null
    if (socket?.readyState !== WebSocket.OPEN) return resolve()
    const heard = () => {
      socket.off('pong', heard).off('close', heard)
      resolve()
    }
    socket.on('pong', heard).on('close', heard).ping()
  })

test(`people with stock clients, undo and bad reception are refused nothing and end with one board (seed ${SEED}, ${PEOPLE} people, ${EDITS} edits each)`, async () => {
  const stage = await aServer()
  const next = chance(SEED)
  const ids = Array.from({ length: PEOPLE }, (_, i) => `seat${i}`)
  const people = ids.map((id) => {
    const person = aPerson(stage, id)
    const undo = new Y.UndoManager(shelvesOf(person.doc).slice(0, 3), {
      trackedOrigins: new Set([id]),
      captureTimeout: 0,
    })
    const closes: number[] = []
    person.provider.on('connection-close', (event: { code: number } | null) => closes.push(event?.code ?? 0))
    const edits = { all: 0, offline: 0 }
    person.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === person.provider) return
      edits.all += 1
      if (!person.provider.wsconnected) edits.offline += 1
    })
    return { ...person, id, undo, closes, edits }
  })
  await until(() => people.every(({ provider }) => provider.synced))

  const act = ({ id, doc, me, undo }: (typeof people)[number]) => {
    // Their pictures of the whole board, twenty thousand times, would be most of the work.
    const seen = idsOn(doc, 'cards')
    const own = seen.filter((cardId) => cardId.startsWith(`${id}.`))
    const some = seen[next(Math.max(1, seen.length))]
    const mine = own[next(Math.max(1, own.length))]
    const place = PLACES[next(4)] ?? 'middle'
    const deeds = [
      () =>
        seen.length < MOST_CARDS &&
        addCard(doc, me, { ...aCard(id), id: `${id}.${next(10_000)}`, text: `Words of ${id}`, place }),
      () => mine && editText(doc, me, mine, `${textOf(doc, mine)} and ${next(100)}`),
      () => mine && next(3) === 0 && deleteCard(doc, me, mine),
      () => some && moveCard(doc, me, some, { place, no: next(9) }),
      () => some && mine && groupCards(doc, me, `${id}.g${next(2)}`, 'Together', [some, mine]),
      () => undo.undo(),
      () => undo.redo(),
    ]
    deeds[next(deeds.length)]?.()
  }
  /** One edit, by what the document tells, and now and then the line is gone, or back, before it. */
  const edit = (person: (typeof people)[number], no: number) => {
    const { provider, edits } = person
    if (next(8) === 0) provider.wsconnected ? provider.disconnect() : provider.connect()
    for (let tries = 0; edits.all < no && tries < MOST_TRIES; tries += 1) act(person)
  }
  for (let i = 1; i <= EDITS; i += 1) {
    for (const person of people) edit(person, i)
    await Promise.all(people.map(({ provider }) => heardOut(provider)))
  }
  for (const { provider } of people) provider.connect()
  const whole = () => JSON.stringify(people[0]?.view())
  const isOne = () => {
    const all = whole()
    return people.every(({ provider, view }) => provider.synced && JSON.stringify(view()) === all)
  }
  await expect.poll(isOne, { timeout: sized(15_000, 300_000), interval: 50 }).toBe(true)
  const known = people.map(({ doc }) => Y.snapshot(doc))
  expect(known.every((one) => Y.equalSnapshots(one, known[0] as Y.Snapshot))).toBe(true)

  expect(people.flatMap(({ refused }) => refused)).toEqual([])
  expect(people.flatMap(({ closes }) => closes).filter((code) => code >= 1_002 && code !== 1_005)).toEqual([])
  expect(Object.keys(people[0]?.view().cards ?? {}).length).toBeGreaterThan(5)
  const sum = (of: 'all' | 'offline') => people.reduce((sum, { edits }) => sum + edits[of], 0)
  expect([sum('all') >= PEOPLE * EDITS, sum('offline') > PEOPLE]).toEqual([true, true])
  const late = aPerson(stage, 'anna')
  await until(() => JSON.stringify(late.view()) === whole())
  noteFigures('honest', {
    seed: SEED,
    people: PEOPLE,
    edits: sum('all'),
    offline: sum('offline'),
    refused: 0,
    cards: Object.keys(late.view().cards).length,
  })
}, 1_200_000)
