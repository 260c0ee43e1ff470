import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '#db/client.ts'
import { stories } from '#db/schema/stories.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { seatCookie } from '#server/auth/seat.ts'
import { publish } from '#server/board/publish.ts'
import { viewBoard } from '#server/board/view.ts'
import type { BallotId } from '#server/participant/author.ts'
import { aStage } from '#server/session/a-stage.ts'
import { readPublished } from '#server/session/read-published.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId } from '#server/vocabulary/ids.ts'

const SECRET = 'a secret of at least 32 characters'
let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const room = async (moderation: 'none' | 'check', attribution: 'names' | 'partner' | 'none' = 'partner') => {
  const stage = await aStage(database, { template: 'yearly-review', moderation, attribution })
  const phone = async (partner: number) =>
    appRouter.createCaller({
      work: stage.work,
      cookies: seatCookie((await stage.join(partner, 'Somebody')).id, stage.sessionId, SECRET, false).split(
        ';',
      )[0] as string,
      secret: SECRET,
    })
  const { sessionId } = stage
  const doc = new Y.Doc()
  /** What lies on the board once the server has put there what it may. */
  const board = async () => {
    const published = await readPublished(database.db, sessionId)
    publish(doc, published, published.views)
    return Object.values(viewBoard(doc).cards)
      .map(({ text }) => text)
      .sort()
  }
  const convenor = await aCaller(stage.work, stage.convenor)
  return { stage, sessionId, board, convenor, anna: await phone(0), bela: await phone(1) }
}
type Room = Awaited<ReturnType<typeof room>>
const add = ({ sessionId }: Room, phone: Room['anna'], text: string) =>
  phone.view.add({ sessionId, viewId: newId(), place: 'value', text })
const tell = ({ sessionId }: Room, phone: Room['anna'], text: string) =>
  phone.story.tell({ sessionId, storyId: newId(), text })

test('what is checked first is shown to nobody before the convenor has passed it', async () => {
  const here = await room('check')
  const { stage, sessionId, board, convenor, anna, bela } = here
  await stage.to('story')
  await tell(here, anna, 'A flood')
  expect(await bela.story.list({ sessionId })).toEqual([])
  await stage.to('views')
  await add(here, anna, 'Fine words')
  await add(here, bela, 'Rude words')
  await stage.to('show-views')
  expect(await board()).toEqual([])
  expect(await readPublished(database.db, sessionId)).toMatchObject({ checked: true })
  const { waiting } = await convenor.moderation.checking({ sessionId })
  expect(waiting.map(({ text }) => text).sort()).toEqual(['A flood', 'Fine words', 'Rude words'])
  expect((await anna.session.now({ sessionId })).written.checking).toBe(3)
  const named = (text: string) => {
    const { kind, thingId } = waiting.find((one) => one.text === text) as (typeof waiting)[number]
    return { sessionId, kind, thingId, text }
  }
  for (const text of ['A flood', 'Fine words']) await convenor.moderation.judge({ ...named(text), verdict: 'passed' })
  await convenor.moderation.judge({ ...named('Rude words'), verdict: 'hidden' })
  expect(await board()).toEqual(['Fine words'])
  expect((await bela.story.list({ sessionId })).map(({ text }) => text)).toEqual(['A flood'])
  // What was passed by mistake is still in the convenor's hands.
  const { passed } = await convenor.moderation.checking({ sessionId })
  expect(passed.map(({ text }) => text).sort()).toEqual(['A flood', 'Fine words'])
})

test('the convenor’s say holds for the words they read: of others nothing is decided', async () => {
  const here = await room('check', 'names')
  const { stage, sessionId, convenor, anna, bela } = here
  await stage.to('story')
  await tell(here, anna, 'Nice')
  await stage.to('views')
  const viewId = newId<'view'>()
  await anna.view.add({ sessionId, viewId, place: 'value', text: 'Nice' })
  const [one, other] = (await convenor.moderation.checking({ sessionId })).waiting
  const pass = (thing = one) =>
    outcome(
      convenor.moderation.judge({
        ...{ sessionId, kind: thing?.kind ?? 'view', thingId: thing?.thingId ?? '', verdict: 'passed' },
        ...{ text: thing?.text ?? '', teller: thing?.teller ?? '' },
      }),
    )
  await anna.view.edit({ sessionId, viewId, place: 'value', text: 'Nasty' })
  await stage.to('story')
  await anna.story.tell({ sessionId, storyId: newId(), text: 'Nice', teller: 'Nasty' })
  const changed = 'moderation.changed_meanwhile'
  expect([await pass(one), await pass(other)]).toEqual([changed, changed])
  expect(await bela.story.list({ sessionId })).toEqual([])
  // Read anew, they can be passed.
  const { waiting } = await convenor.moderation.checking({ sessionId })
  for (const thing of waiting) expect(await pass(thing)).toBe('ok')
  expect(await bela.story.list({ sessionId })).toMatchObject([{ text: 'Nice', teller: 'Nasty' }])
})

test('a story is hidden whatever name its teller is given', async () => {
  const here = await room('none', 'names')
  const { stage, sessionId, convenor, anna, bela } = here
  await stage.to('story')
  // Sixty signs to a person, and eleven times as many to a computer.
  const teller = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}'.repeat(60)
  await anna.story.tell({ sessionId, storyId: newId(), text: 'Rude words', teller })
  const [story] = await bela.story.list({ sessionId })
  const thing = { sessionId, kind: 'story' as const, thingId: story?.id as string, text: 'Rude words' }
  expect(await outcome(convenor.moderation.judge({ ...thing, teller: story?.teller ?? '', verdict: 'hidden' }))).toBe(
    'ok',
  )
  expect(await bela.story.list({ sessionId })).toEqual([])
})

test('a name that was given with a story while it was asked everywhere reaches nobody where no names are shown', async () => {
  const { stage, sessionId, convenor, anna, bela } = await room('check')
  await stage.to('story')
  const storyId = newId<'story'>()
  await anna.story.tell({ sessionId, storyId, text: 'A flood', teller: 'Annabel Quist' })
  await database.db.update(stories).set({ teller: 'Annabel Quist' }).where(eq(stories.id, storyId))
  const { waiting } = await convenor.moderation.checking({ sessionId })
  expect(waiting).toMatchObject([{ text: 'A flood', teller: '' }])
  const thing = { sessionId, kind: 'story' as const, thingId: storyId as string, text: 'A flood' }
  await convenor.moderation.judge({ ...thing, teller: '', verdict: 'passed' })
  expect(await bela.story.list({ sessionId })).toMatchObject([{ text: 'A flood', teller: '' }])
  await stage.close()
  const told = await convenor.story.told({ networkId: stage.networkId })
  expect(told[0]?.stories).toMatchObject([{ text: 'A flood', teller: '' }])
})

test('what is on the board can be hidden, and shown again where it was', async () => {
  const here = await room('none')
  const { stage, sessionId, board, convenor, anna } = here
  await stage.to('views')
  await add(here, anna, 'Rude words')
  // A private view is nobody's to read, the convenor's included.
  expect(await convenor.moderation.checking({ sessionId })).toEqual({
    waiting: [],
    reported: [],
    hidden: [],
    passed: [],
    shown: [],
  })
  await stage.to('show-views')
  expect(await board()).toEqual(['Rude words'])
  const [view] = (await readPublished(database.db, sessionId)).views
  const it = { sessionId, kind: 'view' as const, thingId: view?.id as string, text: 'Rude words' }
  await convenor.moderation.judge({ ...it, verdict: 'hidden' })
  expect(await board()).toEqual([])
  expect((await convenor.moderation.checking({ sessionId })).hidden.map(({ text }) => text)).toEqual(['Rude words'])
  await convenor.moderation.judge({ ...it, verdict: 'none' })
  expect(await board()).toEqual(['Rude words'])
})

test('what somebody reports comes to the convenor once, without who reported it, and is settled by their say', async () => {
  const here = await room('none')
  const { stage, sessionId, convenor, anna, bela } = here
  await stage.to('story')
  await tell(here, anna, 'Rude words')
  const [story] = await bela.story.list({ sessionId })
  const it = { sessionId, kind: 'story' as const, thingId: story?.id as string, text: 'Rude words' }
  for (const _ of [1, 2]) await bela.moderation.report(it)
  const { reported } = await convenor.moderation.checking({ sessionId })
  expect(reported.map(({ text, reports }) => [text, reports])).toEqual([['Rude words', 1]])
  expect(JSON.stringify(reported)).not.toContain('seat')
  await convenor.moderation.judge({ ...it, verdict: 'passed' })
  expect((await convenor.moderation.checking({ sessionId })).reported).toEqual([])
})

test('what the convenor hid stays hidden whatever its author sends, and what they passed stays passed as it is', async () => {
  const here = await room('none')
  const { stage, sessionId, convenor, anna, bela } = here
  await stage.to('story')
  const story = async () => (await bela.story.list({ sessionId })).map(({ text }) => text)
  await tell(here, anna, 'Rude words')
  const [it] = await bela.story.list({ sessionId })
  const thing = { sessionId, kind: 'story' as const, thingId: it?.id as string }
  const judge = (verdict: 'passed' | 'hidden', text: string) => convenor.moderation.judge({ ...thing, text, verdict })
  await judge('hidden', 'Rude words')
  for (const text of ['Rude words', 'Ruder words']) {
    await tell(here, anna, text)
    expect(await story()).toEqual([])
    expect((await convenor.moderation.checking({ sessionId })).hidden).toMatchObject([{ text }])
  }
  await judge('passed', 'Ruder words')
  await bela.moderation.report(thing)
  await judge('passed', 'Ruder words')
  await tell(here, anna, 'Other words')
  // Whoever asked the convenor to look may ask again.
  await bela.moderation.report(thing)
  expect((await convenor.moderation.checking({ sessionId })).reported).toMatchObject([
    { text: 'Other words', verdict: 'none', reports: 1 },
  ])
  const checked = await room('check')
  await checked.stage.to('views')
  const viewId = newId<'view'>()
  const write = { sessionId: checked.sessionId, viewId, text: 'Nice' }
  await checked.anna.view.add({ ...write, place: 'value' })
  const [view] = (await checked.convenor.moderation.checking({ sessionId: checked.sessionId })).waiting
  const read = { sessionId: checked.sessionId, kind: 'view' as const, thingId: view?.thingId as string, text: 'Nice' }
  await checked.convenor.moderation.judge({ ...read, verdict: 'passed' })
  await checked.anna.view.edit({ ...write, place: 'capacity' })
  expect((await checked.convenor.moderation.checking({ sessionId: checked.sessionId })).waiting).toEqual([])
})

test('somebody who presses again is one person, also where the workshop shows nobody', async () => {
  const here = await room('none', 'none')
  const { stage, sessionId, convenor, anna, bela } = here
  await stage.to('story')
  await tell(here, anna, 'Rude words')
  const [story] = await bela.story.list({ sessionId })
  const report = (ballot?: BallotId) =>
    outcome(
      bela.moderation.report({ sessionId, kind: 'story', thingId: story?.id as string, ...(ballot && { ballot }) }),
    )
  const own = newId<'ballot'>()
  expect(await report()).toBe('ballot.needed')
  for (const ballot of [own, own, own]) expect(await report(ballot)).toBe('ok')
  expect((await convenor.moderation.checking({ sessionId })).reported).toMatchObject([{ reports: 1 }])
  expect([await report(newId()), await report(newId())]).toEqual(['ok', 'ballot.too_many'])
})

test('nobody reports what they can’t see, and nobody but this workshop’s convenor judges', async () => {
  const here = await room('check')
  const { stage, sessionId, convenor, anna, bela } = here
  await stage.to('story')
  await tell(here, anna, 'A flood')
  const [waiting] = (await convenor.moderation.checking({ sessionId })).waiting
  const it = { sessionId, kind: 'story' as const, thingId: waiting?.thingId as string, text: 'A flood' }
  expect(await outcome(bela.moderation.report(it))).toBe('not_found')
  expect(await outcome(bela.moderation.judge({ ...it, verdict: 'passed' }))).toBe('signed_out')
  const other = await room('none')
  expect(await outcome(other.convenor.moderation.judge({ ...it, verdict: 'passed' }))).toBe('not_found')
  const theirs = { ...it, sessionId: other.sessionId, verdict: 'passed' as const }
  expect(await outcome(other.convenor.moderation.judge(theirs))).toBe('not_found')
  expect(await outcome(other.convenor.moderation.checking({ sessionId }))).toBe('not_found')
  expect(await bela.story.list({ sessionId })).toEqual([])
})
