import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { signIns, users } from '#db/schema/people.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeat } from '#server/auth/seat.ts'
import { conveningOf, type Membership, membershipIn } from '#server/auth/who-is.ts'
import { addMember } from '#server/network/add-member.ts'
import { changeRole, endMembership } from '#server/network/change-member.ts'
import { findOwnRatings, findRatings } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { callEverybody } from '#server/session/call-everybody.ts'
import { findSession } from '#server/session/find.ts'
import { handOver } from '#server/session/hand-over.ts'
import { sessionNow } from '#server/session/now.ts'
import { readDesk } from '#server/session/read-desk.ts'
import { readPublished } from '#server/session/read-published.ts'
import { renewCode } from '#server/session/renew-code.ts'
import { tellEverybody } from '#server/session/tell-everybody.ts'
import { enterSheet } from '#server/sheet/enter-sheet.ts'
import { addStatement } from '#server/statement/add-statement.ts'
import { findDeskStatements } from '#server/statement/find.ts'
import { appRouter } from '#server/trpc/root.ts'
import { addView } from '#server/view/add-view.ts'
import { editView } from '#server/view/change-view.ts'
import { findOwnViews } from '#server/view/find.ts'
import { newId, type PartnerId, type SeatId, type StatementId, type UserId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { correctPartner, removeSeat } from './change-seat.ts'
import { findParticipants } from './find.ts'
import { findDoor } from './find-door.ts'
import { ownSignals } from './find-signals.ts'
import { lowerHandOf, lowerSignal, raiseSignal } from './raise-signal.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const refused = async (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error)),
  )
const rating = (stage: Stage, no: number, answer: Answer) => ({ statementId: stage.statements[no] as never, answer })
const view = (text: string) => ({ viewId: newId<'view'>(), place: 'value' as const, facet: null, text })
const now = (stage: Stage) => sessionNow(stage.work, stage.sessionId)
const aColleague = (stage: Stage, role: 'convenor' | 'co_convenor' | 'member' = 'co_convenor') =>
  addMember(stage.work, stage.networkId, { email: `${newId()}@example.org`, name: 'Bo', role, partnerId: null })
const as = async (stage: Stage, userId: UserId) =>
  (await membershipIn(database.db, { userId }, stage.networkId)) as Membership

describe('hands and more time', () => {
  test('hands queue in the order they went up, keep their place, and come down by either side', async () => {
    const stage = await aStage(database)
    const [anna, bela] = [await stage.join(0, 'Anna'), await stage.join(1, 'Bela')]
    for (const seat of [anna, bela, anna]) await raiseSignal(stage.work, seat, 'hand')
    expect((await readDesk(database.db, stage.convening)).hands.map(({ name }) => name)).toEqual(['Anna', 'Bela'])
    expect(await ownSignals(database.db, bela)).toEqual({ hand: 2, moreTime: false, done: false })
    await lowerHandOf(stage.work, stage.convening, anna.id)
    expect(await ownSignals(database.db, bela)).toMatchObject({ hand: 1 })
    await stage.to('views')
    expect((await now(stage)).signals.hand).toBe(1)
    await lowerSignal(stage.work, bela, 'hand')
    expect((await now(stage)).signals).toEqual({ hand: 0, more_time: 0, done: 0 })
  })

  test('more time is for one step, and only its count is told', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0, 'Anna')
    await stage.to('views')
    await raiseSignal(stage.work, seat, 'more_time')
    expect((await now(stage)).signals).toEqual({ hand: 0, more_time: 1, done: 0 })
    expect(JSON.stringify((await readDesk(database.db, stage.convening)).hands)).toBe('[]')
    await stage.to('rate')
    expect((await now(stage)).signals.more_time).toBe(0)
    await raiseSignal(stage.work, seat, 'more_time')
    expect((await now(stage)).signals.more_time).toBe(1)
    await stage.close()
    expect(await refused(raiseSignal(stage.work, seat, 'hand'))).toBe('session.closed')
  })

  test('who is done needs no more time, and the other way round; at the next step nobody has said it', async () => {
    const stage = await aStage(database)
    const [anna, bela] = [await stage.join(0, 'Anna'), await stage.join(1, 'Bela')]
    await stage.to('views')
    await raiseSignal(stage.work, anna, 'more_time')
    for (const seat of [anna, bela]) await raiseSignal(stage.work, seat, 'done')
    expect((await now(stage)).signals).toEqual({ hand: 0, more_time: 0, done: 2 })
    await raiseSignal(stage.work, anna, 'more_time')
    expect((await now(stage)).signals).toEqual({ hand: 0, more_time: 1, done: 1 })
    expect(await ownSignals(database.db, anna)).toEqual({ hand: null, moreTime: true, done: false })
    await lowerSignal(stage.work, bela, 'done')
    expect((await now(stage)).signals.done).toBe(0)
    const { stepNo } = await findSession(database.db, stage.sessionId)
    await raiseSignal(stage.work, bela, 'done')
    expect(JSON.stringify(await readDesk(database.db, stage.convening))).not.toContain(bela.id)
    await stage.to('rate')
    expect((await now(stage)).signals.done).toBe(0)
    // Said of the step before, and held up on its way.
    await raiseSignal(stage.work, anna, 'done', { stepNo })
    expect((await now(stage)).signals.done).toBe(0)
  })

  test('“not done” takes back what was said of its own step, and none of a later one', async () => {
    const stage = await aStage(database)
    const anna = await stage.join(0)
    await stage.to('views')
    const { stepNo } = await findSession(database.db, stage.sessionId)
    await stage.to('rate')
    await raiseSignal(stage.work, anna, 'done')
    // Pressed while the room was at the step before, and held up on its way.
    await lowerSignal(stage.work, anna, 'done', { stepNo })
    expect((await now(stage)).signals.done).toBe(1)
    await lowerSignal(stage.work, anna, 'done', { stepNo: stepNo + 1 })
    expect((await now(stage)).signals.done).toBe(0)
    await raiseSignal(stage.work, anna, 'hand')
    await lowerSignal(stage.work, anna, 'hand', { stepNo })
    expect((await now(stage)).signals.hand).toBe(0)
  })

  test('of what two devices of one seat say in the same moment one stands', async () => {
    const stage = await aStage(database)
    const anna = await stage.join(0)
    await stage.to('views')
    for (let round = 0; round < 15; round++) {
      await Promise.all((['done', 'more_time'] as const).map((kind) => raiseSignal(stage.work, anna, kind)))
      const { done, more_time } = (await now(stage)).signals
      expect(done + more_time).toBe(1)
      for (const kind of ['done', 'more_time'] as const) await lowerSignal(stage.work, anna, kind)
    }
  })

  test('of two seats of one person the later saying counts', async () => {
    const stage = await aStage(database)
    const [phone, laptop] = [await stage.join(0), await stage.join(0)]
    await stage.to('views')
    await raiseSignal(stage.work, phone, 'done')
    await mergeSeats(stage.work, stage.convening, { seatId: phone.id, intoSeatId: laptop.id })
    expect(await ownSignals(database.db, laptop)).toEqual({ hand: null, moreTime: false, done: true })
    expect((await now(stage)).signals.done).toBe(1)
  })

  test.each([
    ['phone', { hand: 0, more_time: 0, done: 1 }],
    ['laptop', { hand: 0, more_time: 1, done: 0 }],
  ] as const)(
    'of two seats of which one is done and one needs more time, what the %s said later counts',
    async (last, counts) => {
      const stage = await aStage(database)
      const [phone, laptop] = [await stage.join(0), await stage.join(0)]
      await stage.to('views')
      const at = (ms: number) => ({ ...stage.work, clock: { now: () => new Date(Date.UTC(2026, 10, 26) + ms) } })
      await raiseSignal(at(last === 'phone' ? 1_000 : 0), phone, 'done')
      await raiseSignal(at(last === 'laptop' ? 1_000 : 0), laptop, 'more_time')
      await mergeSeats(stage.work, stage.convening, { seatId: phone.id, intoSeatId: laptop.id })
      expect((await now(stage)).signals).toEqual(counts)
    },
  )
})

describe('two seats of one person', () => {
  test('become one: views and answers follow, the newer of two answers counts, both phones hold the one seat', async () => {
    const stage = await aStage(database)
    const [old, fresh] = [await stage.join(0, 'Anna'), await stage.join(1)]
    await stage.to('views')
    const mine = view('Written on the first phone')
    await addView(stage.work, old, mine)
    await stage.to('rate')
    await giveRating(stage.work, fresh, rating(stage, 1, -2))
    await giveRating(stage.work, old, rating(stage, 0, 1))
    await giveRating(stage.work, old, rating(stage, 1, 2))
    await mergeSeats(stage.work, stage.convening, { seatId: old.id, intoSeatId: fresh.id })
    const seat = await findSeat(database.db, stage.sessionId, old.id)
    expect(seat).toMatchObject({ id: fresh.id, partnerId: fresh.partnerId, name: 'Anna' })
    expect(await findParticipants(database.db, stage.networkId, stage.sessionId)).toHaveLength(1)
    const counted = await findRatings(database.db, await findSession(database.db, stage.sessionId), 1)
    expect(counted.map(({ answer }) => answer).sort()).toEqual([1, 2])
    expect((await findOwnRatings(database.db, fresh)).map(({ answer }) => answer).sort()).toEqual([1, 2])
    await stage.to('views')
    await editView(stage.work, fresh, { ...mine, text: 'Changed on the second' })
    expect((await findOwnViews(database.db, fresh)).map(({ text }) => text)).toEqual(['Changed on the second'])
  })

  test('what is on the board already goes with the person’s partner, now and when it is corrected', async () => {
    const stage = await aStage(database)
    const [old, fresh] = [await stage.join(0), await stage.join(1)]
    await stage.to('views')
    await addView(stage.work, old, view('On the board'))
    await stage.to('show-views')
    await mergeSeats(stage.work, stage.convening, { seatId: old.id, intoSeatId: fresh.id })
    const partner = async () => (await readPublished(database.db, stage.sessionId)).views[0]?.partnerId
    expect(await partner()).toBe(stage.partners[1])
    await correctPartner(stage.work, stage.convening, { seatId: fresh.id, partnerId: stage.partners[2] as never })
    expect(await partner()).toBe(stage.partners[2])
  })

  test.each([0, 1])(
    'an answer that the room has seen stands, though the other place answered late (%#)',
    async (shown) => {
      const stage = await aStage(database)
      const seats = [await stage.join(0), await stage.join(0)] as const
      const [seen, late] = shown === 0 ? seats : [seats[1], seats[0]]
      await stage.to('rate')
      await giveRating(stage.work, seen, rating(stage, 0, 2))
      await stage.to('show-answers')
      await giveRating(stage.work, late, { ...rating(stage, 0, -2), late: true })
      await mergeSeats(stage.work, stage.convening, { seatId: seats[0].id, intoSeatId: seats[1].id })
      const counted = await findRatings(database.db, await findSession(database.db, stage.sessionId), 1)
      expect(counted.map(({ answer }) => answer)).toEqual([2])
    },
  )

  test('in one voice a partner, the partner’s standing answer stays the only one', async () => {
    const stage = await aStage(database, { voice: 'named' })
    const [old, fresh] = [await stage.join(0), await stage.join(1)]
    await stage.to('rate')
    await giveRating(stage.work, fresh, rating(stage, 0, 1))
    await giveRating(stage.work, old, rating(stage, 0, -1))
    await giveRating(stage.work, old, rating(stage, 1, -1))
    await mergeSeats(stage.work, stage.convening, { seatId: old.id, intoSeatId: fresh.id })
    const counted = await findRatings(database.db, await findSession(database.db, stage.sessionId), 1)
    const of = counted.map((one) => [stage.partners.indexOf(one.partnerId), one.answer].join(' '))
    expect(of.sort()).toEqual(['1 -1', '1 1'])
  })

  test('an answer or a view that is on its way while two seats are made one arrives at the one', async () => {
    const stage = await aStage(database)
    const [old, fresh] = [await stage.join(0, 'Anna'), await stage.join(1)]
    await stage.to('rate')
    const [key, newer] = [newId<'deed'>(), newId<'deed'>()]
    await giveRating(stage.work, old, { ...rating(stage, 1, 1), key })
    await mergeSeats(stage.work, stage.convening, { seatId: old.id, intoSeatId: fresh.id })
    await giveRating(stage.work, old, rating(stage, 0, 2))
    await giveRating(stage.work, fresh, { ...rating(stage, 1, -1), key: newer })
    // The first phone never heard the answer, and sends again what was changed on the second since.
    await giveRating(stage.work, old, { ...rating(stage, 1, 1), key })
    const counted = await findRatings(database.db, await findSession(database.db, stage.sessionId), 1)
    expect(counted.map(({ seatId, answer }) => `${seatId} ${answer}`).sort()).toEqual(
      [`${fresh.id} 2`, `${fresh.id} -1`].sort(),
    )
    await stage.to('views')
    await addView(stage.work, old, view('From the first phone'))
    expect((await findOwnViews(database.db, fresh)).map(({ text }) => text)).toEqual(['From the first phone'])
  })

  test('in one voice a partner, an answer that was on its way while its seat was corrected speaks for the right one', async () => {
    const stage = await aStage(database, { voice: 'named' })
    const [wrong, right] = [await stage.join(0), await stage.join(0)]
    await stage.to('rate')
    await correctPartner(stage.work, stage.convening, { seatId: wrong.id, partnerId: stage.partners[1] as never })
    await giveRating(stage.work, wrong, rating(stage, 0, 1))
    expect(await refused(giveRating(stage.work, right, rating(stage, 0, -1)))).toBe('done')
    const counted = await findRatings(database.db, await findSession(database.db, stage.sessionId), 1)
    const of = counted.map(({ partnerId, answer }) => `${stage.partners.indexOf(partnerId)} ${answer}`)
    expect(of.sort()).toEqual(['0 -1', '1 1'])
  })

  test('what arrives for a seat that was taken away meanwhile is refused, and stays on the phone', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    await removeSeat(stage.work, stage.convening, seat.id)
    expect(await refused(giveRating(stage.work, seat, rating(stage, 0, 1)))).toBe('seat.removed')
  })

  test('a sheet of paper is made one with nobody, so that its next round counts', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    await enterSheet(stage.work, stage.convening, {
      ...{ sheetId: newId<'sheet'>(), no: 1, round: 1, partnerId: stage.partners[0] as PartnerId },
      answers: [{ statementId: stage.statements[0] as StatementId, answer: 1 }],
    })
    const people = await findParticipants(database.db, stage.networkId, stage.sessionId)
    const paper = people.find(({ medium }) => medium === 'paper')?.seatId as SeatId
    const merge = (seatId: SeatId, intoSeatId: SeatId) =>
      refused(mergeSeats(stage.work, stage.convening, { seatId, intoSeatId }))
    expect([await merge(paper, seat.id), await merge(seat.id, paper)]).toEqual(['not_found', 'not_found'])
  })

  test('a seat is not merged with itself, with one of another workshop, or with one that is gone', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const [mine, theirs] = [await stage.join(0), await other.join(0)]
    const merge = (seatId: string, intoSeatId: string) =>
      refused(mergeSeats(stage.work, stage.convening, { seatId, intoSeatId } as never))
    expect(await merge(mine.id, mine.id)).toBe('seat.same')
    expect(await merge(mine.id, theirs.id)).toBe('not_found')
    expect(await merge(theirs.id, mine.id)).toBe('not_found')
    expect(await merge(newId(), mine.id)).toBe('not_found')
  })
})

describe('the desk', () => {
  test('a message stands on every screen until the next, and the same words are told once', async () => {
    const stage = await aStage(database)
    const tell = (text: string) => tellEverybody(stage.work, stage.convening, { text })
    for (const text of ['Coffee is outside.', 'Coffee is outside.']) await tell(text)
    expect((await now(stage)).notice).toEqual({ no: 1, text: 'Coffee is outside.' })
    expect(await refused(tell('x'.repeat(300)))).toBe('text.too_long')
    await tell('  ')
    expect((await now(stage)).notice).toBeNull()
    await callEverybody(stage.work, stage.convening, { to: 'board' })
    expect((await now(stage)).call).toEqual({ no: 1, to: 'board' })
  })

  test('a new code shuts out the old one, and nobody who is in', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    const code = await renewCode(stage.work, stage.convening)
    expect(code).not.toBe(stage.code)
    expect(await refused(findDoor(stage.work, stage.code))).toBe('code.not_found')
    expect(await refused(findDoor(stage.work, code))).toBe('done')
    expect(await findSeat(database.db, stage.sessionId, seat.id)).toBeDefined()
  })

  test('the room is handed to another convenor, never to somebody who may not run it', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const [colleague, member] = [await aColleague(stage), await aColleague(stage, 'member')]
    expect((await readDesk(database.db, stage.convening)).runBy?.userId).toBe(stage.convenor)
    await handOver(stage.work, stage.convening, { userId: colleague })
    expect((await readDesk(database.db, stage.convening)).runBy?.userId).toBe(colleague)
    for (const userId of [member, other.convenor, 'nobody'])
      expect(await refused(handOver(stage.work, stage.convening, { userId }))).toBe('not_found')
  })

  test('a statement that was rated is marked for the desk alone, and a request sent twice adds one', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    const statementId = newId<'statement'>()
    for (const _ of [1, 2]) await addStatement(stage.work, stage.convening, { statementId, text: 'Three' })
    await stage.to('rate')
    await giveRating(stage.work, seat, rating(stage, 0, 1))
    const list = await findDeskStatements(database.db, stage.networkId, stage.sessionId)
    expect(list.map(({ rated }) => rated)).toEqual([true, false, false])
  })

  test('nobody but a convenor of this network gets anything out of the desk’s procedures', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const member = await aColleague(stage, 'member')
    const { sessionId, networkId } = stage
    const seatId = (await stage.join(0)).id
    const cookies = async (userId: UserId) => {
      const sessionToken = newId()
      await database.db.insert(signIns).values({ sessionToken, userId, expires: new Date('2099-01-01') })
      return `next-auth.session-token=${sessionToken}`
    }
    for (const cookie of [null, await cookies(member), await cookies(other.convenor)]) {
      const call = appRouter.createCaller({ work: stage.work, cookies: cookie, secret: 'a secret' })
      const deeds = [
        () => call.session.desk({ sessionId }),
        () => call.session.tellEverybody({ sessionId, text: 'x' }),
        () => call.session.callEverybody({ sessionId, to: 'board' }),
        () => call.session.renewCode({ sessionId }),
        () => call.session.handOver({ sessionId, userId: member }),
        () => call.participant.askToMerge({ sessionId, seatId, intoSeatId: newId() }),
        () => call.participant.mergeSilent({ sessionId, seatId, intoSeatId: newId() }),
        () => call.participant.lowerHandOf({ sessionId, seatId }),
        () => call.participant.signals({ sessionId }),
        () => call.participant.raise({ sessionId, kind: 'hand' }),
        () => call.statement.desk({ sessionId }),
        () => call.network.changeRole({ networkId, userId: member, role: 'convenor' }),
        () => call.network.endMembership({ networkId, userId: stage.convenor }),
      ]
      for (const deed of deeds) {
        const code = await (deed() as Promise<unknown>).then(
          () => 'done',
          (error: { code: string }) => error.code,
        )
        expect(['UNAUTHORIZED', 'NOT_FOUND', 'FORBIDDEN']).toContain(code)
      }
    }
    expect(await now(stage)).toMatchObject({ notice: null, call: null, code: stage.code })
  })
})

describe('members', () => {
  test('are given another role or let go, and lose the rooms they ran at once', async () => {
    const stage = await aStage(database)
    const colleague = await aColleague(stage)
    const by = await as(stage, stage.convenor)
    const convening = () => conveningOf(database.db, { userId: colleague }, stage.sessionId)
    expect(await convening()).toBeDefined()
    await changeRole(stage.work, by, { userId: colleague, role: 'observer' })
    expect(await convening()).toBeUndefined()
    await changeRole(stage.work, by, { userId: colleague, role: 'co_convenor' })
    await endMembership(stage.work, by, { userId: colleague })
    expect(await convening()).toBeUndefined()
    expect(await as(stage, colleague)).toBeUndefined()
    // The person stays, and so does what they did.
    expect(await database.db.select().from(users).where(eq(users.id, colleague))).toHaveLength(1)
  })

  test('a network keeps its last convenor, and a co-convenor makes and unmakes none', async () => {
    const stage = await aStage(database)
    const [colleague, member] = [await aColleague(stage), await aColleague(stage, 'member')]
    const [by, co] = [await as(stage, stage.convenor), await as(stage, colleague)]
    const { email } = (await database.db.select().from(users).where(eq(users.id, stage.convenor)))[0] as {
      email: string
    }
    const demoted = { email, name: '', role: 'member' as const, partnerId: null }
    for (const deed of [
      () => changeRole(stage.work, by, { userId: stage.convenor, role: 'member' }),
      () => endMembership(stage.work, by, { userId: stage.convenor }),
      () => addMember(stage.work, stage.networkId, demoted, by),
    ])
      expect(await refused(deed())).toBe('member.last_convenor')
    for (const deed of [
      () => changeRole(stage.work, co, { userId: colleague, role: 'convenor' }),
      () => changeRole(stage.work, co, { userId: stage.convenor, role: 'member' }),
      () => endMembership(stage.work, co, { userId: stage.convenor }),
      () =>
        addMember(stage.work, stage.networkId, { ...demoted, email: `${newId()}@example.org`, role: 'convenor' }, co),
    ])
      expect(await refused(deed())).toBe('convenors_only')
    await changeRole(stage.work, by, { userId: member, role: 'convenor' })
    await endMembership(stage.work, by, { userId: stage.convenor })
    expect((await as(stage, member)).role).toBe('convenor')
  })
})
