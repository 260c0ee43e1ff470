import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { addMember } from '#server/network/add-member.ts'
import { findProgress } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { readPublished } from '#server/session/read-published.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type StepId } from '#server/vocabulary/ids.ts'
import { correctPartner, removeSeat } from './change-seat.ts'
import { joinSession } from './join-session.ts'

const SECRET = 'a secret of at least 32 characters'
let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const from = (stage: Stage, seat: Pick<Seat, 'id'>) =>
  appRouter.createCaller({
    work: stage.work,
    cookies: seatCookie(seat.id, stage.sessionId, SECRET, false).split(';')[0] as string,
    secret: SECRET,
  })
type Phone = ReturnType<typeof from>

const nobody = async () => {
  const stage = await aStage(database, { template: 'yearly-review', attribution: 'none' })
  // A member of the network, signed in, who would be known everywhere else.
  const member = await addMember(stage.work, stage.networkId, {
    ...{ email: `${newId()}@example.org`, name: 'Anna Member', role: 'member' as const },
    partnerId: stage.partners[0] as never,
  })
  const signedIn = { userId: member, email: 'a@example.org', name: 'Anna Member' } as never
  const input = { partner: stage.partners[0] as string, organisation: '', name: 'Anna Member' }
  const { seatId: anna } = await joinSession(stage.work, stage.code, input, signedIn)
  const bela = await stage.join(1, 'Bela')
  return { stage, member, anna, bela: bela.id, sessionId: stage.sessionId }
}

/** Every row of every table, as text. */
async function everything(): Promise<{ table: string; row: string }[]> {
  const tables = await database.sql`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`
  const rows: { table: string; row: string }[] = []
  for (const { name } of tables)
    for (const { row } of await database.sql`select row_to_json(t)::text as row from ${database.sql(name)} t`)
      rows.push({ table: name as string, row: row as string })
  return rows
}

/** Somebody does all that can be done from a phone, and says something of their own each time. */
async function sayEverything(stage: Stage, phone: Phone, convenor: Phone, mark: string) {
  const { sessionId } = stage
  const [ballot, ofPulse, ofDots] = [newId<'ballot'>(), newId<'ballot'>(), newId<'ballot'>()]
  const key = () => newId<'deed'>()
  const viewId = newId<'view'>()
  await stage.to('story')
  await phone.story.tell({ sessionId, storyId: newId(), text: `story ${mark}` })
  await stage.to('views')
  await phone.view.add({ sessionId, viewId, place: 'value', text: `first ${mark}`, key: key() })
  await phone.view.edit({ sessionId, viewId, place: 'value', text: `view ${mark}`, key: key() })
  await stage.to('rate')
  const [statementId] = stage.statements as [never]
  await phone.rating.give({ sessionId, statementId, answer: 2, reason: `reason ${mark}`, ballot, key: key() })
  await stage.to('triangle')
  const backer = { label: `backer ${mark}`, kind: 'role', gives: ['money'], basis: 'personal' } as const
  await phone.authoriser.suggest({ sessionId, suggestionId: newId(), ...backer, gives: [...backer.gives] })
  await stage.to('activities')
  const plan = { title: `plan ${mark}`, kind: 'convening', corners: ['value'], aim: 'Trust' } as const
  await phone.activity.propose({ sessionId, activityId: newId(), ...plan, corners: [...plan.corners] })
  await stage.to('minute')
  const reflection = { reflectionId: newId<'reflection'>(), happened: `thought ${mark}` }
  await phone.reflection.writeHere({ sessionId, ...reflection, audience: 'convenors' })
  await phone.intelligence.noteHere({ sessionId, noteId: newId(), text: `heard ${mark}` })
  await phone.reflection.pulseHere({ sessionId, band: 'senior', start: 1, problem: 5, ballot: ofPulse })
  const stepId = (await convenor.plan.insert({ sessionId, kind: 'dots', minutes: 3 })) as StepId
  await convenor.session.moveToStep({ sessionId, to: stepId })
  await phone.dots.place({ sessionId, placed: [{ thingId: statementId, count: 1 }], ballot: ofDots })
}

test('where a workshop shows nobody, no row of any table ties what was said to who said it', async () => {
  const { stage, member, anna, bela, sessionId } = await nobody()
  const convenor = (await aCaller(stage.work, stage.convenor)) as unknown as Phone
  await sayEverything(stage, from(stage, { id: anna as Seat['id'] }), convenor, 'of-anna')
  await stage.to('show-views')

  const rows = await everything()
  const known = [anna, bela, member as string]
  const said = rows.filter(({ row }) => row.includes('of-anna'))
  // All of it is there, in these tables and in no other.
  expect([...new Set(said.map(({ table }) => table))].sort()).toEqual([
    ...['activities', 'backing_suggestions', 'changes', 'notes', 'ratings', 'reflections', 'stories', 'views'],
  ])
  for (const { table, row } of said) {
    expect(
      known.filter((id) => row.includes(id)),
      `${table}: ${row}`,
    ).toEqual([])
    expect(row, table).not.toContain('Anna')
    // A time of day could be held against who came and went.
    expect(row, table).not.toContain(stage.partners[0])
  }
  const counted = await database.sql`select partner_id, name, user_id from seats where kind = 'ballot'`
  expect([...counted]).toEqual([{ partner_id: null, name: '', user_id: null }])
  // Where these people are named at all, nothing else is told of them but that they are here and who they are.
  const naming = rows.filter(({ row }) => [anna, bela].some((id) => row.includes(id)))
  expect([...new Set(naming.map(({ table }) => table))]).toEqual(['seats'])

  const [session] = await database.sql`select opened_at from sessions where id = ${sessionId}`
  const times = await database.sql`
    select created_at as at from views where session_id = ${sessionId}
    union select told_at from stories where session_id = ${sessionId}
    union select given_at from ratings where session_id = ${sessionId}
    union select made_at from backing_suggestions where session_id = ${sessionId}
    union select written_at from reflections where happened like '%of-anna'
    union select noted_at from notes where text like '%of-anna'
    union select logged_at from activities where title like '%of-anna'
    union select at from changes where label like '%of-anna'
    union select d.at from deeds d join seats s on s.id = d.seat_id where s.session_id = ${sessionId}
    union select joined_at from seats where kind = 'ballot' and session_id = ${sessionId}`
  expect(times.map(({ at }) => new Date(at).getTime())).toEqual([new Date(session?.opened_at).getTime()])

  // The card on the board is nobody's too.
  const { views } = await readPublished(database.db, sessionId)
  expect(views.map(({ text, partnerId, seatId }) => [text, partnerId, seatId])).toEqual([
    ['view of-anna', null, 'server'],
  ])
})

test('a phone knows its own by what it made itself, and nobody else can change it', async () => {
  const { stage, anna, bela, sessionId } = await nobody()
  const [hers, his] = [from(stage, { id: anna as Seat['id'] }), from(stage, { id: bela })]
  const [statementId] = stage.statements as [never]
  const ballot = newId<'ballot'>()
  await stage.to('rate')
  expect(await outcome(hers.rating.give({ sessionId, statementId, answer: 1 }))).toBe('ballot.needed')
  for (const answer of [1, -1] as const) await hers.rating.give({ sessionId, statementId, answer, ballot })
  expect((await hers.rating.mine({ sessionId, ballot })).map(({ answer }) => answer)).toEqual([-1])
  expect(await hers.rating.mine({ sessionId })).toEqual([])
  expect(await his.rating.mine({ sessionId, ballot: newId() })).toEqual([])
  // One ballot for each person, and a seat is none.
  const more = (phone: Phone) => outcome(phone.rating.give({ sessionId, statementId, answer: 2, ballot: newId() }))
  expect([await more(his), await more(hers)]).toEqual(['ok', 'ballot.too_many'])
  expect(await outcome(hers.rating.give({ sessionId, statementId, answer: 2, ballot: bela as never }))).toBe(
    'not_found',
  )
  expect(await hers.session.now({ sessionId })).toMatchObject({ progress: { finished: 0, of: 2, byPartner: [] } })
})

test('what nobody is named with is kept for others to read, or not at all', async () => {
  const { stage, bela, sessionId } = await nobody()
  const phone = from(stage, { id: bela })
  await stage.to('minute')
  for (const audience of ['me', 'organisation'] as const) {
    const write = phone.reflection.writeHere({ sessionId, reflectionId: newId(), happened: 'x', audience })
    expect(await outcome(write)).toBe('reflection.nobodys')
  }
  // The pulse is kept with who answered it.
  const points = { purpose: 4 } as const
  expect(await outcome(phone.pulse.answerHere({ sessionId, points }))).toBe('pulse.nobodys')
  expect(await phone.pulse.here({ sessionId })).toEqual({ answered: false })
})

test('an honest answer is taken when somebody else was removed, or moved to another organisation', async () => {
  const { stage, anna, bela, sessionId } = await nobody()
  const ofTwo = [await stage.join(2), await stage.join(2), await stage.join(2)]
  await stage.to('rate')
  const [statementId] = stage.statements as [never]
  const give = (seat: Pick<Seat, 'id'>) =>
    outcome(from(stage, seat).rating.give({ sessionId, statementId, answer: 1, ballot: newId() }))
  expect([await give({ id: anna as Seat['id'] }), await give(ofTwo[0] as Seat)]).toEqual(['ok', 'ok'])
  await removeSeat(stage.work, stage.convening, anna as never)
  await correctPartner(stage.work, stage.convening, {
    ...{ seatId: ofTwo[0]?.id as never, partnerId: stage.partners[1] as never },
  })
  expect([await give(ofTwo[1] as Seat), await give(ofTwo[2] as Seat), await give({ id: bela })]).toEqual(
    Array(3).fill('ok'),
  )
  // And no more than people ever took part.
  expect(await give({ id: bela })).toBe('ballot.too_many')
})

test('an honest answer is taken when two who had answered turned out to be one person', async () => {
  const { stage, anna, bela, sessionId } = await nobody()
  const convenor = await aCaller(stage.work, stage.convenor)
  const stepId = (await convenor.plan.insert({ sessionId, kind: 'dots', minutes: 3 })) as StepId
  const cato = await stage.join(2)
  const phones = [{ id: anna as Seat['id'] }, { id: bela }, cato].map((seat) => from(stage, seat))
  const [statementId] = stage.statements as [never]
  const rate = (phone?: Phone) =>
    outcome((phone as Phone).rating.give({ sessionId, statementId, answer: 1, ballot: newId() }))
  const ofDots = phones.map(() => newId<'ballot'>())
  const place = (no: number, count: number) =>
    outcome(
      (phones[no] as Phone).dots.place({ sessionId, placed: [{ thingId: statementId, count }], ballot: ofDots[no] }),
    )
  await stage.to('rate')
  expect(await Promise.all(phones.map(rate))).toEqual(Array(3).fill('ok'))
  await convenor.session.moveToStep({ sessionId, to: stepId })
  for (const no of [0, 1, 2]) expect(await place(no, 1)).toBe('ok')
  await mergeSeats(stage.work, stage.convening, { seatId: anna as Seat['id'], intoSeatId: bela })
  // Whoever answered may think again, and whoever comes may answer.
  expect(await place(2, 0)).toBe('ok')
  await stage.to('rate')
  expect(await rate(from(stage, await stage.join(0)))).toBe('ok')
})

test('an organisation that speaks with one voice is named, so a workshop can’t be both', async () => {
  const open = aStage(database, { attribution: 'none', voice: 'named' })
  expect(await outcome(open)).toBe('session.named_nobody')
})

test('answers count for an organisation once enough of its people are here, and for none before', async () => {
  const { stage, sessionId } = await nobody()
  const ofTwo = [await stage.join(2), await stage.join(2)]
  await stage.to('rate')
  const [statementId] = stage.statements as [never]
  const give = (seat: Seat) => from(stage, seat).rating.give({ sessionId, statementId, answer: 1, ballot: newId() })
  const counted = async () => {
    const rows = await database.sql`select partner_id from seats where kind = 'ballot' and session_id = ${sessionId}`
    return rows.filter(({ partner_id }) => partner_id === stage.partners[2]).length
  }
  await give(ofTwo[0] as Seat)
  expect(await counted()).toBe(0)
  await stage.join(2)
  await give(ofTwo[1] as Seat)
  expect(await counted()).toBe(1)
})

test('never have more finished than there are: who left may be among them, and who is still here is waited for', async () => {
  const stage = await aStage(database, { attribution: 'none' })
  const seats = [await stage.join(0), await stage.join(1), await stage.join(2), await stage.join(0)]
  const progress = async () => {
    const { finished, of } = await findProgress(database.db, await findSession(database.db, stage.sessionId))
    return [finished, of]
  }
  // Whoever was taken away before anybody rated has answered nothing.
  await removeSeat(stage.work, stage.convening, seats[3]?.id as never)
  await stage.to('rate')
  const [anna, bela] = seats as [Seat, Seat]
  for (const seat of [anna, bela]) {
    const ballot = newId<'ballot'>()
    for (const statementId of stage.statements) await giveRating(stage.work, seat, { statementId, answer: 1, ballot })
  }
  expect(await progress()).toEqual([2, 3])
  for (const seat of [anna, bela]) await removeSeat(stage.work, stage.convening, seat.id)
  expect(await progress()).toEqual([2, 3])
})

test('whoever left counts along also after the room went on and came back, and two phones of one person are one', async () => {
  const stage = await aStage(database, { attribution: 'none' })
  const [anna, bela, mira, again] = [await stage.join(0), await stage.join(1), await stage.join(2), await stage.join(2)]
  const progress = async () => {
    const { finished, of } = await findProgress(database.db, await findSession(database.db, stage.sessionId))
    return [finished, of]
  }
  const ballots = new Map([anna, bela, again].map(({ id }) => [id, newId<'ballot'>()]))
  const rate = async (seat: Seat) => {
    const ballot = ballots.get(seat.id)
    for (const statementId of stage.statements) await giveRating(stage.work, seat, { statementId, answer: 1, ballot })
  }
  await stage.to('rate')
  for (const seat of [anna, bela]) await rate(seat)
  await removeSeat(stage.work, stage.convening, anna.id)
  await stage.to('talk')
  await stage.to('rate')
  expect(await progress()).toEqual([2, 4])
  await mergeSeats(stage.work, stage.convening, { seatId: mira.id, intoSeatId: again.id })
  expect(await progress()).toEqual([2, 3])
  await rate(again)
  expect(await progress()).toEqual([3, 3])
  // In the next round nobody has left.
  await stage.to('show-answers')
  await stage.to('rate')
  expect(await progress()).toEqual([0, 2])
  const newPhone = await stage.join(1)
  await mergeSeats(stage.work, stage.convening, { seatId: newPhone.id, intoSeatId: bela.id })
  for (const seat of [bela, again]) await rate(seat)
  expect(await progress()).toEqual([2, 2])
})
