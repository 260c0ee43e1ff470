import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { records } from '#db/schema/records.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { analyse } from '#server/analysis/analyse.ts'
import type { Sitting } from '#server/analysis/room-change.ts'
import { talkList } from '#server/analysis/talk-list.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addAuthoriser } from '#server/authoriser/keep-authoriser.ts'
import { readSitting } from '#server/disagreement/read-disagreement.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { readReportFile } from '#server/report/report-file.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { aCaller } from '#server/trpc/a-caller.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import { findRecords, openRecord } from './find.ts'
import { findRecordStatements } from './find-statements.ts'
import { signatureOf } from './signature.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

/**
 * A workshop whose record was kept when a room was still told the whole report: two statements that each organisation is split on
 * inside, the first of which was sent to somebody, and one that is unclear to all.
 */
async function anOlderRecord() {
  const stage = await aStage(database, { statements: ['One', 'Two', 'Three'] })
  const [one, two, three] = stage.statements as [StatementId, StatementId, StatementId]
  await stage.to('rate')
  for (const partner of [0, 1, 2])
    for (const answer of [2, 2, -2] as const) {
      const seat = await stage.join(partner)
      for (const statementId of [one, two]) await giveRating(stage.work, seat, { statementId, answer })
      await giveRating(stage.work, seat, { statementId: three, answer: 'unclear' })
    }
  await stage.to('show-answers')
  const by = { networkId: stage.networkId, userId: stage.convenor }
  const dean = { label: 'The dean', kind: 'role', gives: ['money'], basis: 'personal' } as const
  const authoriserId = await addAuthoriser(stage.work, by, AddAuthoriserInput.parse(dean))
  const desk = await aCaller(stage.work, stage.convenor)
  const ended = { outcome: 'sent', statementId: one, authoriserId } as const
  await desk.talk.write({ sessionId: stage.sessionId, ended })
  await stage.close()

  const session = await findSession(database.db, stage.sessionId)
  const today = await openRecord(database.db, stage, stage.sessionId)
  const { matrix } = (await readSitting(database.db, session)) as Sitting
  const whole = analyse(matrix, { minimumCell: session.minimumCell })
  const talk = talkList(whole).map((item) => {
    const line = today.talk?.find(({ statementId }) => statementId === item.statementId)
    return {
      ...item,
      text: whole.statements.find(({ id }) => id === item.statementId)?.text,
      ended: line?.ended ?? null,
    }
  })
  const ofSession = eq(records.sessionId, stage.sessionId)
  const [kept] = await database.db.select().from(records).where(ofSession)
  const contents = {
    ...{ board: kept?.board, people: kept?.people, talk },
    report: { ...today.shown, rules: 1, report: whole },
  }
  await database.db
    .update(records)
    .set({ ...contents, signature: signatureOf(contents) })
    .where(ofSession)
  return { ...stage, one, two, three, session, today, talk }
}

test('what an older record’s room was to talk about is told by today’s rules, as its statements are; how it ended stays', async () => {
  const { one, two, three, today, talk, ...stage } = await anOlderRecord()
  expect(talk.map(({ statementId, kind }) => [statementId, kind])).toEqual([
    [three, 'unclear'],
    [one, 'mixed'],
    [two, 'mixed'],
  ])
  const opened = await openRecord(database.db, stage, stage.sessionId)
  expect(opened.intact).toBe(true)
  expect(opened.talk?.map(({ statementId, kind }) => [statementId, kind])).toEqual([
    [three, 'unclear'],
    [one, null],
  ])
  expect(opened.talk).toEqual(today.talk)
  expect(opened.talk?.[1]?.ended).toMatchObject({ outcome: 'sent', sentTo: { label: 'The dean' } })
  expect(opened.shown?.report).toEqual(today.shown?.report)
})

test('the file of an older record lists what its page lists, and names whom a statement was sent to only where that may be read', async () => {
  const { session, today, ...stage } = await anOlderRecord()
  const file = (readsRegister: boolean) => readReportFile(database.db, session, { readsRegister })
  expect((await file(true))?.talk).toEqual(today.talk)
  const nameless = today.talk?.map((line) => ({ ...line, ended: line.ended && { ...line.ended, sentTo: null } }))
  expect((await file(false))?.talk).toEqual(nameless)
  expect(JSON.stringify(await file(false))).not.toContain('dean')
  expect((await openRecord(database.db, stage, stage.sessionId)).talk).toEqual((await file(true))?.talk)
})

test('whoever asks for an older record’s statements alone is told the same of them as whoever opens it', async () => {
  const stage = await anOlderRecord()
  const { shown, roots } = await openRecord(database.db, stage, stage.sessionId)
  const alone = await findRecordStatements(database.db, stage, stage.sessionId)
  expect(alone).toMatchObject({
    statements: shown?.report.statements,
    roots,
    name: 'Where next?',
    people: { count: 9 },
  })
  const [line] = await findRecords(database.db, stage)
  expect([line?.statements, line?.kinds]).toEqual([3, shown?.report.network.kinds])
})

test('a workshop that showed nothing has no statements to compare, and another network’s can’t be asked for', async () => {
  const [stage, other] = [await aStage(database), await aStage(database)]
  await stage.close()
  expect((await findRecordStatements(database.db, stage, stage.sessionId)).statements).toEqual([])
  await expect(findRecordStatements(database.db, other, stage.sessionId)).rejects.toMatchObject({ code: 'not_found' })
})
