import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { showings } from '#db/schema/showings.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Seat } from '#server/auth/seat.ts'
import { findSeat } from '#server/auth/seat.ts'
import { type Convening, conveningOf } from '#server/auth/who-is.ts'
import { correctPartner, removeSeat } from '#server/participant/change-seat.ts'
import { joinSession } from '#server/participant/join-session.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { closeSession } from '#server/record/close-session.ts'
import { compareRecords } from '#server/record/compare-records.ts'
import { openRecord } from '#server/record/find.ts'
import { findRecordStatements } from '#server/record/find-statements.ts'
import { readReportFile } from '#server/report/report-file.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { OpenSessionInput } from '#server/session/input.ts'
import { moveToStep } from '#server/session/move-to-step.ts'
import { openSession } from '#server/session/open-session.ts'
import { findStatements } from '#server/statement/find.ts'
import type { SessionId, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { readDisagreement, readSitting } from './read-disagreement.ts'
import { findShowing } from './showing.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

const session = (stage: { sessionId: SessionId }) => findSession(database.db, stage.sessionId)
const shown = async (stage: { sessionId: SessionId }) => readDisagreement(database.db, await session(stage))
const rate = (stage: Stage, seat: Seat, answer: Answer) =>
  giveRating(stage.work, seat, { statementId: stage.statements[0] as StatementId, answer })

/** Four people of the first partner and three of the second have answered the first statement, and it is shown. */
async function aShownRoom() {
  const stage = await aStage(database)
  const seats: Seat[] = []
  for (const partner of [0, 0, 0, 0, 1, 1, 1]) seats.push(await stage.join(partner))
  await stage.to('rate')
  for (const [i, answer] of ([2, 1, 1, -2, 1, -1, 2] as const).entries()) await rate(stage, seats[i] as Seat, answer)
  await stage.to('show-answers')
  return { ...stage, seats }
}

describe('what was shown stays as it was shown', () => {
  test.each([
    [
      'is moved to another organisation',
      (room: Awaited<ReturnType<typeof aShownRoom>>) =>
        correctPartner(room.work, room.convening, {
          seatId: room.seats[3]?.id as never,
          partnerId: room.partners[1] as never,
        }),
    ],
    [
      'loses their seat',
      (room: Awaited<ReturnType<typeof aShownRoom>>) =>
        removeSeat(room.work, room.convening, room.seats[3]?.id as never),
    ],
    [
      'turns out to sit here twice',
      (room: Awaited<ReturnType<typeof aShownRoom>>) =>
        // Where the room has seen both, two seats stay two.
        expect(
          mergeSeats(room.work, room.convening, {
            seatId: room.seats[3]?.id as never,
            intoSeatId: room.seats[4]?.id as never,
          }),
        ).rejects.toThrow('seat.answers_shown'),
    ],
  ])('when somebody %s: the page, the file and the record are the same', async (_, change) => {
    const room = await aShownRoom()
    const before = await shown(room)
    const file = await readReportFile(database.db, await session(room), { readsRegister: false })
    await change(room)
    expect(await shown(room)).toEqual(before)
    expect(await readReportFile(database.db, await session(room), { readsRegister: false })).toEqual(file)
    await room.close()
    expect((await openRecord(database.db, room, room.sessionId)).shown).toEqual(before)
  })

  test('and in the next round the one who was moved changes neither organisation, being one alone', async () => {
    const room = await aShownRoom()
    const before = (await shown(room))?.report
    await correctPartner(room.work, room.convening, {
      seatId: room.seats[3]?.id as never,
      partnerId: room.partners[1] as never,
    })
    await room.to('rate')
    await room.to('show-answers')
    expect((await shown(room))?.report).toEqual(before)
  })
})

/** Another workshop of the same network that asks the same lines again. */
async function again(stage: Stage, people: readonly (readonly [partner: number, name: string, answer: Answer])[]) {
  const input = OpenSessionInput.parse({ name: 'Again', statements: [], statementsFrom: stage.sessionId })
  const { sessionId, code } = await openSession(stage.work, stage.networkId, input, stage.convenor)
  const convening = (await conveningOf(database.db, { userId: stage.convenor }, sessionId)) as Convening
  const statements = (await findStatements(database.db, stage.networkId, sessionId)).map(({ id }) => id)
  await moveToStep(stage.work, convening, { step: 'rate' })
  for (const [partner, name, answer] of people) {
    const asked = { partner: stage.partners[partner] as string, organisation: '', name }
    const { seatId } = await joinSession(stage.work, code, asked)
    const seat = (await findSeat(database.db, sessionId, seatId)) as Seat
    await giveRating(stage.work, seat, { statementId: statements[0] as StatementId, answer })
  }
  await moveToStep(stage.work, convening, { step: 'show-answers' })
  return { sessionId, close: () => closeSession(stage.work, convening) }
}

async function aFirstSitting(names: readonly string[]) {
  const stage = await aStage(database)
  await stage.to('rate')
  for (const [i, answer] of ([2, 1, -1] as const).entries()) await rate(stage, await stage.join(0, names[i]), answer)
  for (const answer of [1, 1, 2] as const) await rate(stage, await stage.join(1), answer)
  await stage.to('show-answers')
  await stage.close()
  return stage
}
const OTHERS = [
  [1, '', 1],
  [1, '', 1],
  [1, '', 2],
] as const

describe('two sittings beside each other', () => {
  test('tell nothing of an organisation to which one person came since: the difference would be their answer', async () => {
    const first = await aFirstSitting([])
    const second = await again(first, [[0, '', 2], [0, '', 1], [0, '', -1], [0, '', -2], ...OTHERS])
    const cells = (await shown(second))?.report.statements[0]?.cells ?? []
    const of = (partner: number) => cells.find(({ partnerId }) => partnerId === first.partners[partner])
    expect(of(0)).toMatchObject({ suppressed: 'protects-others', side: null, counts: null })
    expect(of(1)).toMatchObject({ suppressed: null })
    await second.close()
    const [before, after] = [
      await findRecordStatements(database.db, first, first.sessionId),
      await findRecordStatements(database.db, first, second.sessionId),
    ]
    const compared = compareRecords(before, after).find(({ text }) => text === 'One')
    expect(compared?.before?.cells.find(({ partnerId }) => partnerId === first.partners[0])?.suppressed).toBeNull()
    expect(compared?.after?.cells.find(({ partnerId }) => partnerId === first.partners[0])?.counts).toBeNull()
    const file = await readReportFile(database.db, await session(second), { readsRegister: true })
    expect(file?.statements[0]?.cells).toEqual(after.statements[0]?.cells)
    expect(file?.statements[0]).toMatchObject({ basis: 'shown' })
  })

  test('tell that the same people changed a mind, for nobody can say whose', async () => {
    const names = ['Ann', 'Bob', 'Cy']
    const first = await aFirstSitting(names)
    const changed = ([2, 1, 1] as const).map((answer, i) => [0, names[i] as string, answer] as const)
    const second = await again(first, [...changed, ...OTHERS])
    const cell = (await shown(second))?.report.statements[0]?.cells.find(
      ({ partnerId }) => partnerId === first.partners[0],
    )
    expect(cell).toMatchObject({ suppressed: null, side: 'for' })
  })

  test('tell an organisation again when nothing of it differs', async () => {
    const first = await aFirstSitting([])
    const second = await again(first, [[0, '', -1], [0, '', 1], [0, '', 2], ...OTHERS])
    const cell = (await shown(second))?.report.statements[0]?.cells.find(
      ({ partnerId }) => partnerId === first.partners[0],
    )
    expect(cell).toMatchObject({ suppressed: null })
  })
})

describe('two rounds of one workshop beside each other', () => {
  /** Partners of the given sizes answer the first statement, and it is shown; then these answers come, and are shown as well. */
  async function twoRounds(first: readonly (readonly Answer[])[], second: readonly (readonly Answer[])[]) {
    const stage = await aStage(database)
    const seats: Seat[][] = first.map(() => [])
    const round = async (answers: readonly (readonly Answer[])[]) => {
      await stage.to('rate')
      for (const [partner, own] of answers.entries())
        for (const [i, answer] of own.entries()) {
          const there = seats[partner] as Seat[]
          const seat = there[i] ?? (await stage.join(partner))
          there[i] = seat
          await rate(stage, seat, answer)
        }
      await stage.to('show-answers')
      const cells = (await shown(stage))?.report.statements[0]?.cells ?? []
      return stage.partners.map((id) => cells.find(({ partnerId }) => partnerId === id))
    }
    return { first: await round(first), second: await round(second) }
  }

  test('tell nothing of those who stood together before: whoever is seen now would give the others away', async () => {
    const rest: Answer[][] = [
      [2, 2, 2],
      [-1, -1, -1, -1],
    ]
    const { first, second } = await twoRounds([[-2, -2], ...rest], [[1, 1, 1], ...rest])
    expect(first.map((cell) => cell?.suppressed)).toEqual(['too-few', 'protects-others', null])
    expect(second.map((cell) => cell?.suppressed)).toEqual(['protects-others', 'protects-others', null])
    expect(second.map((cell) => cell?.side)).toEqual([null, null, 'against'])
  })

  test('tell nothing of an organisation to which one person came while others changed their minds', async () => {
    const { second } = await twoRounds(
      [
        [1, 1, 2],
        [1, 1, 2],
      ],
      [
        [-1, -2, 2, -2],
        [1, 1, 2],
      ],
    )
    expect(second.map((cell) => cell?.suppressed)).toEqual(['protects-others', null, null])
  })

  test('say nothing of whom the first hid, though another would give cover today', async () => {
    const stage = await aStage(database)
    await stage.to('rate')
    for (const partner of [0, 0, 1, 1, 1, 2, 2, 2]) await rate(stage, await stage.join(partner), partner === 1 ? -1 : 1)
    await stage.to('show-answers')
    const kept = await findShowing(database.db, await session(stage), 1)
    const cells = kept?.shown.report.statements[0]?.cells ?? []
    const seen = cells.findIndex(({ suppressed }) => suppressed === null)
    await database.db.update(showings).set({
      shown: sql`jsonb_set(shown::jsonb, ${`{report,statements,0,cells,${seen},suppressed}`}::text[], '"protects-others"')`,
    })
    const sitting = await readSitting(database.db, await session(stage))
    expect(cells[seen]).toMatchObject({ suppressed: null })
    expect(sitting?.report.statements[0]?.cells[seen]).toMatchObject({ suppressed: 'protects-others', side: null })
  })

  test('tell an organisation again whose same people changed their minds, though nobody gave a name', async () => {
    const { second } = await twoRounds(
      [
        [1, 1, 2],
        [1, 1, 2],
      ],
      [
        [-1, -2, -2],
        [1, 1, 2],
      ],
    )
    expect(second.map((cell) => cell?.side)).toEqual(['against', 'for', 'none'])
  })
})
