import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { findProgress } from './find.ts'
import { giveRating } from './give-rating.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

test('progress tells counts, and of a partner only from three people on', async () => {
  const stage = await aStage(database)
  const seats = [await stage.join(0), await stage.join(0), await stage.join(0)]
  await stage.to('rate')
  for (const no of [0, 1])
    await giveRating(
      stage.work,
      seats[0] as never,
      { statementId: stage.statements[no] as never, answer: 1, mandate: 'own' } as never,
    )
  expect(await findProgress(database.db, await findSession(database.db, stage.sessionId))).toEqual({
    finished: 1,
    of: 3,
    byPartner: [{ partnerId: stage.partners[0], finished: 1, of: 3 }],
  })
})

test('nobody can take the told organisations from the whole and read how far one or two people are', async () => {
  const stage = await aStage(database)
  const [council, university] = [stage.partners[0], stage.partners[1]]
  const told = async () => {
    const progress = await findProgress(database.db, await findSession(database.db, stage.sessionId))
    return [progress.of, progress.byPartner.map(({ partnerId, of }) => [partnerId, of])]
  }
  for (const no of [0, 0, 0, 0, 1]) await stage.join(no)
  expect(await told()).toEqual([5, []])
  await stage.join(1)
  expect(await told()).toEqual([6, []])
  await stage.join(1)
  expect(await told()).toEqual([
    7,
    [
      [council, 4],
      [university, 3],
    ],
  ])
  // Of two that are many enough the larger is told: with the other, three and more remain.
  await stage.join(2)
  expect(await told()).toEqual([8, [[council, 4]]])
})
