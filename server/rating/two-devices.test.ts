import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage } from '#server/session/a-stage.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import { findOwnRatings } from './find.ts'
import { giveRating } from './give-rating.ts'
import type { GiveRatingInput } from './input.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

async function aSeat() {
  const stage = await aStage(database)
  const seat = await stage.join(0)
  await stage.to('rate')
  return {
    give: (given: Omit<GiveRatingInput, 'statementId'>) =>
      giveRating(stage.work, seat, { statementId: stage.statements[0] as StatementId, ...given }).then(
        () => 'kept',
        (error: { code: string }) => error.code,
      ),
    stands: async () => (await findOwnRatings(database.db, seat)).map(({ answer, reason }) => [answer, reason]),
  }
}

test('a reason from a laptop that still shows an older answer takes the phone’s newer one away from nobody', async () => {
  const { give, stands } = await aSeat()
  await give({ answer: -1 })
  await give({ answer: 2 })
  expect(await give({ answer: -1, addsTo: -1, reason: 'It costs too much' })).toBe('rating.answered_elsewhere')
  expect(await stands()).toEqual([[2, '']])
})

test('a reason is kept with the answer it was written for, and so is one whose answer comes with it', async () => {
  const { give, stands } = await aSeat()
  await give({ answer: 'unclear', addsTo: 'unclear', reason: 'What does it mean?' })
  expect(await stands()).toEqual([['unclear', 'What does it mean?']])
  await give({ answer: 'unclear', addsTo: 'unclear', reason: 'What is meant?' })
  expect(await stands()).toEqual([['unclear', 'What is meant?']])
  // Another answer is another answer, wherever it is given.
  await give({ answer: 1, reason: 'Now I see' })
  expect(await stands()).toEqual([[1, 'Now I see']])
})
