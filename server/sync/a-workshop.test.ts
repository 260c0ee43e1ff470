import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeat } from '#server/auth/seat.ts'
import { addCard, editText } from '#server/board/commands.ts'
import { findChecking } from '#server/moderation/find.ts'
import { judge, report } from '#server/moderation/judge.ts'
import { removeSeat } from '#server/participant/change-seat.ts'
import { aStage as aWorkshop } from '#server/session/a-stage.ts'
import { readBoard } from '#server/session/read-board.ts'
import { readPublished } from '#server/session/read-published.ts'
import { addView } from '#server/view/add-view.ts'
import { newId, type SeatId } from '#server/vocabulary/ids.ts'
import { aCard, aPerson, serve, until } from './a-stage.ts'
import { createLiveLine } from './live-line.ts'
import { postgresStore } from './postgres-store.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

/** A workshop with Anna and Bela in it, and a way to start a live line over its tables, as a server does. */
async function aRoom() {
  const workshop = await aWorkshop(database)
  const { work, sessionId } = workshop
  const [anna, bela] = [await workshop.join(0), await workshop.join(1)]
  const start = async () => {
    const line = createLiveLine({
      store: postgresStore(database.db),
      clock: work.clock,
      origins: [],
      admit: async ({ url }) => {
        const id = new URL(url ?? '', 'http://x').searchParams.get('seat')
        return (await findSeat(database.db, sessionId, id as SeatId)) ?? null
      },
      stillAdmitted: async (seat) => (await findSeat(database.db, sessionId, seat.id)) ?? null,
      readFacts: async () => ({ ...(await readPublished(database.db, sessionId)), showsNames: false }),
    })
    const url = await serve(line)
    const comes = (seat: typeof anna) => aPerson({ url }, seat.id, sessionId, seat.partnerId ?? '')
    return { line, comes }
  }
  const writes = (seat: typeof anna, text: string) =>
    addView(work, seat, { viewId: newId(), place: 'value', facet: null, text } as Parameters<typeof addView>[2])
  return { ...workshop, anna, bela, start, writes }
}

test('a private view reaches nobody’s copy until views are shown, and everybody’s then', async () => {
  const { anna, bela, sessionId, to, start, writes } = await aRoom()
  await to('views')
  const { line, comes } = await start()
  const hers = comes(bela)
  const bytes: Uint8Array[] = []
  hers.doc.on('update', (update: Uint8Array) => bytes.push(update))
  await until(() => hers.provider.synced && hers.view().session.step === 'views')
  await writes(anna, 'A view that is private')
  await line.changed(sessionId, 'views')
  expect(Buffer.concat(bytes).includes('private')).toBe(false)
  await to('show-views')
  await line.changed(sessionId, 'step')
  await until(() => hers.view().places.value.length === 1)
  const [card] = Object.values(hers.view().cards)
  expect(card).toMatchObject({ text: 'A view that is private', author: anna.id, partner: anna.partnerId })
})

test('what was acknowledged is there for another server, though the first one never said goodbye', async () => {
  const { anna, bela, to, start } = await aRoom()
  await to('show-views')
  const first = await start()
  const annas = first.comes(anna)
  await until(() => annas.provider.synced && annas.view().session.viewsShown)
  const before = annas.saved.at(-1) ?? 0
  addCard(annas.doc, annas.me, { ...aCard(anna.id), text: 'Young people' })
  editText(annas.doc, annas.me, `${anna.id}.1`, 'Young people first')
  await until(() => (annas.saved.at(-1) ?? 0) >= before + 2)
  const second = await start()
  const belas = second.comes(bela)
  await until(() => belas.view().cards[`${anna.id}.1`]?.text === 'Young people first')
})

test('somebody who is removed is cut off, and can’t come back', async () => {
  const { work, convening, anna, sessionId, to, start } = await aRoom()
  await to('show-views')
  const { line, comes } = await start()
  const annas = comes(anna)
  await until(() => annas.provider.synced)
  const closes: (number | undefined)[] = []
  annas.provider.on('connection-close', (event: { code: number } | null) => closes.push(event?.code))
  const turnedAway = new Promise<string>((resolve) =>
    annas.provider.on('connection-error', (event) => resolve(String((event as { message?: string }).message))),
  )
  await removeSeat(work, convening, anna.id)
  await line.changed(sessionId, 'rights')
  await until(() => closes.length > 0)
  // The stock client takes 4403 for final; somebody who tries all the same is not let in.
  annas.provider.connect()
  expect(await turnedAway).toContain('404')
  expect(closes[0]).toBe(4403)
})

test('what was made on the board itself can be reported and hidden from the desk, in the words it has by now', async () => {
  const { work, convening, anna, bela, sessionId, to, start } = await aRoom()
  await to('show-views')
  const { line, comes } = await start()
  const [annas, belas] = [comes(anna), comes(bela)]
  await until(() => annas.view().session.viewsShown && belas.provider.synced)
  const card = aCard(anna.id, 'Words')
  addCard(annas.doc, annas.me, card)
  editText(annas.doc, annas.me, card.id, 'Rude words')
  await until(() => belas.view().cards[card.id]?.text === 'Rude words')
  const it = { kind: 'view' as const, thingId: card.id }
  await expect(report(work, bela, { ...it, thingId: `${anna.id}.nothing` })).rejects.toMatchObject({
    code: 'not_found',
  })
  await report(work, bela, it)
  const checking = () => findChecking(database.db, sessionId)
  expect((await checking()).reported).toMatchObject([{ text: 'Rude words', partnerId: anna.partnerId, reports: 1 }])
  const say = (text: string, verdict: 'hidden' | 'passed') => judge(work, convening, { ...it, text, verdict })
  await expect(say('Words', 'passed')).rejects.toMatchObject({ code: 'moderation.changed_meanwhile' })
  for (const [verdict, lying, hidden] of [
    ['hidden', 0, 1],
    ['passed', 1, 0],
  ] as const) {
    await say('Rude words', verdict)
    await line.changed(sessionId, 'views')
    await until(() => belas.view().places.value.length === lying)
    expect(await checking()).toMatchObject({ reported: [], hidden: Array(hidden).fill({ text: 'Rude words' }) })
  }
})

test('a workshop that is closed says so on every screen, takes nothing more, and is kept as the room saw it', async () => {
  const { anna, bela, sessionId, to, close, start, writes } = await aRoom()
  await to('views')
  await writes(anna, 'What stays')
  await to('show-views')
  const { line, comes } = await start()
  const [annas, belas] = [comes(anna), comes(bela)]
  await until(() => annas.view().places.value.length === 1 && belas.provider.synced)
  await close()
  await line.changed(sessionId, 'step')
  await line.changed(sessionId, 'closed')
  await until(() => [annas, belas].every(({ view }) => view().session.closed && view().session.step === 'finish'))
  addCard(belas.doc, belas.me, aCard(bela.id, 'Too late'))
  await until(() => belas.refused.includes('closed') || !belas.provider.wsconnected)
  const late = (await start()).comes(anna)
  await until(() => late.view().session.closed && late.view().places.value.length === 1)
  expect(Object.values(annas.view().cards).map(({ text }) => text)).toEqual(['What stays'])
  expect((await readBoard(database.db, sessionId)).cards).toEqual(annas.view().cards)
})
