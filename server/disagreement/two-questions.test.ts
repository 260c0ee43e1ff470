import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Seat } from '#server/auth/seat.ts'
import { findOwnRatings, findProgress } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { GiveRatingInput } from '#server/rating/input.ts'
import { aStage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { newId, type StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, Question } from '#server/vocabulary/rating-scale.ts'
import { type Disagreement, readDisagreement, retold, toldAgain } from './read-disagreement.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

/** A workshop at the rating of its statements, with three people of each of three partners. */
async function aRoom(rules: { asksIs?: boolean; asksMost?: boolean; voice?: 'own' | 'named' }) {
  const stage = await aStage(database, rules)
  const seats: Seat[] = []
  for (const partner of [0, 1, 2])
    for (let i = 0; i < (rules.voice === 'named' ? 1 : 3); i += 1) seats.push(await stage.join(partner))
  await stage.to('rate')
  const give = (seat: Seat, question: Question, answer: Answer, at = 0) =>
    giveRating(stage.work, seat, { statementId: stage.statements[at] as StatementId, question, answer })
  const all = async (question: Question, answers: readonly Answer[]) => {
    for (const [i, seat] of seats.entries()) await give(seat, question, answers[i % answers.length] as Answer)
  }
  const shown = async () => {
    await stage.to('show-answers')
    return readDisagreement(database.db, await findSession(database.db, stage.sessionId))
  }
  return { ...stage, seats, give, all, shown }
}

describe('a workshop that asks two questions', () => {
  test('finds what all want and few know to be agreed', async () => {
    const room = await aRoom({ asksIs: true })
    await room.all('should', [2, 2, 1])
    await room.all('is', ['unclear', -1, 'unclear'])
    const found = await room.shown()
    expect(found?.is?.two[0]).toMatchObject({ quadrant: 'hidden-agreement', believing: { partners: 0, of: 3 } })
    expect(found?.is?.two[1]).toMatchObject({ quadrant: null, because: 'too-few' })
    expect(found?.perceptions).toBeNull()
  })

  test('counts somebody as finished who has answered both', async () => {
    const room = await aRoom({ asksIs: true })
    const session = () => findSession(database.db, room.sessionId)
    const [first] = room.seats as [Seat]
    for (const at of [0, 1]) await room.give(first, 'should', 1, at)
    expect((await findProgress(database.db, await session())).finished).toBe(0)
    for (const at of [0, 1]) await room.give(first, 'is', 'unclear', at)
    expect((await findProgress(database.db, await session())).finished).toBe(1)
  })

  test('keeps the two answers apart, and each can be changed by itself', async () => {
    const room = await aRoom({ asksIs: true })
    const [first] = room.seats as [Seat]
    await room.give(first, 'is', -2)
    await room.give(first, 'should', 2)
    await room.give(first, 'is', 1)
    const own = await findOwnRatings(database.db, first)
    expect(own.map(({ question, answer }) => [question, answer]).sort()).toEqual([
      ['is', 1],
      ['should', 2],
    ])
  })
})

describe('what most partners would say', () => {
  test('shows that most agree and most do not know it', async () => {
    const room = await aRoom({ asksMost: true, voice: 'named' })
    await room.all('should', [2, 1, 2])
    await room.all('most', [-1, 'unclear', 1])
    const found = await room.shown()
    expect(found?.perceptions?.[0]?.perception).toEqual({
      ...{ actual: 'yes', right: 1, wrong: 1, dontKnow: 1, of: 3 },
      misjudgement: 'pluralistic-ignorance',
    })
    expect(found?.perceptions?.[1]?.perception).toBeNull()
    expect(found?.is).toBeNull()
  })

  test('is not told of fewer people than an organisation’s answers would be', async () => {
    const room = await aRoom({ asksMost: true })
    await room.all('should', [2, 1, 2])
    for (const seat of room.seats.slice(0, 2)) await room.give(seat, 'most', 1)
    expect((await room.shown())?.perceptions?.[0]?.perception).toBeNull()
  })

  test('may be left out: whoever has rated has finished', async () => {
    const room = await aRoom({ asksMost: true })
    for (const at of [0, 1]) await room.give(room.seats[0] as Seat, 'should', 1, at)
    const session = await findSession(database.db, room.sessionId)
    expect((await findProgress(database.db, session)).finished).toBe(1)
  })
})

test('a question that the workshop doesn’t ask is refused, and nothing is stored', async () => {
  const room = await aRoom({})
  const [first] = room.seats as [Seat]
  await expect(room.give(first, 'is', 1)).rejects.toMatchObject({ code: 'rating.not_asked' })
  await expect(room.give(first, 'most', 1)).rejects.toMatchObject({ code: 'rating.not_asked' })
  expect(await findOwnRatings(database.db, first)).toEqual([])
})

test.each([
  ['is', 'remit'],
  ['most', 2],
  ['most', 0],
  ['most', 'remit'],
] as const)('“%s” can’t be answered with %s, and the answer is named', (question, answer) => {
  const read = GiveRatingInput.safeParse({ statementId: newId<'statement'>(), question, answer })
  expect(read.error?.issues.map(({ path }) => path)).toEqual([['answer']])
})

test('what most say is not told where most can’t be shown: one hidden organisation would tip it', async () => {
  const room = await aRoom({ asksMost: true })
  const [hidden] = room.seats.splice(6, 3)
  await room.all('should', [2, 2, 2, -2, -2, -2])
  await room.all('most', [1])
  await room.give(hidden as Seat, 'should', 2)
  expect((await room.shown())?.perceptions?.[0]?.perception).toBeNull()
})

test('what was shown under older rules is told again of the answers; without them, not what hangs on these', async () => {
  const room = await aRoom({ asksMost: true })
  await room.all('should', [2, 1, 1])
  await room.all('most', [1, 1, -1])
  const shown = (await room.shown()) as Disagreement
  const session = await findSession(database.db, room.sessionId)
  const older = { ...shown, rules: 1 }
  expect(shown.perceptions?.some(({ perception }) => perception !== null)).toBe(true)
  expect((await toldAgain(database.db, session, { ...older, perceptions: [] })).perceptions).toEqual(shown.perceptions)
  expect(await retold(session, older)).toEqual({ ...shown, perceptions: null })
})
