import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { sessionNow } from '#server/session/now.ts'
import { speaking } from '#server/speaking.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import { rewordStatement, withdrawStatement } from './change-statement.ts'
import { findEverAsked } from './ever-asked.ts'
import { findDeskStatements, findLines, findStatements, readStatements } from './find.ts'
import { wordStatement } from './word-statement.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

const asked = ({ networkId, sessionId }: Stage) => findStatements(database.db, networkId, sessionId)
const first = ({ statements }: Stage) => statements[0] as StatementId
const reword = (stage: Stage, text: string, statementId = first(stage)) =>
  rewordStatement(stage.work, stage.convening, { statementId, text })

test('an answer to words that were changed meanwhile never counts for the new ones, and is told which it was for', async () => {
  const stage = await aStage(database)
  const seat = await stage.join(0)
  await stage.to('rate')
  await reword(stage, 'We never act alone')
  const late = await giveRating(stage.work, seat, { statementId: first(stage), answer: 2 }).catch((error) => error)
  expect(isRefusal(late) && [late.code, late.facts]).toEqual(['statement.reworded', { words: 'One' }])
  const desk = await findDeskStatements(database.db, stage.networkId, stage.sessionId)
  expect(desk.map(({ no, text, rated }) => [no, text, rated])).toEqual([
    [1, 'We never act alone', false],
    [2, 'Two', false],
  ])
  await giveRating(stage.work, seat, { statementId: (await asked(stage))[0]?.id as StatementId, answer: -2 })
  expect((await findDeskStatements(database.db, stage.networkId, stage.sessionId))[0]?.rated).toBe(true)
})

test('a statement that is reworded keeps its line, its place and what it says in other languages', async () => {
  const stage = await aStage(database)
  await wordStatement(stage.work, stage.convening, {
    ...{ statementId: first(stage), written: 'en-GB', language: 'cy', text: 'Un' },
  })
  await reword(stage, 'First')
  const [once] = await asked(stage)
  await reword(stage, 'The first', once?.id)
  expect((await findLines(database.db, stage.networkId)).map(({ text }) => text)).toEqual(['The first', 'Two'])
  const inWelsh = await speaking({ headers: { cookie: 'language=cy' } }, () =>
    readStatements(database.db, stage.networkId, stage.sessionId),
  )
  expect(inWelsh.map(({ no, text }) => [no, text])).toEqual([
    [1, 'Un'],
    [2, 'Two'],
  ])
})

test('saving the words as they are changes nothing', async () => {
  const stage = await aStage(database)
  await reword(stage, ' One ')
  expect((await asked(stage))[0]?.id).toBe(first(stage))
})

test('every phone hears that words were changed, also those in another language while they are rated', async () => {
  const stage = await aStage(database)
  await stage.to('rate')
  const mark = async () => (await sessionNow(stage.work, stage.sessionId)).statementsRead
  const before = await mark()
  expect(await mark()).toBe(before)
  await wordStatement(stage.work, stage.convening, {
    ...{ statementId: first(stage), written: 'en-GB', language: 'cy', text: 'Un' },
  })
  const worded = await mark()
  expect(worded).not.toBe(before)
  await reword(stage, 'First')
  expect(await mark()).not.toBe(worded)
})

test('what was asked once is told with its words and its hours: paper keeps them', async () => {
  const stage = await aStage(database)
  await reword(stage, 'First')
  await withdrawStatement(stage.work, stage.convening, { statementId: stage.statements[1] as StatementId })
  const ever = await findEverAsked(database.db, stage.networkId, stage.sessionId)
  const [one, first, two] = ['One', 'First', 'Two'].map((words) => ever.find(({ text }) => text === words))
  expect(ever).toHaveLength(3)
  expect(one).toMatchObject({ text: 'One', until: first?.from })
  expect(first).toMatchObject({ madeFrom: one?.id, meaning: null, until: null })
  expect(two?.until && two.until >= (first?.from ?? '')).toBe(true)
})
