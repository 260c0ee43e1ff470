import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Seat } from '#server/auth/seat.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { readDisagreement } from './read-disagreement.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

/** A workshop in which three people of each of three partners have rated one statement, and it was shown. */
async function aRoom(first: readonly Answer[]) {
  const stage = await aStage(database)
  const seats: Seat[] = []
  for (const partner of [0, 0, 0, 1, 1, 1, 2, 2, 2]) seats.push(await stage.join(partner))
  const rate = async (answers: readonly Answer[]) => {
    await stage.to('rate')
    for (const [i, seat] of seats.entries())
      await giveRating(stage.work, seat, {
        statementId: stage.statements[0] as StatementId,
        question: 'should',
        answer: answers[i] as Answer,
      })
    await stage.to('show-answers')
    return readDisagreement(database.db, await findSession(database.db, stage.sessionId))
  }
  return { rate, shown: await rate(first), partners: stage.partners }
}

test('after a second round everybody sees where organisations moved, by whose minds, and no single answer', async () => {
  const room = await aRoom([2, 2, 1, 1, 2, 1, -2, -2, -1])
  expect(room.shown?.change).toBeNull()
  const second = await room.rate([1, 1, 0, 1, 2, 1, 0, 0, 1])
  const [moved, silent] = second?.change ?? []
  const arrowOf = (partner: number) => moved?.arrows.find(({ partnerId }) => partnerId === room.partners[partner])
  expect(arrowOf(0)).toMatchObject({ before: 1, after: 0.5, by: 'minds' })
  expect(arrowOf(1)).toMatchObject({ before: 0.5, after: 0.5, by: null })
  expect(arrowOf(2)).toMatchObject({ before: -1, after: 0, by: 'minds' })
  // Of three partners whose people differ, sums of their answers would tell how.
  expect(moved).toMatchObject({ pairs: null, between: null, within: null, minds: null })
  expect(silent?.arrows).toEqual([])
})

test('nothing that is sent says how the people of one organisation differ', async () => {
  const { shown } = await aRoom([2, -2, 1, 1, 2, -1, -2, -2, 1])
  const [statement] = shown?.report.statements ?? []
  expect(statement?.cells.map(({ counts }) => counts)).toEqual([null, null, null])
  expect(statement).toMatchObject({ within: null, distribution: null, worstPartner: null, kindProbability: null })
  expect(shown?.report.partners.every(({ cohesion, alpha }) => cohesion === null && alpha === null)).toBe(true)
  expect(
    shown?.report.partners.flatMap(({ stances }) => stances.map(({ interval }) => interval)).filter(Boolean),
  ).toEqual([])
})
