import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { readReportFile } from '#server/report/report-file.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { readDisagreement, retold } from './read-disagreement.ts'
import { findShowing } from './showing.ts'

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

test.each([
  ['own', null],
  ['named', 0],
] as const)('with %s views whose organisation gave a reason is told as %s', async (voice, partner) => {
  const stage = await aStage(database, { voice })
  const people = await Promise.all((voice === 'own' ? [0, 0, 0, 1, 1, 1] : [0, 1, 2]).map((one) => stage.join(one)))
  await stage.to('rate')
  const statementId = stage.statements[0] as never
  for (const [i, seat] of people.entries())
    await giveRating(stage.work, seat, { statementId, answer: i === 0 ? -2 : 2, reason: i === 0 ? 'Too dear' : '' })
  await stage.to('show-answers')
  const session = () => findSession(database.db, stage.sessionId)
  const told = { statementId, partnerId: partner === null ? null : stage.partners[partner], text: 'Too dear' }
  expect((await readDisagreement(database.db, await session()))?.reasons).toEqual([told])
  expect((await readReportFile(database.db, await session(), { readsRegister: true }))?.reasons).toEqual([told])
})

test('what was kept when organisations still stood beside reasons is told without them', async () => {
  const stage = await aStage(database)
  const seats = await Promise.all([0, 0, 0, 1, 1, 1].map((one) => stage.join(one)))
  await stage.to('rate')
  const statementId = stage.statements[0] as never
  for (const seat of seats) await giveRating(stage.work, seat, { statementId, answer: 1, reason: 'Why not' })
  await stage.to('show-answers')
  const session = await findSession(database.db, stage.sessionId)
  const kept = await findShowing(database.db, session, 1)
  const reasons = kept?.shown.reasons.map((one) => ({ ...one, partnerId: stage.partners[0] as string }))
  const shown = { ...(kept?.shown as NonNullable<typeof kept>['shown']), rules: 1, reasons: reasons ?? [] }
  expect((await retold(session, shown)).reasons.map(({ partnerId }) => partnerId)).toEqual(seats.map(() => null))
})
