import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findOwnRatings, findProgress, findRatings } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { addView } from '#server/view/add-view.ts'
import { deleteView, editView } from '#server/view/change-view.ts'
import { findOwnViews } from '#server/view/find.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'

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
const view = (text = 'Safe places') => ({ viewId: newId<'view'>(), place: 'value' as const, facet: null, text })
const rating = (stage: Stage, answer: Answer, more = {}) => ({
  statementId: stage.statements[0] as never,
  answer,
  ...more,
})

describe('what a phone sends twice is done once', () => {
  test('the last view that fits, sent again because no answer came, is stored and not refused', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('views')
    for (let no = 1; no < LIMITS.viewsPerSeat; no += 1) await addView(stage.work, seat, view(`View ${no}`))
    const last = view('The last')
    for (const key of [newId<'deed'>(), undefined]) {
      expect(await refused(addView(stage.work, seat, { ...last, key }))).toBe('done')
      expect(await refused(addView(stage.work, seat, { ...last, key }))).toBe('done')
    }
    expect(await findOwnViews(database.db, seat)).toHaveLength(LIMITS.viewsPerSeat)
    expect(await refused(addView(stage.work, seat, view('One more')))).toBe('view.too_many')
  })

  test('a sending that was held up on the way undoes nothing that came after it', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('views')
    const [mine, added, deleted] = [view(), newId<'deed'>(), newId<'deed'>()]
    await addView(stage.work, seat, { ...mine, key: added })
    await editView(stage.work, seat, { ...mine, text: 'Better words', key: newId<'deed'>() })
    await addView(stage.work, seat, { ...mine, key: added })
    expect((await findOwnViews(database.db, seat)).map(({ text }) => text)).toEqual(['Better words'])
    await deleteView(stage.work, seat, { viewId: mine.viewId, key: deleted })
    await deleteView(stage.work, seat, { viewId: mine.viewId, key: deleted })
    await addView(stage.work, seat, { ...mine, key: added })
    expect(await findOwnViews(database.db, seat)).toEqual([])

    await stage.to('rate')
    const [first, second] = [newId<'deed'>(), newId<'deed'>()]
    await giveRating(stage.work, seat, rating(stage, 1, { key: first }))
    await giveRating(stage.work, seat, rating(stage, -2, { key: second }))
    await giveRating(stage.work, seat, rating(stage, 1, { key: first }))
    expect((await findOwnRatings(database.db, seat)).map(({ answer }) => answer)).toEqual([-2])
  })

  test('a refused sending may be tried again under its key, and another seat’s key is no hindrance', async () => {
    const stage = await aStage(database)
    const [anna, bela] = [await stage.join(0), await stage.join(1)]
    const key = newId<'deed'>()
    expect(await refused(giveRating(stage.work, anna, rating(stage, 1, { key })))).toBe('rating.not_the_time')
    await stage.to('rate')
    await giveRating(stage.work, anna, rating(stage, 1, { key }))
    await giveRating(stage.work, bela, rating(stage, -1, { key }))
    const counted = await findRatings(database.db, await findSession(database.db, stage.sessionId), 1)
    expect(counted.map(({ answer }) => answer).sort()).toEqual([-1, 1])
  })

  test('two sendings at once are one', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('views')
    const once = { ...view(), key: newId<'deed'>() }
    await Promise.all([1, 2, 3].map(() => addView(stage.work, seat, once)))
    expect(await findOwnViews(database.db, seat)).toHaveLength(1)
  })
})

describe('what comes after the showing', () => {
  test('is kept and marked, counted nowhere, and goes over no answer that was given in private', async () => {
    const stage = await aStage(database)
    const [anna, bela] = [await stage.join(0), await stage.join(1)]
    await stage.to('rate')
    await giveRating(stage.work, anna, rating(stage, 2, { round: 1 }))
    await stage.to('show-answers')
    expect(await refused(giveRating(stage.work, bela, rating(stage, -1, { round: 1 })))).toBe('rating.already_shown')
    await giveRating(stage.work, bela, rating(stage, -1, { round: 1, late: true }))
    await giveRating(stage.work, bela, rating(stage, -2, { round: 1, late: true }))
    expect(await refused(giveRating(stage.work, anna, rating(stage, -2, { round: 1, late: true })))).toBe(
      'rating.already_shown',
    )
    expect(await findOwnRatings(database.db, bela)).toMatchObject([{ answer: -2, showing: 'after' }])
    const session = await findSession(database.db, stage.sessionId)
    expect((await findRatings(database.db, session, 1)).map(({ answer }) => answer)).toEqual([2])
    expect((await findProgress(database.db, session)).finished).toBe(0)
  })

  test('an answer meant for the first round never becomes one of the second', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    await stage.to('show-answers')
    await stage.to('rate')
    expect(await refused(giveRating(stage.work, seat, rating(stage, 1, { round: 1 })))).toBe('rating.already_shown')
    expect(await refused(giveRating(stage.work, seat, rating(stage, 1, { round: 3 })))).toBe('rating.not_the_time')
    await giveRating(stage.work, seat, rating(stage, 1, { round: 2 }))
    expect((await findOwnRatings(database.db, seat)).map(({ round }) => round)).toEqual([2])
  })

  test('a view that was being written goes on the board late, once views are shown and not before', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    expect(await refused(addView(stage.work, seat, { ...view(), late: true }))).toBe('view.not_the_time')
    await stage.to('show-views')
    await stage.to('rate')
    expect(await refused(addView(stage.work, seat, view()))).toBe('view.not_the_time')
    await addView(stage.work, seat, { ...view('Late'), late: true })
    expect(await findOwnViews(database.db, seat)).toMatchObject([{ text: 'Late', shown: true }])
    await stage.close()
    expect(await refused(addView(stage.work, seat, { ...view(), late: true }))).toBe('session.closed')
  })
})
