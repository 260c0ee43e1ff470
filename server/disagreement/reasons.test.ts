import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { readDisagreement } from './read-disagreement.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

async function secondRound(changing: number) {
  const stage = await aStage(database)
  const people = await Promise.all([0, 0, 0, 1, 1, 1].map((partner) => stage.join(partner)))
  const rate = (no: number, answer: Answer, reason: string) =>
    giveRating(stage.work, people[no] as never, { statementId: stage.statements[0] as never, answer, reason })
  await stage.to('rate')
  for (const no of people.keys()) await rate(no, 1, `before ${no}`)
  await stage.to('show-answers')
  await stage.to('rate')
  for (let no = 0; no < changing; no += 1) await rate(no, -2, `after ${no}`)
  // Whoever stays with their answer may say it better.
  await rate(5, 1, 'said better')
  await stage.to('show-answers')
  const shown = await readDisagreement(database.db, await findSession(database.db, stage.sessionId))
  return shown?.reasons.map(({ text }) => text)
}

test('a reason for a change that still waits waits with it, and the earlier one stands', async () => {
  expect(await secondRound(1)).toEqual(['before 0', 'before 1', 'before 2', 'before 3', 'before 4', 'said better'])
})

test('once enough have changed their minds, their new reasons come with their new answers', async () => {
  expect(await secondRound(3)).toEqual(['after 0', 'after 1', 'after 2', 'before 3', 'before 4', 'said better'])
})
