import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { correctPartner } from '#server/participant/change-seat.ts'
import { aStage } from '#server/session/a-stage.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { newId, type PartnerId } from '#server/vocabulary/ids.ts'
import { answerFromSeat } from './answer-version.ts'
import { findForSeat } from './find.ts'
import { takeAlong } from './take-along.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const WRONG = 'a word that nobody of the council said'

/** A workshop in which partners are asked about version 1, and a phone answered for the council that is not the council’s. */
async function wronglyAnswered() {
  const stage = await aStage(database)
  const { networkId, sessionId, work, partners } = stage
  const convenor = await aCaller(work, stage.convenor)
  await convenor.proposition.writeSlot({ networkId, slot: 'for_whom', text: 'young people', version: 0 })
  await convenor.proposition.save({ networkId, sessionId, drafted: 1 })
  await convenor.proposition.ask({ networkId, no: 1 })
  const say = (seat: Seat, ballot: string, version: number, answer: 'cannot' | 'support' = 'support') =>
    answerFromSeat(work, seat, {
      no: 1,
      answer,
      reason: answer === 'cannot' ? WRONG : '',
      version,
      ballot: ballot as never,
    })
  const [stray, mark] = [await stage.join(0), newId<'ballot'>()]
  await say(stray, mark, 0, 'cannot')
  const partnerId = partners[0] as PartnerId
  const given = () => convenor.proposition.given({ networkId, no: 1 })
  const seen = async () => {
    const [one] = await given()
    return { networkId, no: 1, partnerId, version: one?.version ?? 0 }
  }
  return {
    ...{
      stage,
      convenor,
      say,
      stray,
      mark,
      given,
      look: (seat: Seat, by?: string) => findForSeat(database.db, seat, by),
    },
    takeOut: async () => convenor.proposition.takeOut(await seen()),
    putBack: async () => convenor.proposition.putBack(await seen()),
    stale: { networkId, no: 1, partnerId, version: 1 },
    close: () => convenor.proposition.close({ networkId, no: 1 }),
    newest: async () => (await convenor.proposition.versions({ networkId })).versions[0],
    told: async () => JSON.stringify(await findChanges(database.db, networkId)),
  }
}

test('an answer that a lost phone gave for the wrong organisation is taken out, and the right people answer', async () => {
  const { stage, say, stray, mark, given, look, takeOut, close, newest, told } = await wronglyAnswered()
  const council = await stage.join(0)
  const [own, byCouncil] = [newId<'ballot'>(), (version: number) => say(council, own, version)]
  expect(await outcome(byCouncil(1))).toBe('proposition.colleague_stands')
  await takeOut()
  expect(await given()).toMatchObject([{ partner: { name: 'City Council' }, is: 'taken-out' }])
  expect(await newest()).toMatchObject({ answered: 0, asked: 3, answers: null, takenOut: [] })
  // Everybody who sits for it is told, whoever gave it, and nobody what it said.
  for (const [seat, by] of [[council, own] as const, [stray, mark] as const])
    expect((await look(seat, by)).own).toEqual({ answer: null, reason: '', version: 2, takenOut: true })
  await byCouncil(2)
  expect((await look(council, own)).own).toMatchObject({ answer: 'support', version: 3 })
  await close()
  expect(await newest()).toMatchObject({
    ...{ answered: 1, takenOut: [] },
    answers: [{ partner: { name: 'City Council' }, answer: 'support' }],
  })
  expect(await told()).toContain('"takenOut":["City Council"]')
  expect(await told()).not.toContain(WRONG)
})

test('what was taken out counts for nobody and is told to nobody, and the record says that it was taken out', async () => {
  const { takeOut, close, newest, stray, mark, look, told } = await wronglyAnswered()
  await takeOut()
  await close()
  expect(await newest()).toMatchObject({ answers: [], answered: 0, takenOut: [{ name: 'City Council' }] })
  expect(JSON.stringify([await newest(), await look(stray, mark)])).not.toContain(WRONG)
  expect(await told()).toContain('"sayCannot":[]')
})

test('whoever took it out can put it back, as it was, until that organisation has answered anew', async () => {
  const { stage, say, takeOut, putBack, given, look, stray, mark, stale, convenor } = await wronglyAnswered()
  await takeOut()
  await putBack()
  expect(await given()).toMatchObject([{ is: 'standing' }])
  expect((await look(stray, mark)).own).toMatchObject({ answer: 'cannot', reason: WRONG })
  await takeOut()
  const [before] = await given()
  await say(await stage.join(0), newId<'ballot'>(), before?.version ?? 0)
  for (const deed of [convenor.proposition.putBack, convenor.proposition.takeOut])
    expect(await outcome(deed({ ...stale, version: before?.version ?? 0 }))).toBe('proposition.given_changed')
  expect(await given()).toMatchObject([{ is: 'standing', version: (before?.version ?? 0) + 1 }])
})

test('also after the asking is closed: then everybody sees that it was taken out', async () => {
  const { takeOut, putBack, close, newest } = await wronglyAnswered()
  await close()
  expect((await newest())?.answers).toHaveLength(1)
  await takeOut()
  expect(await newest()).toMatchObject({ answers: [], takenOut: [{ name: 'City Council' }] })
  await putBack()
  expect(await newest()).toMatchObject({ answers: [{ answer: 'cannot', reason: WRONG }], takenOut: [] })
})

test('whoever has a code for a workshop is not told whose answer was taken out of what was asked outside it', async () => {
  const { work, networkId, partners, join, convenor: userId } = await aStage(database)
  const convenor = await aCaller(work, userId)
  const member = {
    email: `${newId()}@example.org`,
    name: 'Mo',
    role: 'member' as const,
    partnerId: partners[0] as PartnerId,
  }
  const mo = await aCaller(work, await addMember(work, networkId, member))
  await convenor.proposition.writeSlot({ networkId, slot: 'for_whom', text: 'young people', version: 0 })
  await convenor.proposition.save({ networkId, sessionId: null, drafted: 1 })
  await convenor.proposition.ask({ networkId, no: 1 })
  await mo.proposition.answer({ networkId, no: 1, answer: 'cannot', reason: WRONG, version: 0 })
  await convenor.proposition.takeOut({ networkId, no: 1, partnerId: partners[0] as PartnerId, version: 1 })
  await convenor.proposition.close({ networkId, no: 1 })
  const told = [
    (await mo.proposition.versions({ networkId })).versions,
    (await findForSeat(database.db, await join(1))).versions,
  ]
  expect(told).toMatchObject([[{ takenOut: [{ name: 'City Council' }] }], [{ answers: null, takenOut: [] }]])
})

test('a phone that changes its answer without having seen that it was taken out is told first', async () => {
  const { say, stray, mark, takeOut } = await wronglyAnswered()
  await takeOut()
  expect(await outcome(say(stray, mark, 1))).toBe('proposition.taken_out')
  expect(await outcome(say(stray, mark, 2))).toBe('ok')
})

test('what was taken out goes along with nobody, and keeps nobody’s own answer from going along', async () => {
  const { stage, say, stray, mark, takeOut, look, given } = await wronglyAnswered()
  const { work, convening, partners, sessionId } = stage
  await takeOut()
  const move = async (seat: Seat, to: number) => {
    await correctPartner(work, convening, { seatId: seat.id, partnerId: partners[to] as PartnerId })
    return (await findSeat(database.db, sessionId, seat.id)) as Seat
  }
  const right = await move(stray, 1)
  expect((await look(right, mark)).strayed).toBeNull()
  await takeAlong(work, right, mark as never)
  expect(await given()).toMatchObject([{ partner: { name: 'City Council' }, is: 'taken-out' }])
  const [bea, own] = [await stage.join(2), newId<'ballot'>()]
  await say(bea, own, 0)
  await takeAlong(work, await move(bea, 0), own as never)
  expect(await given()).toMatchObject([{ partner: { name: 'City Council' }, is: 'standing' }])
})

test('another network’s convenor takes nothing out', async () => {
  const { stale, given, stage } = await wronglyAnswered()
  const other = await aStage(database)
  const theirs = await aCaller(stage.work, other.convenor)
  expect(await outcome(theirs.proposition.takeOut({ ...stale, networkId: other.networkId }))).toBe('not_found')
  const email = `${newId()}@example.org`
  const member = await addMember(stage.work, stage.networkId, { email, name: 'Mo', role: 'member', partnerId: null })
  expect(await outcome((await aCaller(stage.work, member)).proposition.takeOut(stale))).toBe('convenors_only')
  expect(await given()).toMatchObject([{ is: 'standing' }])
})
