import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { toldToRoom } from '#server/analysis/told-to-room.ts'
import type { Seat } from '#server/auth/seat.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { readReportFile } from './report-file.ts'
import { runAnalyse } from './run-analyse.ts'

let database: Database
const folder = mkdtempSync(join(tmpdir(), 'report-file-'))
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

const inFile = (answer: Answer) => (typeof answer === 'number' ? answer + 3 : answer === 'unclear' ? 'unsure' : 'remit')

/** What a file can't know: the workshop's words for its ids. */
function nameless(report: DisagreementReport) {
  const names = new Map([...report.partners, ...report.statements].map(({ id }, i) => [id, `#${i}`]))
  const plain = { ...report, statements: report.statements.map((one) => ({ ...one, text: '' })) }
  const text = JSON.stringify({ ...plain, partners: plain.partners.map((one) => ({ ...one, label: '' })) })
  return JSON.parse([...names].reduce((all, [id, name]) => all.replaceAll(`"${id}"`, `"${name}"`), text))
}

test.each(['own', 'named'] as const)(
  'the file of a workshop (%s) is what the analysis prints of the same answers, field by field',
  async (voice) => {
    const stage = await aStage(database, { voice, statements: ['One', 'Two', 'Three', 'Four', 'Five', 'Six'] })
    const rows = ['statement,partner,person,answer']
    const seats: Seat[] = []
    for (const partner of voice === 'own' ? [0, 0, 0, 0, 1, 1, 1, 2, 2] : [0, 1, 2])
      seats.push(await stage.join(partner))
    await stage.to('rate')
    const ANSWERS: Answer[] = [2, 1, -1, 'unclear', 2, 0, -2, 1, 'remit', 1, 2]
    for (const [i, seat] of seats.entries())
      for (const [s, statementId] of stage.statements.entries()) {
        const answer = ANSWERS[(i * 5 + s * 3) % ANSWERS.length] as Answer
        await giveRating(stage.work, seat, { statementId: statementId as StatementId, answer })
        rows.push(`${statementId},${seat.partnerId},${seat.id},${inFile(answer)}`)
      }
    await stage.to('show-answers')
    const file = await readReportFile(database.db, await findSession(database.db, stage.sessionId), {
      readsRegister: false,
    })
    const csv = join(folder, `${voice}.csv`)
    writeFileSync(csv, `${[rows[0], ...rows.slice(1)].join('\n')}\n`)
    const printed = await runAnalyse([csv, '--json', '--mode', voice === 'own' ? 'own' : 'voice'])
    expect(printed.status, printed.err).toBe(0)
    const { about, is, twoQuestions, perceptions, reasons, talk, ...report } = JSON.parse(JSON.stringify(file))
    const { read, countedBy, is: noIs, twoQuestions: noTwo, change, ...whole } = JSON.parse(printed.out)
    expect([read.session, noIs, noTwo, change]).toEqual([null, null, null, null])
    expect(countedBy.partners).toContain('kind')
    expect(nameless(report)).toEqual(nameless(toldToRoom(whole)))
    expect(about).toMatchObject({
      format: 'tricorner-report',
      version: 1,
      workshop: 'Where next?',
      round: 1,
      closed: false,
    })
    expect([is, twoQuestions, perceptions, reasons]).toEqual([null, null, null, []])
    expect(talk.every((line: { ended: unknown }) => line.ended === null)).toBe(true)
  },
)

test('there is no file before answers are shown', async () => {
  const stage = await aStage(database)
  const session = () => findSession(database.db, stage.sessionId)
  expect(await readReportFile(database.db, await session(), { readsRegister: true })).toBeNull()
  await stage.close()
  expect(await readReportFile(database.db, await session(), { readsRegister: true })).toBeNull()
})
