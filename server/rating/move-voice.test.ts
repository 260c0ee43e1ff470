import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Seat } from '#server/auth/seat.ts'
import { correctPartner, removeSeat } from '#server/participant/change-seat.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import type { PartnerId, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { findOwnRatings, findProgress, findRatings } from './find.ts'
import { giveRating } from './give-rating.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const [COUNCIL, UNIVERSITY, TRADERS] = [0, 1, 2]

/** One voice a partner: Anna of the council and Ben of the university have answered both statements. */
async function aNamedRoom() {
  const stage = await aStage(database, { voice: 'named' })
  const [anna, ben] = [await stage.join(COUNCIL, 'Anna'), await stage.join(UNIVERSITY, 'Ben')]
  await stage.to('rate')
  for (const no of [0, 1]) {
    await answer(stage, anna, no, 2)
    await answer(stage, ben, no, -1)
  }
  return { stage, anna, ben }
}
const answer = (stage: Stage, seat: Seat, no: number, value: Answer) =>
  giveRating(stage.work, seat, { statementId: stage.statements[no] as StatementId, answer: value })
const put = (stage: Stage, seat: Seat, partner: number) =>
  correctPartner(stage.work, stage.convening, { seatId: seat.id, partnerId: stage.partners[partner] as PartnerId })
/** Which partner is counted with which answer to the first statement, and how many have finished. */
async function counted(stage: Stage) {
  const session = await findSession(database.db, stage.sessionId)
  const { finished, of } = await findProgress(database.db, session)
  const given = (await findRatings(database.db, session, 1)).filter((one) => one.statementId === stage.statements[0])
  const answers = given.map((one) => `${stage.partners.indexOf(one.partnerId)}: ${one.answer}`).sort()
  return { finished, of, answers }
}

test('put with the wrong partner and back again, somebody speaks for theirs as before', async () => {
  const { stage, anna } = await aNamedRoom()
  const before = await counted(stage)
  expect(before).toEqual({ finished: 2, of: 2, answers: ['0: 2', '1: -1'] })
  await put(stage, anna, UNIVERSITY)
  expect(await counted(stage)).toEqual({ finished: 1, of: 1, answers: ['1: -1'] })
  await put(stage, anna, COUNCIL)
  expect(await counted(stage)).toEqual(before)
})

test('two who chose each other’s partner are put right one after the other, and each is counted for the right one', async () => {
  const { stage, anna, ben } = await aNamedRoom()
  await put(stage, anna, UNIVERSITY)
  await put(stage, ben, COUNCIL)
  expect(await counted(stage)).toEqual({ finished: 2, of: 2, answers: ['0: -1', '1: 2'] })
})

test('back again, somebody finds what a colleague answered meanwhile, and that stands', async () => {
  const { stage, anna } = await aNamedRoom()
  const carl = await stage.join(COUNCIL, 'Carl')
  await put(stage, anna, UNIVERSITY)
  await answer(stage, carl, 0, 0)
  await put(stage, anna, COUNCIL)
  expect(await counted(stage)).toEqual({ finished: 2, of: 2, answers: ['0: 0', '1: -1'] })
  await put(stage, carl, TRADERS)
  expect((await counted(stage)).answers).toEqual(['0: 2', '1: -1', '2: 0'])
})

test('what waits of somebody who was taken away speaks for nobody', async () => {
  const { stage, anna, ben } = await aNamedRoom()
  await put(stage, anna, UNIVERSITY)
  await removeSeat(stage.work, stage.convening, anna.id)
  await put(stage, ben, TRADERS)
  expect((await counted(stage)).answers).toEqual(['2: -1'])
})

test('where everybody answers for themselves, nobody gets a voice by being put elsewhere', async () => {
  const stage = await aStage(database)
  const anna = await stage.join(COUNCIL, 'Anna')
  await stage.to('rate')
  await answer(stage, anna, 0, 2)
  await put(stage, anna, UNIVERSITY)
  const rows = await database.sql`select speaks_for from ratings where seat_id = ${anna.id}`
  expect(rows.map(({ speaks_for }) => speaks_for)).toEqual([null])
  expect((await findOwnRatings(database.db, anna)).map((one) => one.answer)).toEqual([2])
})
