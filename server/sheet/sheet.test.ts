import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { readDisagreement } from '#server/disagreement/read-disagreement.ts'
import { correctPartner, removeSeat } from '#server/participant/change-seat.ts'
import { findParticipants } from '#server/participant/find.ts'
import { findProgress, findRatings } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { sessionNow } from '#server/session/now.ts'
import { newId, type PartnerId, type SheetId, type StatementId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { enterSheet } from './enter-sheet.ts'
import { findSheets } from './find.ts'
import { EnterSheetInput } from './input.ts'
import { takeSheetOut } from './take-sheet-out.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const refused = async (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error)),
  )

interface Written {
  no?: number
  partner?: number
  round?: number
  answers?: Answer[]
  sheetId?: SheetId
}
/** A sheet as it lies on the convenor's table. */
const aSheet = (stage: Stage, { no = 1, partner = 0, round = 1, answers = [2, -1], sheetId }: Written = {}) => ({
  sheetId: sheetId ?? newId<'sheet'>(),
  no,
  round,
  partnerId: stage.partners[partner] as PartnerId,
  answers: answers.map((answer, i) => ({ statementId: stage.statements[i] as StatementId, answer })),
})
const enter = (stage: Stage, sheet: EnterSheetInput) => enterSheet(stage.work, stage.convening, sheet)
const counted = async (stage: Stage) => {
  const session = await findSession(stage.work.db, stage.sessionId)
  return (await findRatings(stage.work.db, session, session.round)).map(({ answer }) => answer)
}
const people = (stage: Stage) => findParticipants(stage.work.db, stage.networkId, stage.sessionId)

describe('where the workshop asks two questions', () => {
  const both = (stage: Stage, is: Answer, should: Answer) => ({
    ...aSheet(stage),
    answers: (['is', 'should'] as const).map((question) => ({
      ...{ statementId: stage.statements[0] as StatementId, question },
      answer: question === 'is' ? is : should,
    })),
  })
  test('a sheet has an answer to each', async () => {
    const stage = await aStage(database, { asksIs: true })
    await stage.to('rate')
    await enter(stage, both(stage, -1, 2))
    const session = await findSession(stage.work.db, stage.sessionId)
    const to = async (question: 'is' | 'should') =>
      (await findRatings(stage.work.db, session, 1, question)).map(({ answer }) => answer)
    expect([await to('is'), await to('should')]).toEqual([[-1], [2]])
  })
  test('what is not asked is refused, and so is what is nobody’s remit', async () => {
    const stage = await aStage(database)
    await stage.to('rate')
    expect(await refused(enter(stage, both(stage, -1, 2)))).toBe('rating.not_asked')
    expect(await counted(stage)).toEqual([])
    expect(EnterSheetInput.safeParse(both(stage, 'remit', 2)).success).toBe(false)
  })
  test('in one voice a partner, both answers are given once', async () => {
    const stage = await aStage(database, { asksIs: true, voice: 'named' })
    await stage.to('rate')
    await enter(stage, both(stage, -1, 2))
    const only = (question: 'is' | 'should') => {
      const sheet = both(stage, 1, 1)
      return { ...sheet, no: 2, answers: sheet.answers.filter((one) => one.question === question) }
    }
    expect(await refused(enter(stage, only('is')))).toBe('sheet.voice_taken')
    expect(await refused(enter(stage, only('should')))).toBe('sheet.voice_taken')
  })
})

describe('a sheet that is typed in', () => {
  test('is a person of its own, marked as from paper, and counts like any other', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    for (const statementId of stage.statements)
      await giveRating(stage.work, seat, { statementId, answer: 1, mandate: 'own', reason: '', question: 'should' })
    await enter(stage, aSheet(stage, { no: 1, answers: [2, -1] }))
    await enter(stage, aSheet(stage, { no: 2, answers: ['remit', -2] }))
    expect((await people(stage)).map(({ medium, name }) => [medium, name])).toEqual([
      ['screen', ''],
      ['paper', ''],
      ['paper', ''],
    ])
    expect((await counted(stage)).sort()).toEqual([-2, -1, 1, 1, 2, 'remit'].sort())
    expect((await sessionNow(stage.work, stage.sessionId)).people).toMatchObject({ count: 3, onPaper: 2 })

    await stage.to('show-answers')
    const shown = await readDisagreement(stage.work.db, await findSession(stage.work.db, stage.sessionId))
    // Three people of one partner, two of them on paper: enough for its answers to be shown.
    expect(shown?.report.statements[1]?.cells.find(({ partnerId }) => partnerId === stage.partners[0])?.n).toBe(3)
  })

  test('has finished, though it leaves statements blank', async () => {
    const stage = await aStage(database)
    await stage.to('rate')
    await stage.join(1)
    await enter(stage, aSheet(stage, { answers: [1] }))
    const session = await findSession(stage.work.db, stage.sessionId)
    expect(await findProgress(stage.work.db, session)).toMatchObject({ finished: 1, of: 2 })
  })

  test('sent twice, also at once, is stored once', async () => {
    const stage = await aStage(database)
    const sheet = aSheet(stage)
    await Promise.all([enter(stage, sheet), enter(stage, sheet), enter(stage, sheet)])
    await enter(stage, sheet)
    expect(await counted(stage)).toHaveLength(2)
    expect(await people(stage)).toHaveLength(1)
    // Also where the answer to the first sending was lost, and the room moved on meanwhile.
    await stage.to('show-answers')
    expect(await refused(enter(stage, sheet))).toBe('done')
    await stage.close()
    expect(await refused(enter(stage, sheet))).toBe('done')
  })

  test('is listed as in, and none of its answers come back', async () => {
    const stage = await aStage(database)
    const sheet = aSheet(stage, { no: 7, partner: 1 })
    await enter(stage, sheet)
    expect(await findSheets(stage.work.db, stage.convening)).toEqual([
      { sheetId: sheet.sheetId, no: 7, round: 1, partnerId: stage.partners[1] },
    ])
  })

  test('may come in before the room rates, and not once its round is shown', async () => {
    const stage = await aStage(database)
    await enter(stage, aSheet(stage, { no: 1 }))
    await stage.to('show-answers')
    expect(await refused(enter(stage, aSheet(stage, { no: 2 })))).toBe('sheet.round_over')
    await stage.to('talk')
    expect(await refused(enter(stage, aSheet(stage, { no: 2 })))).toBe('sheet.round_over')
    await stage.to('rate')
    // The second round is open; a sheet of the first is not taken for one of the second.
    expect(await refused(enter(stage, aSheet(stage, { no: 2, round: 1 })))).toBe('sheet.round_over')
    expect(await refused(enter(stage, aSheet(stage, { no: 2, round: 2 })))).toBe('done')
    await stage.close()
    expect(await refused(enter(stage, aSheet(stage, { no: 3, round: 2 })))).toBe('session.closed')
  })

  test('of the same number in a later round is the same person, who counts once', async () => {
    const stage = await aStage(database)
    await stage.to('rate')
    await enter(stage, aSheet(stage, { no: 4, answers: [2, 2] }))
    await stage.to('show-answers')
    await stage.to('rate')
    expect(await refused(enter(stage, aSheet(stage, { no: 4, round: 2, partner: 1 })))).toBe('sheet.of_another_partner')
    await enter(stage, aSheet(stage, { no: 4, round: 2, answers: [-2] }))
    expect(await people(stage)).toHaveLength(1)
    // What the second sheet leaves blank stands as the first had it.
    expect((await counted(stage)).sort()).toEqual([-2, 2])
  })

  test('where the workshop shows nobody, keeps no time of day that could be held against who handed it in', async () => {
    const stage = await aStage(database, { attribution: 'none' })
    await enter(stage, aSheet(stage))
    const { openedAt } = await findSession(stage.work.db, stage.sessionId)
    const times = await database.sql`
      select joined_at as at from seats where session_id = ${stage.sessionId}
      union select given_at from ratings where session_id = ${stage.sessionId}
      union select entered_at from sheets where session_id = ${stage.sessionId}`
    expect(times.map(({ at }) => new Date(at).getTime())).toEqual([openedAt.getTime()])
  })

  test('of a number that is taken is refused, and leaves everything as it was', async () => {
    const stage = await aStage(database)
    await enter(stage, aSheet(stage, { no: 1, answers: [1, 1] }))
    expect(await refused(enter(stage, aSheet(stage, { no: 1, answers: [-1, -1] })))).toBe('sheet.number_taken')
    expect(await counted(stage)).toEqual([1, 1])
    expect(await people(stage)).toHaveLength(1)
  })

  test('with a statement of another workshop, or a partner of another network, stores nothing', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const foreign = {
      ...aSheet(stage),
      answers: [...aSheet(stage).answers, ...aSheet(other, { answers: [1] }).answers],
    }
    expect(await refused(enter(stage, foreign))).toBe('statement.not_found')
    expect(await refused(enter(stage, { ...aSheet(stage), partnerId: other.partners[0] as PartnerId }))).toBe(
      'partner.unknown',
    )
    expect(await people(stage)).toEqual([])
    expect(await counted(stage)).toEqual([])
  })

  test.each([
    ['no answers', { answers: [] }, 'answers'],
    ['an answer no key gives', { answers: [{ statementId: '0'.repeat(20), answer: 6 }] }, 'answers.0.answer'],
    ['one statement twice', { answers: [1, 2].map((answer) => ({ statementId: '0'.repeat(20), answer })) }, 'answers'],
    ['number 0', { no: 0 }, 'no'],
    ['number 10,000', { no: 10_000 }, 'no'],
    ['half a number', { no: 1.5 }, 'no'],
    ['no round', { round: 0 }, 'round'],
    ['an odd id', { sheetId: 'x' }, 'sheetId'],
  ])('%s: the field is named', (_what, odd, field) => {
    const id = '0'.repeat(20)
    const fine = { sheetId: id, no: 1, round: 1, partnerId: id, answers: [{ statementId: id, answer: 1 }] }
    expect(EnterSheetInput.safeParse(fine).success).toBe(true)
    const read = EnterSheetInput.safeParse({ ...fine, ...odd })
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toContain(field)
  })
})

describe('a sheet that is taken out', () => {
  test('leaves no answer and nobody behind, and its number is free again', async () => {
    const stage = await aStage(database)
    const sheet = aSheet(stage, { no: 5 })
    await enter(stage, sheet)
    await takeSheetOut(stage.work, stage.convening, sheet)
    await takeSheetOut(stage.work, stage.convening, sheet)
    expect([await counted(stage), await people(stage), await findSheets(stage.work.db, stage.convening)]).toEqual([
      [],
      [],
      [],
    ])
    // A first sending that was held up on the way does not bring it back.
    await enter(stage, sheet)
    expect(await counted(stage)).toEqual([])
    await enter(stage, aSheet(stage, { no: 5, answers: [0] }))
    expect(await counted(stage)).toEqual([0])
  })

  test('in a later round leaves the earlier round’s answers', async () => {
    const stage = await aStage(database)
    await enter(stage, aSheet(stage, { no: 1, answers: [2] }))
    await stage.to('show-answers')
    await stage.to('rate')
    const second = aSheet(stage, { no: 1, round: 2, answers: [-2] })
    await enter(stage, second)
    await takeSheetOut(stage.work, stage.convening, second)
    expect(await counted(stage)).toEqual([2])
    expect(await people(stage)).toHaveLength(1)
  })

  test('can’t be, once its answers are shown', async () => {
    const stage = await aStage(database)
    const sheet = aSheet(stage)
    await enter(stage, sheet)
    await stage.to('show-answers')
    expect(await refused(takeSheetOut(stage.work, stage.convening, sheet))).toBe('sheet.round_over')
    await stage.close()
    expect(await refused(takeSheetOut(stage.work, stage.convening, sheet))).toBe('session.closed')
    expect(await counted(stage)).toHaveLength(2)
  })

  test('is one’s own workshop’s: another’s convenor takes nothing out', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const sheet = aSheet(stage)
    await enter(stage, sheet)
    await takeSheetOut(other.work, other.convening, sheet)
    expect(await counted(stage)).toHaveLength(2)
  })
})

describe('a place on paper', () => {
  test('can be put with the right partner, and is taken away where it was typed in alone', async () => {
    const stage = await aStage(database)
    await enter(stage, aSheet(stage))
    const [person] = await people(stage)
    const seatId = person?.seatId as never
    expect(await refused(removeSeat(stage.work, stage.convening, seatId))).toBe('not_found')
    await correctPartner(stage.work, stage.convening, { seatId, partnerId: stage.partners[2] as PartnerId })
    expect((await findSheets(stage.work.db, stage.convening))[0]?.partnerId).toBe(stage.partners[2])
  })

  test('speaks for its partner in a named voice, once, and never over a colleague', async () => {
    const stage = await aStage(database, { voice: 'named' })
    const colleague = await stage.join(0)
    await enter(stage, aSheet(stage, { no: 1, partner: 1 }))
    expect(await refused(enter(stage, aSheet(stage, { no: 2, partner: 1 })))).toBe('sheet.voice_taken')
    await stage.to('rate')
    const [statementId] = stage.statements as [StatementId]
    const answer = { statementId, answer: 1 as const, mandate: 'own' as const, reason: '', question: 'should' as const }
    await giveRating(stage.work, colleague, answer)
    expect(await refused(enter(stage, aSheet(stage, { no: 2, partner: 0 })))).toBe('sheet.voice_taken')
    const late = await stage.join(1)
    expect(await refused(giveRating(stage.work, late, answer))).toBe('rating.named_voice_taken')
    expect((await counted(stage)).sort()).toEqual([-1, 1, 2])
  })
})
