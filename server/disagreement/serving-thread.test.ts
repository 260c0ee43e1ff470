import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '#db/client.ts'
import { records } from '#db/schema/records.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Seat } from '#server/auth/seat.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { openRecord } from '#server/record/find.ts'
import { findRecordStatements } from '#server/record/find-statements.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { FEW_ANSWERS, FEW_CHARACTERS, provideAnalyst } from './analyse-apart.ts'
import { analystHere } from './analyst.ts'
import type { Disagreement } from './disagreement.ts'
import { type Analysts, openAnalysts } from './open-analysts.ts'
import { readChange } from './read-change.ts'
import { readDisagreement } from './read-disagreement.ts'
import { readShownStatements } from './read-statements.ts'

// Other threads load these files anew: whatever is counted here ran on this one.
const ranHere = vi.hoisted(() => [] as string[])
const { counted } = vi.hoisted(() => ({
  counted: (name: string) => async (original: () => Promise<Record<string, (...given: unknown[]) => unknown>>) => {
    const all = await original()
    const work = (...given: unknown[]) => {
      ranHere.push(name)
      return all[name]?.(...given)
    }
    return { ...all, [name]: work }
  },
}))
vi.mock('#server/analysis/analyse.ts', counted('analyse'))
vi.mock('#server/analysis/told-to-room.ts', counted('toldToRoom'))
vi.mock('#server/analysis/opinion-map.ts', counted('opinionMap'))
vi.mock('#server/analysis/room-change.ts', counted('roomChange'))
vi.mock('#server/record/signature.ts', counted('signatureOf'))

let database: Database
let analysts: Analysts
beforeAll(async () => {
  database = await scratchDatabase()
  analysts = openAnalysts()
  provideAnalyst(analysts)
})
afterAll(async () => {
  provideAnalyst(undefined)
  await analysts.close()
  await database.close()
})

test('the thread that serves requests works no report out, tells, compares and signs none, when it is shown, kept or read', async () => {
  // Most are answered by nobody, and make a long record.
  const stage = await aStage(database, { statements: Array.from({ length: 60 }, (_, i) => `S${i}`), asksIs: true })
  const answered = stage.statements.slice(0, 12)
  const seats: Seat[] = []
  for (const partner of [0, 1, 2]) for (let i = 0; i < 6; i += 1) seats.push(await stage.join(partner))
  expect(seats.length * answered.length).toBeGreaterThan(FEW_ANSWERS)
  // In the second round everybody answers the first statement anew.
  for (const asked of [answered, stage.statements.slice(0, 1)]) {
    await stage.to('rate')
    for (const [i, seat] of seats.entries())
      for (const [s, statementId] of asked.entries()) {
        const answer = ([2, -1, 1, 0] as const)[(i * s + asked.length) % 4] ?? 2
        for (const question of ['should', 'is'] as const)
          await giveRating(stage.work, seat, { statementId, answer, question })
      }
    await stage.to('show-answers')
  }
  const session = () => findSession(database.db, stage.sessionId)
  const shown = await readDisagreement(database.db, await session())
  expect(shown?.change?.length).toBeGreaterThan(0)

  await database.sql`update showings set shown = jsonb_set(shown, '{rules}', '1') where session_id = ${stage.sessionId}`
  expect((await readDisagreement(database.db, await session()))?.report).toEqual(shown?.report)
  expect(await readShownStatements(database.db, await session())).toEqual(shown?.report.statements)
  await stage.close()
  const [kept] = await database.db.select().from(records).where(eq(records.sessionId, stage.sessionId))
  expect(JSON.stringify(kept?.report).length).toBeGreaterThan(FEW_CHARACTERS)
  await database.sql`update records set report = jsonb_set(report, '{rules}', '1') where session_id = ${stage.sessionId}`
  const { statements } = await findRecordStatements(database.db, stage, stage.sessionId)
  expect((await openRecord(database.db, stage, stage.sessionId)).shown?.report.statements).toEqual(statements)
  expect(await readChange(database.db, stage, stage.sessionId, stage.sessionId)).not.toBeNull()
  expect(ranHere).toEqual([])

  // Here it is heard of.
  await analystHere.tell((shown as Disagreement).report)
  expect(ranHere).toEqual(['toldToRoom', 'opinionMap'])
}, 60_000)
