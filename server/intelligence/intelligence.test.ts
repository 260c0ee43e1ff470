import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { notes } from '#db/schema/intelligence.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { isRefusal, type Refusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller } from '#server/trpc/a-caller.ts'
import { type NoteId, newId, type UserId } from '#server/vocabulary/ids.ts'
import type { Role } from '#server/vocabulary/role.ts'
import { findHeard } from './find.ts'
import { findThreads } from './find-threads.ts'
import { NoteHeardInput } from './input.ts'
import { answerNotes, joinNotes, takeOut } from './join-notes.ts'
import { noteHeard } from './note-heard.ts'
import { suggestJoins } from './suggest.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

type Person = Pick<Membership, 'networkId' | 'userId' | 'role'>
async function aNetwork() {
  const stage = await aStage(database)
  const person = async (role: Role, partner?: number): Promise<Person> => ({
    networkId: stage.networkId,
    role,
    userId: await addMember(stage.work, stage.networkId, {
      ...{ email: `${newId()}@example.org`, name: 'Ben', role },
      partnerId: partner === undefined ? null : (stage.partners[partner] as never),
    }),
  })
  const convenor: Person = { networkId: stage.networkId, userId: stage.convenor, role: 'convenor' }
  return { stage, convenor, council: await person('member', 0), traders: await person('member', 2), person }
}
const write = (stage: Stage, by: Person, text: string, more: Partial<NoteHeardInput> = {}) =>
  noteHeard(
    stage.work,
    by,
    NoteHeardInput.parse({ text, aboutKind: 'topic', about: 'Paying', heardOn: '2026-01-05', ...more }),
  )
const heard = (by: Person, now = new Date()) => findHeard(database.db, by, now)
const refusal = (deed: Promise<unknown>) =>
  deed.then(
    () => undefined,
    (error: Refusal) => (isRefusal(error) ? `${error.code} ${error.facts.field ?? ''}`.trim() : Promise.reject(error)),
  )

describe('who reads a note', () => {
  test('for the network, for convenors, for people named: each reaches them and its author, and nobody else', async () => {
    const { stage, convenor, council, traders, person } = await aNetwork()
    const named = await person('member', 1)
    const everybody = {
      convenor,
      council,
      traders,
      named,
      second: await person('co_convenor'),
      observer: await person('observer'),
    }
    await write(stage, traders, 'NETWORK words', { sensitivity: 'network' })
    await write(stage, traders, 'CONVENORS words', { sensitivity: 'convenors' })
    await write(stage, traders, 'GROUP words', { sensitivity: 'group', readers: [named.userId] })
    const read: Record<string, string[]> = {}
    for (const [who, { userId, networkId }] of Object.entries(everybody)) {
      // Through the procedure, so that what is looked at is what would be sent.
      const sent = JSON.stringify(await (await aCaller(stage.work, userId)).intelligence.heard({ networkId }))
      read[who] = ['NETWORK', 'CONVENORS', 'GROUP'].filter((word) => sent.includes(word))
      expect(sent).not.toContain(traders.userId)
    }
    expect(read).toEqual({
      convenor: ['NETWORK', 'CONVENORS'],
      council: ['NETWORK'],
      traders: ['NETWORK', 'CONVENORS', 'GROUP'],
      named: ['NETWORK', 'GROUP'],
      second: ['NETWORK', 'CONVENORS'],
      observer: [],
    })
  })

  test('a thread tells a reader of a part neither its title nor how many more there are', async () => {
    const { stage, convenor, council, traders, person } = await aNetwork()
    const third = await person('member', 1)
    const ids = [
      await write(stage, council, 'The payment takes minutes', { sensitivity: 'network' }),
      await write(stage, traders, 'Customers are turned away', { sensitivity: 'network' }),
      await write(stage, third, 'They will close it in spring', { sensitivity: 'convenors' }),
    ]
    await joinNotes(stage.work, convenor, { noteIds: ids, threadId: null, title: 'Closing in spring' })
    expect((await heard(convenor)).threads[0]).toMatchObject({ title: 'Closing in spring', partners: { length: 3 } })
    const { threads } = await heard(council)
    expect(threads[0]?.partners).toEqual(['City Council', 'Traders'])
    expect(JSON.stringify(threads)).not.toContain('spring')
  })

  test('nor what a guest wrote for the convenors, which is by nobody', async () => {
    const { stage, convenor, council, traders } = await aNetwork()
    const aGuests = async (text: string) => {
      const id = await write(stage, traders, text, { sensitivity: 'convenors' })
      await database.db.update(notes).set({ byUserId: null }).where(eq(notes.id, id))
      return id
    }
    const ids = [
      await write(stage, council, 'The payment takes minutes', { sensitivity: 'network' }),
      await write(stage, traders, 'Customers are turned away', { sensitivity: 'network' }),
      await aGuests('They will close it in spring'),
    ]
    await joinNotes(stage.work, convenor, { noteIds: ids, threadId: null, title: 'Closing in spring' })
    const pair = [await write(stage, council, 'The bus is late', { sensitivity: 'network' }), await aGuests('It ends')]
    await joinNotes(stage.work, convenor, { noteIds: pair, threadId: null, title: 'Ending in spring' })
    expect(await findThreads(database.db, convenor)).toHaveLength(2)
    expect(await findThreads(database.db, council)).toEqual([])
    const { threads } = await heard(council)
    expect(threads.map(({ partners }) => partners)).toEqual([['City Council', 'Traders']])
    expect(JSON.stringify(threads)).not.toContain('spring')
  })

  test('nobody joins, answers or is offered a note that they may not read', async () => {
    const { stage, convenor, council, traders } = await aNetwork()
    const open = await write(stage, council, 'Two large employers will leave', { sensitivity: 'network' })
    const closed = await write(stage, traders, 'Two large employers will leave soon', {
      ...{ sensitivity: 'group', readers: [council.userId] },
    })
    const together = { noteIds: [open, closed], threadId: null, title: 'x' }
    expect(await refusal(joinNotes(stage.work, convenor, together))).toBe('not_found')
    const answer = { of: { noteId: closed }, state: 'parked' as const, answer: 'x' }
    expect(await refusal(answerNotes(stage.work, convenor, answer))).toBe('not_found')
    expect(await suggestJoins(database.db, convenor)).toEqual([])
    expect(await suggestJoins(database.db, council)).toHaveLength(1)
    expect(JSON.stringify(await findChanges(database.db, stage.networkId))).not.toContain('employers')
  })
})

describe('notes that may be about the same thing', () => {
  const likely = async (one: string, other: string, about: [string, string] = ['Paying', 'Shops']) => {
    const { stage, convenor, council, traders } = await aNetwork()
    await write(stage, council, one, { about: about[0] })
    await write(stage, traders, other, { about: about[1] })
    return (await suggestJoins(database.db, convenor))[0]?.likeness ?? 0
  }
  test('are offered by the words they share', async () => {
    const alike = await likely(
      'Staff forget how to take a text payment, so they turn customers away.',
      'The text payments take minutes, and customers go away.',
    )
    expect(alike).toBeGreaterThan(0.3)
    expect(await likely('The hall roof leaks.', 'A new director starts in May.')).toBe(0)
  })
  test('are offered by their subject, whatever their words', async () =>
    expect(await likely('Minutes.', 'Nobody can pay.', ['Paying', 'Paying'])).toBe(1))
  test('are not offered once they are together', async () => {
    const { stage, convenor, council, traders } = await aNetwork()
    const noteIds = [await write(stage, council, 'It is slow'), await write(stage, traders, 'It is slow')]
    expect(await suggestJoins(database.db, convenor)).toHaveLength(1)
    await joinNotes(stage.work, convenor, { noteIds, threadId: null, title: 'Slow' })
    expect(await suggestJoins(database.db, convenor)).toEqual([])
    await takeOut(stage.work, convenor, { noteId: noteIds[0] as NoteId })
    expect(await suggestJoins(database.db, convenor)).toHaveLength(1)
  })
})

describe('a thread', () => {
  test('loses a name that may speak of a confidential note, once that note is taken out', async () => {
    const { stage, convenor, council, traders, person } = await aNetwork()
    const colleague = await person('member', 1)
    const all = { sensitivity: 'network' as const }
    const open = [await write(stage, council, 'It is slow', all), await write(stage, traders, 'So slow', all)]
    const quiet = await write(stage, colleague, 'The bank will leave', { sensitivity: 'convenors' })
    await joinNotes(stage.work, convenor, { noteIds: [...open, quiet], threadId: null, title: 'The bank will leave' })
    expect((await heard(traders)).threads[0]?.title).toBe('Paying')
    await takeOut(stage.work, convenor, { noteId: quiet })
    for (const who of [traders, convenor]) expect((await heard(who)).threads[0]?.title).toBe('Paying')
    // What every member could read anyway takes no name with it.
    const named = [
      await write(stage, colleague, 'It rains in', all),
      await write(stage, council, 'It drips', all),
      open[0] as NoteId,
    ]
    await joinNotes(stage.work, convenor, { noteIds: named, threadId: null, title: 'Roofs' })
    await takeOut(stage.work, convenor, { noteId: open[0] as NoteId })
    expect((await heard(traders)).threads.map(({ title }) => title)).toContain('Roofs')
  })
  test('loses it too when that note is put into another thread, and the history says what left which', async () => {
    const { stage, convenor, council, traders, person } = await aNetwork()
    const colleague = await person('member', 1)
    const all = { sensitivity: 'network' as const }
    const open = [await write(stage, council, 'It is slow', all), await write(stage, traders, 'So slow', all)]
    const quiet = await write(stage, colleague, 'The bank will leave', { sensitivity: 'convenors' })
    const noteIds = [...open, quiet]
    const threadId = await joinNotes(stage.work, convenor, { noteIds, threadId: null, title: 'The bank will leave' })
    const more = [await write(stage, council, 'One asks', all), await write(stage, colleague, 'Another asks', all)]
    const other = await joinNotes(stage.work, convenor, { noteIds: more, threadId: null, title: 'Who asks' })
    await joinNotes(stage.work, convenor, { noteIds: [quiet], threadId: other, title: '' })
    const { threads } = await heard(traders)
    expect(threads.find(({ id }) => id === threadId)?.title).toBe('Paying')
    expect(JSON.stringify(threads)).not.toContain('bank')
    const told = async (thingId: string) => (await findChanges(database.db, stage.networkId, { thingId }))[0]
    expect(await told(threadId)).toMatchObject({ before: { notes: 3 }, after: { notes: 2 } })
    expect(await told(other)).toMatchObject({ before: { notes: 2 }, after: { notes: 3 } })
  })
  test('has no name any more when its only notes were confidential, and all are taken out', async () => {
    const { stage, convenor, council, traders } = await aNetwork()
    const quiet = { sensitivity: 'group' as const, readers: [convenor.userId] }
    const noteIds = [await write(stage, council, 'One leaves', quiet), await write(stage, traders, 'So it is', quiet)]
    const threadId = await joinNotes(stage.work, convenor, { noteIds, threadId: null, title: 'Who leaves' })
    for (const noteId of noteIds) await takeOut(stage.work, convenor, { noteId })
    const [row] = await database.sql`select title from threads where id = ${threadId}`
    expect(row?.title).toBe('')
    expect(
      JSON.stringify(await database.sql`select * from changes where network_id = ${stage.networkId}`),
    ).not.toContain('Who leaves')
  })
  test('counts each partner once, keeps the words, and answers everybody who contributed', async () => {
    const { stage, convenor, council, traders, person } = await aNetwork()
    const colleague = await person('member', 2)
    const texts: [Person, string][] = [
      [council, 'Cards take seconds.'],
      [traders, 'Two traders say so!'],
      [colleague, 'We say so too'],
    ]
    const noteIds: NoteId[] = []
    for (const [by, text] of texts) noteIds.push(await write(stage, by, text))
    const threadId = await joinNotes(stage.work, convenor, { noteIds, threadId: null, title: 'Slow payment' })
    const [thread] = (await heard(convenor)).threads
    expect(thread?.partners).toEqual(['City Council', 'Traders'])
    expect(thread?.notes.map(({ text }) => text).sort()).toEqual(texts.map(([, text]) => text).sort())
    await answerNotes(stage.work, convenor, { of: { threadId }, state: 'acted_on', answer: 'We train staff in May.' })
    for (const [by, text] of texts)
      expect((await heard(by)).mine).toMatchObject([{ text, state: 'acted_on', answer: 'We train staff in May.' }])
  })

  test('of one partner alone stays among the notes heard by one', async () => {
    const { stage, convenor, traders, person } = await aNetwork()
    const colleague = await person('member', 2)
    const noteIds = [await write(stage, traders, 'One'), await write(stage, colleague, 'Two')]
    await joinNotes(stage.work, convenor, { noteIds, threadId: null, title: 'Both' })
    expect(await heard(convenor)).toMatchObject({ threads: [], single: { length: 2 } })
  })

  test('takes two notes, and a title', async () => {
    const { stage, convenor, council, traders } = await aNetwork()
    const noteIds = [await write(stage, council, 'One'), await write(stage, traders, 'Two')]
    const join = (more: object) =>
      refusal(joinNotes(stage.work, convenor, { noteIds, threadId: null, title: 'x', ...more }))
    expect(await join({ noteIds: noteIds.slice(0, 1) })).toBe('note.one_alone')
    expect(await join({ title: '  ' })).toBe('field.needed threadTitle')
    expect(await join({ threadId: newId() })).toBe('not_found')
  })
})

describe('a note', () => {
  test.each([
    ['no words', { text: '  ' }, 'field.needed heard'],
    ['10,000 letters', { text: 'x'.repeat(10_000) }, 'field.too_long heard'],
    ['a day to come', { heardOn: '2199-01-01' }, 'field.in_future heardOn'],
    ['no day', { recheckBy: 'soon' }, 'field.not_a_day recheckBy'],
    ['no subject', { about: ' ' }, 'field.needed about'],
    ['a subject of nowhere', { aboutKind: 'statement' as const, about: 'x' }, 'note.about_unknown'],
    ['a group of nobody', { sensitivity: 'group' as const }, 'field.needed readers'],
    ['a reader of nowhere', { sensitivity: 'group' as const, readers: [newId() as UserId] }, 'note.reader_unknown'],
  ])('with %s is refused with the field named, and not kept', async (_, more, words) => {
    const { stage, council, convenor } = await aNetwork()
    expect(await refusal(write(stage, council, 'Words', more))).toBe(words)
    expect((await heard(convenor)).single).toEqual([])
  })
  test('is never hidden, parked or not so', async () => {
    const { stage, convenor, council } = await aNetwork()
    for (const state of ['parked', 'disproved'] as const) {
      const noteId = await write(stage, council, state)
      await answerNotes(stage.work, convenor, { of: { noteId }, state, answer: 'Thank you' })
    }
    expect((await heard(convenor)).single.map(({ state }) => state).sort()).toEqual(['disproved', 'parked'])
  })
  test('waits on the ageing list from the fourteenth day until it is answered', async () => {
    const { stage, convenor, council } = await aNetwork()
    const noteId = await write(stage, council, 'Words')
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    expect((await heard(convenor, inDays(13))).ageing).toEqual([])
    expect((await heard(convenor, inDays(14))).ageing).toMatchObject([{ age: 14 }])
    await answerNotes(stage.work, convenor, { of: { noteId }, state: 'parked', answer: 'Not now' })
    expect((await heard(convenor, inDays(99))).ageing).toEqual([])
  })
  test('is written by no observer', async () => {
    const { stage, person } = await aNetwork()
    expect(await refusal(write(stage, await person('observer'), 'Words'))).toBe('observers_only_look')
  })
})

test('a note whose sending was repeated is there once', async () => {
  const { stage, council } = await aNetwork()
  const id = newId<'note'>()
  await Promise.all([write(stage, council, 'They pay late', { id }), write(stage, council, 'They pay late', { id })])
  expect((await heard(council)).mine.map((note) => note.id)).toEqual([id])
})

test('what is for a named group leaves no trace in the history, not even a number', async () => {
  const { stage, convenor, council, traders } = await aNetwork()
  const readers = [convenor.userId]
  const closed = await Promise.all(
    [council, traders].map((by) => write(stage, by, 'For your ears', { sensitivity: 'group', readers })),
  )
  const threadId = await joinNotes(stage.work, convenor, { noteIds: closed, threadId: null, title: 'Quiet' })
  await answerNotes(stage.work, convenor, { of: { threadId }, state: 'parked', answer: 'Later' })
  const told = async () => (await findChanges(database.db, stage.networkId)).filter(({ noun }) => noun === 'thread')
  expect(await told()).toEqual([])
  const open = await write(stage, council, 'They pay late')
  await joinNotes(stage.work, convenor, { noteIds: [open], threadId, title: '' })
  expect(await told()).toMatchObject([{ label: '', after: { notes: 1 } }])
})

test('an answer that somebody else gave meanwhile is not written over unseen', async () => {
  const { stage, convenor, council, person } = await aNetwork()
  const [other, noteId] = [await person('co_convenor'), await write(stage, council, 'They pay late')]
  const answer = (by: Person, words: string, seen: string[] = []) =>
    answerNotes(stage.work, by, { of: { noteId }, state: 'acted_on', answer: words, seen })
  await answer(convenor, 'We pay in ten days now')
  expect(await refusal(answer(other, 'Thank you'))).toBe('note.answered_meanwhile')
  expect((await heard(council)).mine[0]?.answer).toBe('We pay in ten days now')
  // The same sending again, and whoever has read it, may.
  await answer(convenor, 'We pay in ten days now')
  await answer(other, 'We pay in five', ['We pay in ten days now'])
  expect((await heard(council)).mine[0]?.answer).toBe('We pay in five')
})
