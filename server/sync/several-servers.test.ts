import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { type Database, openDatabase } from '#db/client.ts'
import { boardClients } from '#db/schema/boards.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import { addCard, deleteCard, editText, groupCards, hideCard, moveCard, showCard } from '#server/board/commands.ts'
import { viewBoard } from '#server/board/view.ts'
import { removeSeat } from '#server/participant/change-seat.ts'
import { aStage as aWorkshop } from '#server/session/a-stage.ts'
import { readBoard } from '#server/session/read-board.ts'
import { readPublished } from '#server/session/read-published.ts'
import { stampSessions } from '#server/session/stamp.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { newId, type SeatId, type SessionId } from '#server/vocabulary/ids.ts'
import { makeListeners, type Topic, type Where } from '#server/work.ts'
import { aCard, aPerson, atTheEnd, serve, until } from './a-stage.ts'
import { createLiveLine } from './live-line.ts'
import { postgresStore } from './postgres-store.ts'
import { chance } from './proof.ts'
import { answerFrame, CLOSE } from './protocol.ts'
import { doing } from './some-rooms.ts'
import type { BoardStore } from './store.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())
/** A server's own way to the database: its own connections on PostgreSQL, the one there is inside. */
async function ownWay(): Promise<Database> {
  const { TEST_DATABASE_URL } = process.env
  if (!TEST_DATABASE_URL) return database
  const [row] = await database.sql`select current_database() as name`
  const own = await openDatabase({ url: Object.assign(new URL(TEST_DATABASE_URL), { pathname: `/${row?.name}` }).href })
  atTheEnd(() => own.close())
  return own
}

/** The servers' clock is turned on by a round that way. */
const time = { aheadMs: 0 }
const CHANNEL = `line ${newId()}`

/** A workshop that has come to its talk, and a way to start servers on its tables. */
async function aFleet() {
  const workshop = await aWorkshop(database)
  const { sessionId, to, join } = workshop
  await to('show-views')
  await to('talk')
  const start = async ({ loses = () => false }: { loses?: () => boolean } = {}) => {
    const own = await ownWay()
    const power = aPower()
    const listeners = makeListeners((id, topic) => own.tell(`${CHANNEL} rights`, `${name} ${id} ${topic}`))
    const name = newId()
    await own.listen(`${CHANNEL} rights`, (text) => {
      const [from, id, topic] = text.split(' ')
      if (from !== name && power.isOn && !loses()) listeners.arrived(id as SessionId, topic as Topic)
    })
    const line = createLiveLine({
      store: untilPowerFails(postgresStore(own.db), power),
      clock: { now: () => new Date(Date.now() + time.aheadMs) },
      origins: [],
      admit: async ({ url }) => {
        const id = new URL(url ?? '', 'http://x').searchParams.get('seat')
        return (await findSeat(own.db, sessionId, id as SeatId)) ?? null
      },
      stillAdmitted: async (seat) => (await findSeat(own.db, sessionId, seat.id)) ?? null,
      readFacts: async () => ({ ...(await readPublished(own.db, sessionId)), showsNames: false }),
      stamps: (ids) => stampSessions(own.db, ids),
      bus: {
        tell: (text) => void (power.isOn && own.tell(CHANNEL, text)),
        listen: (heard, again) => own.listen(CHANNEL, (text) => void (power.isOn && !loses() && heard(text)), again),
      },
    })
    listeners.hearAll((id: SessionId, topic: Topic, where: Where) => void line.changed(id, topic, where))
    const url = await serve(line, power.end)
    const comes = (seat: Seat) => aPerson({ url }, seat.id, sessionId, seat.partnerId ?? '')
    return { line, own, url, comes, announce: (topic: Topic) => listeners.tell(sessionId, topic), power }
  }
  const goes = (person: Person, { url }: { url: string }) => {
    person.provider.serverUrl = url
    person.provider.ws?.close()
  }
  return { ...workshop, people: await Promise.all([0, 1, 2].map((partner) => join(partner))), start, goes }
}
type Person = ReturnType<typeof aPerson>

/** What a server runs on until it fails: then nothing it asked is answered any more, as after a kill. */
function aPower() {
  let end: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { isOn: true, ended, end }
}

function untilPowerFails(store: BoardStore, power: ReturnType<typeof aPower>): BoardStore {
  return {
    ...store,
    async append(batches) {
      if (power.isOn) return store.append(batches)
      await power.ended
      return { seqs: new Map(), closed: new Set(), contested: new Set() }
    },
    snapshot: async (snapshot) => (power.isOn ? store.snapshot(snapshot) : undefined),
  }
}

/** Whether documents hold the same: the same is known, the same is deleted, and the same is seen. */
const sameFor = ([first, ...rest]: Y.Doc[]) => {
  const of = (doc: Y.Doc) => ({ known: Y.snapshot(doc), seen: JSON.stringify(viewBoard(doc)) })
  const here = of(first as Y.Doc)
  return rest.map(of).every(({ known, seen }) => Y.equalSnapshots(known, here.known) && seen === here.seen)
}

test('what is stored over one server is seen at the others, with who is there', async () => {
  const { people, start, goes } = await aFleet()
  const [one, two, three] = [await start(), await start(), await start()]
  const [a, b, c] = people as [Seat, Seat, Seat]
  const [anna, bela, cleo] = [one.comes(a), two.comes(b), three.comes(c)]
  await until(() => [anna, bela, cleo].every(({ provider }) => provider.synced))
  addCard(anna.doc, anna.me, aCard(a.id))
  await until(() => bela.view().cards[`${a.id}.1`] && cleo.view().cards[`${a.id}.1`])
  moveCard(bela.doc, bela.me, `${a.id}.1`, { place: 'capacity' })
  await until(() => [anna, cleo].every(({ view }) => view().cards[`${a.id}.1`]?.place === 'capacity'))

  anna.provider.awareness.setLocalState({ editing: `${a.id}.1` })
  const seen = ({ provider }: Person) =>
    provider.awareness.getStates().get(anna.doc.clientID) as { person?: { seat: string } } | undefined
  await until(() => seen(bela)?.person?.seat === a.id && seen(cleo)?.person?.seat === a.id)
  // Who comes in later hears of people elsewhere too; who goes is gone everywhere.
  const late = two.comes(c)
  await until(() => seen(late)?.person?.seat === a.id)
  goes(cleo, one)
  anna.provider.disconnect()
  await until(() => !seen(bela) && !seen(late))
})

test('what nobody was told of is taken up at the next round', async () => {
  const { people, start, to, sessionId } = await aFleet()
  const [one, two] = [await start(), await start({ loses: () => true })]
  const [a, b] = people as [Seat, Seat]
  const [anna, bela] = [one.comes(a), two.comes(b)]
  await until(() => anna.provider.synced && bela.provider.synced)
  addCard(anna.doc, anna.me, aCard(a.id))
  await until(() => anna.saved.length > 0)
  expect(bela.view().cards).toEqual({})
  await two.line.round()
  await until(() => bela.view().cards[`${a.id}.1`])
  await to('rate')
  await two.line.round()
  moveCard(bela.doc, bela.me, `${a.id}.1`, { place: 'capacity' })
  await until(() => bela.refused.includes('not-the-time') && bela.view().cards[`${a.id}.1`]?.place === 'value')
  // The server over which the step was changed never put it on the board: it was killed, say.
  await two.line.round()
  time.aheadMs += 2_000
  await two.line.round()
  await until(() => bela.view().session.step === 'rate')
  expect((await readBoard(database.db, sessionId)).session.step).toBe('rate')
})

test('a lost right ends the line at whatever server, told or not', async () => {
  const { people, start, convening, work } = await aFleet()
  const [one, two] = [await start(), await start()]
  const deaf = await start({ loses: () => true })
  const [a, b] = people as [Seat, Seat]
  const [bela, again] = [two.comes(b), deaf.comes(b)]
  const anna = deaf.comes(a)
  await until(() => [bela, again, anna].every(({ provider }) => provider.synced))
  const codes: number[] = []
  for (const { provider } of [bela, again])
    provider.on('connection-close', (event: { code: number } | null) => {
      provider.shouldConnect = false
      codes.push(event?.code ?? 0)
    })
  await deaf.line.round()
  await removeSeat(work, convening, b.id)
  one.announce('rights')
  await until(() => codes.length === 1)
  await deaf.line.round()
  await until(() => codes.length === 2)
  expect([codes, anna.provider.wsconnected]).toEqual([[4403, 4403], true])
})

/** Anna and Bela at one server, Cleo at another, which hears no notice. */
async function twoAtOneAndCleoAtTwo() {
  const { people, start, goes } = await aFleet()
  const [one, two] = [await start(), await start({ loses: () => true })]
  const [a, b, c] = people as [Seat, Seat, Seat]
  const [anna, bela, cleo] = [one.comes(a), one.comes(b), two.comes(c)]
  await until(() => [anna, bela, cleo].every(({ provider }) => provider.synced))
  return { a, b, c, anna, bela, cleo, two, goes }
}

test('who comes over with what this server hasn’t read yet is not taken for its author', async () => {
  const { a, b, c, anna, bela, cleo, two, goes } = await twoAtOneAndCleoAtTwo()
  // Two has heard of one, and hears no more of it.
  const early = aCard(c.id)
  addCard(cleo.doc, cleo.me, early)
  await until(() => anna.view().cards[`${c.id}.1`])
  addCard(anna.doc, anna.me, aCard(a.id))
  await until(() => bela.view().cards[`${a.id}.1`])
  await two.line.round()
  addCard(anna.doc, anna.me, { ...aCard(a.id), id: `${a.id}.2` })
  await until(() => bela.view().cards[`${a.id}.2`])
  goes(bela, two)
  addCard(bela.doc, bela.me, aCard(b.id))
  await until(() => cleo.view().cards[`${b.id}.1`] && cleo.view().cards[`${a.id}.2`])
  await until(() => bela.provider.synced && anna.view().cards[`${b.id}.1`])
  expect([bela.refused, cleo.view()]).toEqual([[], anna.view()])
})

test('what somebody saw taken away over another server is not put back by one that hasn’t read it yet', async () => {
  const { a, anna, bela, cleo, two, goes } = await twoAtOneAndCleoAtTwo()
  addCard(anna.doc, anna.me, aCard(a.id))
  addCard(anna.doc, anna.me, { ...aCard(a.id), id: `${a.id}.2` })
  hideCard(anna.doc, anna.me, `${a.id}.2`)
  const isHidden = ({ view }: Person) => view().cards[`${a.id}.1`] && !view().cards[`${a.id}.2`]
  await until(() => isHidden(bela))
  await two.line.round()
  await until(() => isHidden(cleo))
  deleteCard(anna.doc, anna.me, `${a.id}.1`)
  showCard(anna.doc, anna.me, `${a.id}.2`)
  editText(anna.doc, anna.me, `${a.id}.2`, 'Young')
  const isSo = ({ view }: Person) => !view().cards[`${a.id}.1`] && view().cards[`${a.id}.2`]?.text === 'Young'
  await until(() => isSo(bela))
  goes(bela, two)
  await until(() => isSo(cleo) && bela.provider.synced)
  expect([bela.refused, cleo.view()]).toEqual([[], anna.view()])
  await two.line.round()
  expect([bela.view(), cleo.view()]).toEqual([anna.view(), anna.view()])
})

test('a client id is its first user’s at every server', async () => {
  const { people, start, sessionId } = await aFleet()
  const [one, two] = [await start(), await start({ loses: () => true })]
  const [a, b, c] = people as [Seat, Seat, Seat]
  const [anna, cleo] = [one.comes(a), two.comes(c)]
  const thief = two.comes(b)
  thief.provider.awareness.setLocalState(null)
  await until(() => [anna, cleo, thief].every(({ provider }) => provider.synced))
  addCard(anna.doc, anna.me, aCard(a.id))
  await until(() => (anna.saved.at(-1) ?? 0) > 1)
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(thief.doc))
  forged.clientID = anna.doc.clientID
  addCard(forged, thief.me, { ...aCard(b.id), text: 'Under her number' })
  Y.applyUpdate(thief.doc, Y.encodeStateAsUpdate(forged), 'somewhere')
  // The server reads what is stored before it judges, and finds those numbers taken: nothing of it is left to store or show.
  await until(() => thief.saved.length > 0)
  thief.provider.disconnect()
  addCard(cleo.doc, cleo.me, aCard(c.id))
  await until(() => anna.view().cards[`${c.id}.1`] && cleo.view().cards[`${a.id}.1`])
  expect([Object.keys(anna.view().cards).sort(), cleo.view()]).toEqual([[`${a.id}.1`, `${c.id}.1`].sort(), anna.view()])
  const owners = await database.db.select().from(boardClients).where(eq(boardClients.boardId, sessionId))
  expect(owners.find(({ clientId }) => clientId === anna.doc.clientID)?.seatId).toBe(a.id)
})

test('of two seats that use one fresh client id over two servers at once, one is the first, and nobody else is let go', async () => {
  const { join, start } = await aFleet()
  const servers = [await start({ loses: () => true }), await start({ loses: () => true })]
  const seats = await Promise.all([0, 1, 2, 0].map((partner) => join(partner)))
  const people = seats.map((seat, i) => ({ seat, ...(servers[i % 2] as (typeof servers)[number]).comes(seat) }))
  const [anna, bela, ...others] = people as [(typeof people)[number], ...typeof people]
  await until(() => people.every(({ provider }) => provider.synced))
  const ends = people.map(({ provider }) => {
    const codes: number[] = []
    provider.on('connection-close', (event: { code: number } | null) => {
      codes.push(event?.code ?? 0)
      provider.shouldConnect = false
    })
    return codes
  })
  for (const [i, person] of others.entries())
    addCard(person.doc, person.me, { ...aCard(person.seat.id), text: `Meanwhile ${i}` })
  await until(() => others.every(({ saved }) => saved.length > 1))
  const number = new Y.Doc().clientID
  for (const { doc, me, seat } of [anna, bela as (typeof people)[number]]) {
    const written = new Y.Doc()
    Y.applyUpdate(written, Y.encodeStateAsUpdate(doc))
    written.clientID = number
    addCard(written, me, { ...aCard(seat.id), text: 'Under one number' })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(written), 'somewhere')
  }
  await until(() => ends.flat().length > 0)
  for (const { line } of servers) await line.round()
  const cards = () => others.map(({ view }) => Object.values(view().cards))
  await until(() => cards().every((all) => all.filter(({ text }) => text === 'Under one number').length === 1))
  // The other one's words stay with whoever wrote them: a page keeps them at this end.
  expect(ends.slice(2)).toEqual([[], []])
  expect(ends.slice(0, 2).flat()).toEqual([4409])
})

test('who sends what is malformed keeps no client id by it', async () => {
  const { people, start, sessionId } = await aFleet()
  const [, two] = [await start(), await start()]
  const [a, b] = people as [Seat, Seat]
  const sends = (update: Uint8Array) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${two.url}/${sessionId}?seat=${a.id}`)
      socket.on('open', () => socket.send(answerFrame(update)))
      socket.on('close', resolve)
    })
  const used: number[] = []
  const under = (...acts: ((doc: Y.Doc) => void)[]) => {
    const doc = new Y.Doc()
    used.push(doc.clientID)
    return acts.map((act) => doing(doc, () => act(doc))).at(-1) as Uint8Array
  }
  const places = (no: number) => (doc: Y.Doc) => void doc.getMap('places').set('x', no)
  const codes = [
    await sends(under((doc) => doc.getMap('elsewhere').set('x', 1))),
    await sends(under((doc) => doc.getMap('cards').set('x'.repeat(200), new Y.Map()))),
    // What the second leans on never came.
    await sends(under(places(1), places(2))),
  ]
  expect(codes).toEqual([CLOSE.malformed, CLOSE.malformed, CLOSE.resetYourCopy])
  const bela = two.comes(b)
  await until(() => bela.provider.synced)
  addCard(bela.doc, bela.me, aCard(b.id))
  await until(() => (bela.saved.at(-1) ?? 0) > 1)
  const owners = await database.db.select().from(boardClients).where(eq(boardClients.boardId, sessionId))
  const kept = new Map(owners.map(({ clientId, seatId }) => [clientId, seatId]))
  expect([used.filter((id) => kept.has(id)), kept.get(bela.doc.clientID)]).toEqual([[], b.id])
})

const SEED = 601
test(`three servers come to one board over thousands of edits, with notices lost and one server gone (seed ${SEED})`, async () => {
  const next = chance(SEED)
  const { join, start, goes, sessionId } = await aFleet()
  const loses = () => next(3) === 0
  const servers = [await start({ loses }), await start({ loses }), await start({ loses })]
  const seats = await Promise.all(Array.from({ length: 9 }, (_, i) => join(i % 3)))
  const people = seats.map((seat, i) => ({
    seat,
    ...(servers[i % 3] as (typeof servers)[number]).comes(seat),
    bad: [] as number[],
  }))
  for (const { provider, bad } of people)
    provider.on(
      'connection-close',
      (event: { code: number } | null) => event && event.code >= 4_000 && bad.push(event.code),
    )
  await until(() => people.every(({ provider }) => provider.synced))

  const act = ({ seat, doc, me, view }: (typeof people)[number]) => {
    const seen = Object.values(view().cards)
    const own = seen.filter(({ author }) => author === seat.id)
    const [some, mine] = [seen[next(Math.max(1, seen.length))], own[next(Math.max(1, own.length))]]
    const place = PLACES[next(4)] ?? 'middle'
    const deeds = [
      () => seen.length < 60 && addCard(doc, me, { ...aCard(seat.id), id: `${seat.id}.${next(10_000)}`, place }),
      () => mine && editText(doc, me, mine.id, `${mine.text.slice(0, 60)} and ${next(100)}`),
      () => mine && next(8) === 0 && deleteCard(doc, me, mine.id),
      () => some && moveCard(doc, me, some.id, { place, no: next(9) }),
      () => some && mine && groupCards(doc, me, `${seat.id}.g${next(2)}`, 'Together', [some.id, mine.id]),
    ]
    deeds[next(deeds.length)]?.()
  }
  let edits = 0
  for (const { doc } of people)
    doc.on('afterTransaction', ({ local, changed }: Y.Transaction) => {
      edits += Number(local && changed.size > 0)
    })
  const [gone, ...left] = servers as [(typeof servers)[number], ...typeof servers]
  for (let i = 0; i < 220; i += 1) {
    for (const person of people) act(person)
    await new Promise((resolve) => setImmediate(resolve))
    if (i === 110) {
      gone.power.isOn = false
      for (const person of people.filter(({ provider }) => provider.serverUrl === gone.url))
        goes(person, left[next(2)] as (typeof servers)[number])
    }
    if (i % 40 === 0) await left[next(2)]?.line.round()
  }
  const docs = people.map(({ doc }) => doc)
  await until(() => people.every(({ provider }) => provider.synced))
  const comeTogether = async () => {
    for (const { line } of left) await line.round()
    return sameFor(docs)
  }
  await expect.poll(comeTogether, { timeout: 30_000, interval: 300 }).toBe(true)
  expect(people.map(({ refused, bad }) => [refused, bad])).toEqual(people.map(() => [[], []]))
  const late = left.map((server) => server.comes(seats[0] as Seat))
  await until(() => late.every(({ provider }) => provider.synced) && sameFor([...docs, ...late.map(({ doc }) => doc)]))
  expect(await readBoard(database.db, sessionId)).toEqual(people[0]?.view())
  expect(edits).toBeGreaterThan(1_000)
})

test('a lost way to the database is found again, and what was missed meanwhile is taken up', async () => {
  const { people, start } = await aFleet()
  const [one, two] = [await start(), await start()]
  const [a, b] = people as [Seat, Seat]
  const [anna, bela] = [one.comes(a), two.comes(b)]
  await until(() => anna.provider.synced && bela.provider.synced)
  // Inside there is no way that could be lost.
  if (database.kind === 'postgres')
    await database.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
  for (let i = 1; i <= 20; i += 1) addCard(anna.doc, anna.me, { ...aCard(a.id), id: `${a.id}.${i}` })
  await until(() => Object.keys(bela.view().cards).length === 20)
  addCard(bela.doc, bela.me, aCard(b.id))
  await until(() => anna.view().cards[`${b.id}.1`])
})
