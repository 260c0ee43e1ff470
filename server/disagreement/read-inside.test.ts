import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import { correctPartner } from '#server/participant/change-seat.ts'
import { findRatings } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { GiveRatingInput } from '#server/rating/input.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import type { PartnerId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { readDisagreement } from './read-disagreement.ts'
import { readInside } from './read-inside.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

const rate = (stage: Stage, seat: Seat, answer: Answer) => {
  const { sessionId, statements } = stage
  return giveRating(stage.work, seat, GiveRatingInput.parse({ sessionId, statementId: statements[0], answer }))
}
const shown = async (stage: Stage) => readDisagreement(database.db, await findSession(database.db, stage.sessionId))

test('a split inside an organisation is told to its own people who answered, once answers are shown, and to nobody else', async () => {
  const stage = await aStage(database)
  const [one, other, third, council] = [
    await stage.join(2),
    await stage.join(2),
    await stage.join(2),
    await stage.join(0),
  ]
  await stage.to('rate')
  for (const [seat, answer] of [
    [one, 2],
    [other, -2],
    [third, 1],
    [council, 1],
  ] as const)
    await rate(stage, seat, answer)
  expect(await readInside(database.db, one)).toEqual([])
  await stage.to('show-answers')
  const split = [{ statementId: stage.statements[0], people: 3 }]
  expect(await readInside(database.db, one)).toEqual(split)
  expect(await readInside(database.db, other)).toEqual(split)
  expect(await readInside(database.db, council)).toEqual([])
  // Anybody can join under an organisation's name: that alone tells nothing.
  expect(await readInside(database.db, await stage.join(2))).toEqual([])
})

test('of two people who differ nobody is told, not even they: each would learn what the other said', async () => {
  const stage = await aStage(database)
  const [one, other] = [await stage.join(2), await stage.join(2)]
  await stage.to('rate')
  await rate(stage, one, 2)
  await rate(stage, other, -2)
  await stage.to('show-answers')
  expect([await readInside(database.db, one), await readInside(database.db, other)]).toEqual([[], []])
  const cell = (await shown(stage))?.report.statements[0]?.cells.find(
    ({ partnerId }) => partnerId === stage.partners[2],
  )
  expect(cell).toMatchObject({ suppressed: 'too-few', side: null, counts: null, stance: null })
})

test('one person’s second thoughts change nothing that is shown, three people’s do', async () => {
  const stage = await aStage(database)
  const seats = [0, 0, 0, 1, 1, 1].map((partner) => stage.join(partner))
  const people = await Promise.all(seats)
  await stage.to('rate')
  for (const [i, seat] of people.entries()) await rate(stage, seat, i % 2 === 0 ? 1 : 2)
  await stage.to('show-answers')
  const first = (await shown(stage))?.report
  await stage.to('rate')
  await rate(stage, people[0] as Seat, -2)
  await stage.to('show-answers')
  expect((await shown(stage))?.report).toEqual(first)
  await stage.to('rate')
  for (const seat of people.slice(0, 3)) await rate(stage, seat, -2)
  await stage.to('show-answers')
  const cell = (await shown(stage))?.report.statements[0]?.cells.find(
    ({ partnerId }) => partnerId === stage.partners[0],
  )
  expect(cell).toMatchObject({ side: 'against', unanimous: true, counts: null })
})

const moved = (stage: Stage, seat: Seat, partner: number) =>
  correctPartner(stage.work, stage.convening, { seatId: seat.id, partnerId: stage.partners[partner] as PartnerId })

test('whoever is put with another partner after answers were shown changes nothing that was shown, so no answer can be worked out', async () => {
  const stage = await aStage(database)
  const [mine, ...theirs] = [await stage.join(0), ...(await Promise.all([2, 2, 2, 2].map((no) => stage.join(no))))]
  await stage.to('rate')
  for (const [i, answer] of ([2, -2, 1, 1] as const).entries()) await rate(stage, theirs[i] as Seat, answer)
  await rate(stage, mine, 1)
  await stage.to('show-answers')
  const before = await shown(stage)
  await moved(stage, theirs[1] as Seat, 1)
  await moved(stage, mine, 2)
  expect(await shown(stage)).toEqual(before)
  expect(await readInside(database.db, (await findSeat(database.db, stage.sessionId, mine.id)) as Seat)).toEqual([])
  // What they answer from here on is their new partner's.
  await stage.to('rate')
  await rate(stage, (await findSeat(database.db, stage.sessionId, mine.id)) as Seat, -1)
  const given = await findRatings(database.db, await findSession(database.db, stage.sessionId), 2)
  expect(given.find(({ seatId }) => seatId === mine.id)?.partnerId).toBe(stage.partners[2])
})

test('two seats that both answered a statement the room has seen stay two, for the difference would tell what one answered', async () => {
  const stage = await aStage(database)
  const [one, other, third, fresh] = [
    await stage.join(2),
    await stage.join(2),
    await stage.join(2),
    await stage.join(2),
  ]
  await stage.to('rate')
  for (const seat of [one, other, third]) await rate(stage, seat, 1)
  await stage.to('show-answers')
  const before = await shown(stage)
  const merge = (from: Seat, into: Seat) =>
    mergeSeats(stage.work, stage.convening, { seatId: from.id, intoSeatId: into.id })
  await expect(merge(one, other)).rejects.toThrow('seat.answers_shown')
  await merge(one, fresh)
  expect(await shown(stage)).toEqual(before)
})
