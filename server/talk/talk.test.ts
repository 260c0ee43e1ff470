import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addAuthoriser } from '#server/authoriser/keep-authoriser.ts'
import { readDisagreement } from '#server/disagreement/read-disagreement.ts'
import { addMember } from '#server/network/add-member.ts'
import { findOwnRatings } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { openRecord } from '#server/record/find.ts'
import { readReportFile } from '#server/report/report-file.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type StatementId } from '#server/vocabulary/ids.ts'
import type { WriteOutcomeInput } from './input.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

const SECRET = 'x'.repeat(32)
const seatCookies = (stage: Stage, seat: Seat) =>
  seatCookie(seat.id, stage.sessionId, SECRET, false).split(';')[0] as string
const asSeat = (stage: Stage, seat: Seat) =>
  appRouter.createCaller({ work: stage.work, cookies: seatCookies(stage, seat), secret: SECRET })

/** A named-voice workshop of three partners, split two against one on the first statement, unclear on the second. */
async function aTalk() {
  const stage = await aStage(database, { voice: 'named' })
  const seats: Seat[] = []
  for (const partner of [0, 1, 2]) seats.push(await stage.join(partner))
  await stage.to('rate')
  for (const [i, answers] of (
    [
      [2, 1],
      [1, 'unclear'],
      [-2, 'unclear'],
    ] as const
  ).entries())
    for (const [at, answer] of answers.entries())
      await giveRating(stage.work, seats[i] as Seat, { statementId: stage.statements[at] as StatementId, answer })
  await stage.to('show-answers')
  const desk = await aCaller(stage.work, stage.convenor)
  const { sessionId } = stage
  const write = (ended: WriteOutcomeInput['ended']) => desk.talk.write({ sessionId, ended })
  const list = async () => (await desk.talk.list({ sessionId })).lines
  const ended = async (statementId: string) => (await list()).find((line) => line.statementId === statementId)?.ended
  const [one, two] = stage.statements as [StatementId, StatementId]
  const session = () => findSession(database.db, sessionId)
  return { ...stage, seats, desk, write, list, ended, one, two, session }
}

describe('the talk list', () => {
  test('has what is unclear before who stands alone, with whom to ask first', async () => {
    const talk = await aTalk()
    expect(await talk.list()).toMatchObject([
      { text: 'Two', kind: 'unclear', label: 'unclear', askFirst: [talk.partners[1], talk.partners[2]], ended: null },
      { text: 'One', kind: 'one-against-many', label: 'one-against-many', askFirst: [talk.partners[2]], ended: null },
    ])
  })
  test('is empty until answers are shown, and nothing can be written down before', async () => {
    const stage = await aStage(database)
    const convenor = await aCaller(stage.work, stage.convenor)
    const { sessionId } = stage
    expect((await convenor.talk.list({ sessionId })).lines).toEqual([])
    const ended = { outcome: 'settled', statementId: stage.statements[0] as StatementId } as const
    expect(await outcome(convenor.talk.write({ sessionId, ended }))).toBe('talk.not_the_time')
  })
})

describe('how it ended', () => {
  test('is settled or agreed to differ, the last that was written counts, and it can be taken back', async () => {
    const talk = await aTalk()
    await talk.write({ outcome: 'settled', statementId: talk.one, note: 'By show of hands' })
    expect(await talk.ended(talk.one)).toMatchObject({ outcome: 'settled', note: 'By show of hands' })
    await talk.write({ outcome: 'agreed-to-differ', statementId: talk.one })
    expect(await talk.ended(talk.one)).toMatchObject({ outcome: 'agreed-to-differ', note: '' })
    await talk.write({ outcome: 'open', statementId: talk.one })
    expect(await talk.ended(talk.one)).toBeNull()
  })

  test('stands in the network’s history with what it was before', async () => {
    const talk = await aTalk()
    await talk.write({ outcome: 'settled', statementId: talk.one })
    await talk.write({ outcome: 'agreed-to-differ', statementId: talk.one, note: 'For now' })
    const changes = (await talk.desk.change.list({ networkId: talk.networkId })).filter(({ noun }) => noun === 'talk')
    expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['One', { talkOutcome: 'settled', talkNote: null }, { talkOutcome: 'agreed-to-differ', talkNote: 'For now' }],
      ['One', {}, expect.objectContaining({ talkOutcome: 'settled' })],
    ])
  })

  test('sent to somebody who backs the network: it hangs on them, and only the network reads their name', async () => {
    const talk = await aTalk()
    const backer = AddAuthoriserInput.parse({
      label: 'The dean of works',
      kind: 'role',
      gives: ['money'],
      basis: 'personal',
    })
    const by = { networkId: talk.networkId, userId: talk.convenor }
    const authoriserId = await addAuthoriser(talk.work, by, backer)
    await talk.write({ outcome: 'sent', statementId: talk.one, authoriserId })
    expect(await talk.ended(talk.one)).toMatchObject({
      outcome: 'sent',
      sentTo: { authoriserId, label: 'The dean of works' },
    })
    const guest = await asSeat(talk, talk.seats[0] as Seat).talk.list({ sessionId: talk.sessionId })
    expect(guest.lines.find(({ statementId }) => statementId === talk.one)?.ended).toMatchObject({
      outcome: 'sent',
      sentTo: null,
    })
    expect(JSON.stringify(guest)).not.toContain('dean')
    const register = await talk.desk.authoriser.register({ networkId: talk.networkId })
    expect(JSON.stringify(register)).toContain('"One"')
    const file = (readsRegister: boolean) =>
      talk.session().then((session) => readReportFile(database.db, session, { readsRegister }))
    expect(JSON.stringify(await file(true))).toContain('dean')
    expect(JSON.stringify(await file(false))).not.toContain('dean')
    await talk.close()
    expect(JSON.stringify(await file(false))).not.toContain('dean')
    expect(JSON.stringify((await openRecord(database.db, talk, talk.sessionId)).talk)).toContain('dean')
  })

  test('of which something was written down or taken back is known by a count to everybody who follows the workshop', async () => {
    const talk = await aTalk()
    const count = async () => (await talk.desk.session.now({ sessionId: talk.sessionId })).written.outcomes
    expect(await count()).toBe(0)
    await talk.write({ outcome: 'settled', statementId: talk.one })
    await talk.write({ outcome: 'open', statementId: talk.one })
    expect(await count()).toBe(2)
  })

  test('is kept in the record with its signature, and nothing is written after closing', async () => {
    const talk = await aTalk()
    await talk.write({ outcome: 'settled', statementId: talk.one })
    const before = await talk.list()
    await talk.close()
    const record = await openRecord(database.db, talk, talk.sessionId)
    expect(record.talk).toEqual(before)
    expect(record.intact).toBe(true)
    expect(await outcome(talk.write({ outcome: 'open', statementId: talk.one }))).toBe('session.closed')
    await database.sql`update records set talk = '[]' where session_id = ${talk.sessionId}`
    expect((await openRecord(database.db, talk, talk.sessionId)).intact).toBe(false)
  })

  test('sent twice by a page is written down once', async () => {
    const talk = await aTalk()
    const outcomeId = newId<'outcome'>()
    const once = { sessionId: talk.sessionId, outcomeId }
    const ended = { outcome: 'reworded', statementId: talk.one, text: 'Once more', meaning: 'same' } as const
    await talk.desk.talk.write({ ...once, ended })
    await talk.desk.talk.write({ ...once, ended })
    expect(await findStatements(database.db, talk.networkId, talk.sessionId)).toHaveLength(2)
  })
})

describe('new words', () => {
  test('that mean the same take the answers along: nobody is asked again, and the old keep theirs', async () => {
    const talk = await aTalk()
    await talk.write({ outcome: 'reworded', statementId: talk.one, text: 'One, said better', meaning: 'same' })
    const asked = await findStatements(database.db, talk.networkId, talk.sessionId)
    expect(asked.map(({ text, no }) => [no, text])).toEqual([
      [1, 'One, said better'],
      [2, 'Two'],
    ])
    const [made] = asked
    expect(made).toMatchObject({ madeFrom: talk.one, meaning: 'same', rootId: talk.one })
    const own = await findOwnRatings(database.db, talk.seats[2] as Seat)
    const on = (id: string | undefined) =>
      own.filter(({ statementId }) => statementId === id).map(({ answer }) => answer)
    expect([on(talk.one), on(made?.id)]).toEqual([[-2], [-2]])
    await talk.to('rate')
    await talk.to('show-answers')
    const [again] = (await readDisagreement(database.db, await talk.session()))?.report.statements ?? []
    expect(again).toMatchObject({ text: 'One, said better', kind: 'one-against-many' })
  })

  test.each(['named', 'own'] as const)(
    'count with what was answered to them last, not to the old ones (%s)',
    async (voice) => {
      const stage = await aStage(database, { voice })
      const seats: Seat[] = []
      for (const partner of voice === 'named' ? [0, 1, 2] : [0, 0, 0, 1, 1, 1]) seats.push(await stage.join(partner))
      const answer = async (statementId: StatementId, answer: 2 | -2) => {
        await stage.to('rate')
        for (const seat of seats) await giveRating(stage.work, seat, { statementId, answer })
        await stage.to('show-answers')
        return (await readDisagreement(database.db, await findSession(database.db, stage.sessionId)))?.report.statements
      }
      const one = stage.statements[0] as StatementId
      await answer(one, 2)
      // In which order a table answers is its own affair: here the old answers come last.
      await database.sql`vacuum ratings`
      const desk = await aCaller(stage.work, stage.convenor)
      const ended = { outcome: 'reworded', statementId: one, text: 'One better', meaning: 'same' } as const
      await desk.talk.write({ sessionId: stage.sessionId, ended })
      const [made] = await findStatements(database.db, stage.networkId, stage.sessionId)
      expect((await answer(made?.id as StatementId, -2))?.[0]).toMatchObject({
        ...{ text: 'One better', kind: voice === 'named' ? 'shared-no' : 'aligned-against' },
      })
    },
  )

  test('that mean the same take an answer that was on its way to the old ones', async () => {
    const talk = await aTalk()
    await talk.to('rate')
    await talk.write({ outcome: 'reworded', statementId: talk.one, text: 'One better', meaning: 'same' })
    const [seat] = talk.seats as [Seat]
    await giveRating(talk.work, seat, { statementId: talk.one, answer: -1 })
    const [made] = await findStatements(database.db, talk.networkId, talk.sessionId)
    const second = (await findOwnRatings(database.db, seat)).filter(({ round }) => round === 2)
    expect(second).toMatchObject([{ statementId: made?.id, answer: -1 }])
  })

  test('that changed the meaning are asked again without answers, and the old answers are kept', async () => {
    const talk = await aTalk()
    await talk.write({ outcome: 'reworded', statementId: talk.one, text: 'Something else', meaning: 'changed' })
    const [made] = await findStatements(database.db, talk.networkId, talk.sessionId)
    const own = await findOwnRatings(database.db, talk.seats[2] as Seat)
    expect(own.filter(({ statementId }) => statementId === made?.id)).toEqual([])
    expect(own.filter(({ statementId }) => statementId === talk.one)).toHaveLength(1)
    await talk.to('rate')
    await expect(
      giveRating(talk.work, talk.seats[0] as Seat, { statementId: talk.one, answer: 1 }),
    ).rejects.toMatchObject({
      code: 'statement.reworded',
    })
    for (const seat of talk.seats)
      await giveRating(talk.work, seat, { statementId: made?.id as StatementId, answer: 2 })
    await talk.to('show-answers')
    const [again] = (await readDisagreement(database.db, await talk.session()))?.report.statements ?? []
    expect(again).toMatchObject({ text: 'Something else', kind: 'shared-yes' })
    // What the room decided stands beside the words it was about.
    expect(await talk.ended(talk.one)).toMatchObject({ outcome: 'reworded', reworded: { text: 'Something else' } })
  })

  test('that the desk corrects before anybody answered stand corrected in the talk list, and how they ended stays', async () => {
    const talk = await aTalk()
    await talk.write({ outcome: 'reworded', statementId: talk.one, text: 'Somthing else', meaning: 'changed' })
    const [made] = await findStatements(database.db, talk.networkId, talk.sessionId)
    await talk.write({ outcome: 'agreed-to-differ', statementId: made?.id as StatementId, note: 'for now' })
    await talk.desk.statement.reword({
      ...{ sessionId: talk.sessionId, statementId: made?.id as StatementId, text: 'Something else' },
    })
    const [again] = await findStatements(database.db, talk.networkId, talk.sessionId)
    const reworded = { statementId: again?.id, text: 'Something else', meaning: 'changed' }
    expect(await talk.ended(talk.one)).toMatchObject({ outcome: 'reworded', reworded })
    expect(await talk.ended(again?.id as string)).toMatchObject({ note: 'for now' })
    expect((await talk.list()).every(({ text }) => text !== '')).toBe(true)
  })

  test('can’t be empty, too long or given twice; everything stays as it was', async () => {
    const talk = await aTalk()
    const reword = (text: string) => talk.write({ outcome: 'reworded', statementId: talk.one, text, meaning: 'same' })
    expect(await outcome(reword('  '))).toBe('field.needed')
    expect(await outcome(reword('x'.repeat(281)))).toBe('field.too_long')
    expect((await findStatements(database.db, talk.networkId, talk.sessionId)).map(({ text }) => text)).toEqual([
      'One',
      'Two',
    ])
    await reword('New')
    expect(await outcome(reword('Newer'))).toBe('talk.reworded_already')
  })

  test('stay beside what is written afterwards, and taking that back leaves them', async () => {
    const talk = await aTalk()
    await talk.write({ outcome: 'reworded', statementId: talk.one, text: 'New', meaning: 'same', note: 'Clearer' })
    await talk.write({ outcome: 'settled', statementId: talk.one, note: 'By show of hands' })
    const now = () => talk.ended(talk.one)
    expect(await now()).toMatchObject({ outcome: 'settled', note: 'By show of hands', reworded: { text: 'New' } })
    await talk.write({ outcome: 'open', statementId: talk.one })
    expect(await now()).toMatchObject({ outcome: 'reworded', note: 'Clearer', reworded: { text: 'New' } })
  })
})

describe('who writes it down', () => {
  test('is whoever runs the workshop, and people the convenor names for as long as they are named', async () => {
    const talk = await aTalk()
    const { sessionId } = talk
    const [first, second] = talk.seats as [Seat, Seat]
    const ended = { outcome: 'settled', statementId: talk.one } as const
    const by = (seat: Seat) => outcome(asSeat(talk, seat).talk.write({ sessionId, ended }))
    expect(await by(first)).toBe('talk.writers_only')
    await talk.desk.talk.nameNoteTaker({ sessionId, seatId: first.id, takes: true })
    expect([await by(first), await by(second)]).toEqual(['ok', 'talk.writers_only'])
    expect((await asSeat(talk, first).talk.list({ sessionId })).mayWrite).toBe('notes')
    const sent = { outcome: 'sent', statementId: talk.one, authoriserId: newId<'authoriser'>() } as const
    expect(await outcome(asSeat(talk, first).talk.write({ sessionId, ended: sent }))).toBe('convenors_only')
    await talk.desk.talk.nameNoteTaker({ sessionId, seatId: first.id, takes: false })
    expect(await by(first)).toBe('talk.writers_only')
  })

  test('is not kept where the workshop shows nobody: no seat, no account, no time of day, and the last still counts', async () => {
    const stage = await aStage(database, { attribution: 'none' })
    const userId = await addMember(stage.work, stage.networkId, {
      ...{ email: `${newId()}@example.org`, name: 'Note-taker', role: 'member' as const, partnerId: null },
    })
    const seat = await stage.join(0)
    await database.sql`update seats set user_id = ${userId} where id = ${seat.id}`
    await stage.to('rate')
    await stage.to('show-answers')
    const { sessionId } = stage
    const desk = await aCaller(stage.work, stage.convenor)
    await desk.talk.nameNoteTaker({ sessionId, seatId: seat.id, takes: true })
    const [statementId] = stage.statements as [StatementId]
    for (const note of ['first', 'second', 'third'])
      await asSeat(stage, seat).talk.write({ sessionId, ended: { outcome: 'settled', statementId, note } })
    const rows = await database.sql`select by_user_id, by_seat, at from talk_outcomes where session_id = ${sessionId}`
    const noted = await database.sql`select by_user_id from changes where thing_id = ${statementId}`
    expect([...rows, ...noted].map(({ by_user_id, by_seat }) => [by_user_id, by_seat ?? null])).toEqual(
      Array.from({ length: 6 }, () => [null, null]),
    )
    const { openedAt } = await findSession(database.db, sessionId)
    expect(rows.map(({ at }) => new Date(at).getTime() - openedAt.getTime()).sort()).toEqual([0, 1, 2])
    expect((await desk.talk.list({ sessionId })).lines[0]?.ended?.note).toBe('third')
  })

  test('nobody from outside reads the list or writes', async () => {
    const [talk, other] = [await aTalk(), await aStage(database)]
    const { sessionId } = talk
    const role = (name: 'observer' | 'member') =>
      addMember(talk.work, talk.networkId, { email: `${newId()}@example.org`, name, role: name, partnerId: null })
    const askers = [await aCaller(talk.work), await aCaller(talk.work, other.convenor)]
    const inside = [await aCaller(talk.work, await role('observer')), await aCaller(talk.work, await role('member'))]
    for (const caller of [...askers, ...inside]) {
      expect(await outcome(caller.talk.list({ sessionId }))).toBe('not_found')
      expect(
        await outcome(caller.talk.write({ sessionId, ended: { outcome: 'settled', statementId: talk.one } })),
      ).toBe('not_found')
      expect(['signed_out', 'not_found']).toContain(await outcome(caller.talk.noteTakers({ sessionId })))
    }
  })

  test('what was never shown here, or belongs to another workshop, is not found', async () => {
    const [talk, other] = [await aTalk(), await aTalk()]
    expect(await outcome(talk.write({ outcome: 'settled', statementId: other.one }))).toBe('statement.not_found')
    const backer = AddAuthoriserInput.parse({ label: 'Theirs', kind: 'role', gives: ['money'], basis: 'personal' })
    const theirs = await addAuthoriser(other.work, { networkId: other.networkId, userId: other.convenor }, backer)
    expect(await outcome(talk.write({ outcome: 'sent', statementId: talk.one, authoriserId: theirs }))).toBe(
      'not_found',
    )
    expect(await outcome(talk.write({ outcome: 'sent', statementId: talk.one, authoriserId: null }))).toBe(
      'field.needed',
    )
    expect(await talk.ended(talk.one)).toBeNull()
  })
})
