import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import { correctPartner } from '#server/participant/change-seat.ts'
import { aStage } from '#server/session/a-stage.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { answerFromSeat } from './answer-version.ts'
import { findForSeat } from './find.ts'
import { takeAlong } from './take-along.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

/** A workshop in which partners are asked about version 1. */
async function asked() {
  const stage = await aStage(database)
  const { networkId, sessionId, work } = stage
  const convenor = await aCaller(work, stage.convenor)
  const save = async (text: string, inSession: typeof sessionId | null = sessionId) => {
    const { slots } = await convenor.proposition.draft({ networkId })
    const { version } = slots.for_whom
    await convenor.proposition.writeSlot({ networkId, slot: 'for_whom', text, version })
    await convenor.proposition.save({ networkId, sessionId: inSession, drafted: version + 1 })
  }
  await save('young people')
  await convenor.proposition.ask({ networkId, no: 1 })
  const anna = await stage.join(0)
  const ballot = newId<'ballot'>()
  const say = (seat: Seat, answer: 'cannot' | 'support', mark: string, version = 0) =>
    answerFromSeat(work, seat, { no: 1, answer, reason: 'our board said no', version, ballot: mark as never })
  const correct = async (seat: Seat, partner: number) => {
    await correctPartner(work, stage.convening, { seatId: seat.id, partnerId: stage.partners[partner] as never })
    return (await findSeat(database.db, sessionId, seat.id)) as Seat
  }
  const shown = async () => {
    await convenor.proposition.close({ networkId, no: 1 })
    const [one] = (await convenor.proposition.versions({ networkId })).versions
    return one?.answers?.map(({ partner, answer, reason }) => [partner.name, answer, reason])
  }
  return { stage, work, networkId, sessionId, convenor, save, anna, ballot, say, correct, shown }
}

test('a version that is saved while another is asked takes it from no phone, and not from the big screen', async () => {
  const { convenor, sessionId, networkId, save, anna, ballot, say } = await asked()
  await save('everybody')
  const seen = await findForSeat(database.db, anna, ballot)
  expect(seen.versions.map(({ no, asking }) => [no, asking])).toEqual([[1, 'open']])
  expect(seen.speaksFor).not.toBeNull()
  await say(anna, 'support', ballot)
  expect((await findForSeat(database.db, anna, ballot)).own).toMatchObject({ answer: 'support' })
  expect(await convenor.proposition.onScreen({ sessionId })).toMatchObject({ no: 1, asking: 'open', answered: 1 })
  await convenor.proposition.close({ networkId, no: 1 })
  expect(await convenor.proposition.onScreen({ sessionId })).toMatchObject({ no: 2, asking: 'not_asked' })
})

test('what is asked outside the workshop is not put before the words that the workshop has', async () => {
  const { convenor, sessionId, networkId, save, anna } = await asked()
  await convenor.proposition.close({ networkId, no: 1 })
  await save('everybody', null)
  await convenor.proposition.ask({ networkId, no: 2 })
  await save('everybody here')
  const seen = await findForSeat(database.db, anna)
  expect(seen.versions.map(({ no, asking }) => [no, asking])).toEqual([[3, 'not_asked']])
  expect(seen).toMatchObject({ own: null, strayed: null })
  expect(await convenor.proposition.onScreen({ sessionId })).toMatchObject({ no: 3 })
})

test('after somebody’s organisation is put right, their answer goes along, and the wrong one is free to answer', async () => {
  const { work, stage, anna, ballot, say, correct, shown } = await asked()
  await say(anna, 'cannot', ballot)
  const right = await correct(anna, 1)
  expect(await findForSeat(database.db, right, ballot)).toMatchObject({ own: null, strayed: { name: 'City Council' } })
  // Whoever does not know what the phone knows is told nothing, and takes nothing.
  expect((await findForSeat(database.db, right)).strayed).toBeNull()
  await takeAlong(work, right, newId<'ballot'>())
  const council = await stage.join(0)
  expect(await outcome(say(council, 'support', newId<'ballot'>(), 1))).toBe('proposition.colleague_stands')
  await takeAlong(work, right, ballot)
  expect(await findForSeat(database.db, right, ballot)).toMatchObject({ own: { answer: 'cannot' }, strayed: null })
  expect(await outcome(say(council, 'support', newId<'ballot'>()))).toBe('ok')
  expect(await shown()).toEqual([
    ['City Council', 'support', 'our board said no'],
    ['University', 'cannot', 'our board said no'],
  ])
})

test('an answer that goes along takes no colleague’s place', async () => {
  const { work, stage, anna, ballot, say, correct, shown } = await asked()
  await say(await stage.join(1), 'support', newId<'ballot'>())
  await say(anna, 'cannot', ballot)
  await takeAlong(work, await correct(anna, 1), ballot)
  expect(await shown()).toEqual([['University', 'support', 'our board said no']])
})

test('what was shown at the closing stays as it was shown', async () => {
  const { work, networkId, convenor, anna, ballot, say, correct, shown } = await asked()
  await say(anna, 'cannot', ballot)
  const right = await correct(anna, 1)
  const told = await shown()
  expect((await findForSeat(database.db, right, ballot)).strayed).toBeNull()
  await takeAlong(work, right, ballot)
  const [one] = (await convenor.proposition.versions({ networkId })).versions
  expect(one?.answers?.map(({ partner }) => partner.name)).toEqual(told?.map(([name]) => name))
})
