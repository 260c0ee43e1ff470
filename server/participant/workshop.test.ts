import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { ratings } from '#db/schema/ratings.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeat, seatIdOfForm } from '#server/auth/seat.ts'
import { readDisagreement } from '#server/disagreement/read-disagreement.ts'
import { addMember } from '#server/network/add-member.ts'
import { setTimeZone } from '#server/network/set-time-zone.ts'
import { findOwnRatings, findProgress, findRatings } from '#server/rating/find.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { moveToStep } from '#server/session/move-to-step.ts'
import { sessionNow } from '#server/session/now.ts'
import { readPublished } from '#server/session/read-published.ts'
import { setDoors } from '#server/session/set-doors.ts'
import { addView } from '#server/view/add-view.ts'
import { deleteView, editView } from '#server/view/change-view.ts'
import { findOwnViews } from '#server/view/find.ts'
import { ID_SHAPE, newId, type PartnerId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { correctPartner, letPartnerIn, removeSeat } from './change-seat.ts'
import { findParticipants } from './find.ts'
import { findOpening, findRunning } from './find-door.ts'
import { joinSession } from './join-session.ts'

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
const view = (text = 'Safe places', viewId = newId<'view'>()) => ({
  viewId,
  place: 'value' as const,
  facet: null,
  text,
})
const rating = (stage: Stage, answer: Answer = 1, no = 0) => ({
  statementId: stage.statements[no] as never,
  answer,
  mandate: 'own' as const,
  reason: '',
  question: 'should' as const,
})

describe('joining', () => {
  test('a name is cleaned of what can’t be seen, and shown as it was typed otherwise', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0, '  Łucja\u200B \u202E<img src=x onerror=1> ')
    expect(seat.name).toBe('Łucja <img src=x onerror=1>')
  })

  test.each([
    ['a name of 5,000 letters', { name: 'x'.repeat(5_000) }, 'name.too_long'],
    ['no organisation', { partner: '' }, 'partner.needed'],
    ['an organisation of nobody’s', { partner: 'nowhere' }, 'partner.unknown'],
    ['an unlisted one without a name', { partner: 'other', organisation: '  ' }, 'partner.name_needed'],
    ['half a character', { name: 'a\uD800' }, 'text.not_storable'],
  ])('%s is refused and nobody is in', async (_what, wrong, code) => {
    const stage = await aStage(database)
    const input = { partner: stage.partners[0] as string, organisation: '', name: '', ...wrong }
    expect(await refused(joinSession(stage.work, stage.code, input))).toBe(code)
    expect(await findParticipants(database.db, stage.networkId, stage.sessionId)).toEqual([])
  })

  test('a wrong, a locked, a future and a closed code each have their own answer', async () => {
    const stage = await aStage(database)
    const input = { partner: stage.partners[0] as string, organisation: '', name: '' }
    expect(await refused(joinSession(stage.work, 'nonsense', input))).toBe('code.not_found')
    await setDoors(stage.work, stage.convening, 'locked')
    expect(await refused(joinSession(stage.work, stage.code, input))).toBe('session.locked')
    const future = await aStage(database, { opensAt: '2099-01-01T09:00:00Z' })
    expect(
      await refused(joinSession(future.work, future.code, { ...input, partner: future.partners[0] as string })),
    ).toBe('session.not_begun')
    await setDoors(future.work, future.convening, 'locked')
    expect(await refused(findRunning(future.work, future.code))).toBe('session.not_begun')
    await stage.close()
    expect(await refused(joinSession(stage.work, stage.code, input))).toBe('session.ended')
  })

  test('the day on which it ended is told by the clocks of its network', async () => {
    const stage = await aStage(database)
    await setTimeZone(stage.work, stage.networkId, 'Pacific/Auckland')
    await stage.close()
    await expect(findRunning(stage.work, stage.code)).rejects.toMatchObject({
      ...{ code: 'session.ended', facts: { zone: 'Pacific/Auckland' } },
    })
  })

  test('before it opens only when and for how long is told, and whoever opens the door early ends that', async () => {
    const stage = await aStage(database, { opensAt: '2099-01-01T09:00:00Z', template: 'first-meeting' })
    const opening = await findOpening(stage.work, stage.code)
    expect(opening?.from.toISOString()).toBe('2099-01-01T09:00:00.000Z')
    expect(Object.keys(opening ?? {}).sort()).toEqual(['code', 'from', 'id', 'minutes', 'since'])
    expect(opening?.minutes).toBeGreaterThan(30)
    const { opensAt, zone } = await sessionNow(stage.work, stage.sessionId)
    expect([opensAt, zone]).toEqual(['2099-01-01T09:00:00.000Z', 'Europe/London'])
    await setDoors(stage.work, stage.convening, 'open')
    expect((await sessionNow(stage.work, stage.sessionId)).opensAt).toBeNull()
    expect(await findOpening(stage.work, stage.code)).toBeUndefined()
    expect(await refused(findRunning(stage.work, stage.code))).toBe('done')
    expect(await refused(findOpening(stage.work, 'nonsense'))).toBe('code.not_found')
  })

  test('somebody whose organisation isn’t listed waits, and is let in with a partner of their own', async () => {
    const stage = await aStage(database)
    const { seatId, sessionId } = await joinSession(stage.work, stage.code, {
      partner: 'other',
      organisation: 'Transition Bath',
      name: 'Sam',
    })
    const waiting = await findSeat(database.db, sessionId, seatId)
    await moveToStep(stage.work, stage.convening, { step: 'views' })
    expect(await refused(addView(stage.work, waiting as never, view()))).toBe('seat.has_no_partner')
    await letPartnerIn(stage.work, stage.convening, seatId)
    const seated = await findSeat(database.db, sessionId, seatId)
    expect(await refused(addView(stage.work, seated as never, view()))).toBe('done')
  })

  test('a form that is sent twice, or by a browser that has a seat, leads to one seat', async () => {
    const stage = await aStage(database)
    const input = { partner: stage.partners[0] as string, organisation: '', name: 'Sam' }
    const form = { sits: async () => undefined, formSeat: seatIdOfForm(newId(), 'a secret') }
    const pressed = await Promise.all([1, 2].map(() => joinSession(stage.work, stage.code, input, undefined, form)))
    const [first] = pressed
    expect(new Set(pressed.map(({ seatId }) => seatId))).toEqual(new Set([first?.seatId]))
    const sits = async () => findSeat(database.db, stage.sessionId, first?.seatId as never)
    const again = await joinSession(stage.work, stage.code, input, undefined, { sits, formSeat: newId() })
    expect(again.seatId).toBe(first?.seatId)
    expect(await findParticipants(database.db, stage.networkId, stage.sessionId)).toHaveLength(1)
  })

  test('the form’s secret number leads to a seat, and the seat not back to it', () => {
    const once = newId()
    expect(seatIdOfForm(once, 'a secret')).toBe(seatIdOfForm(once, 'a secret'))
    expect(seatIdOfForm(once, 'a secret')).not.toBe(seatIdOfForm(once, 'another'))
    expect(seatIdOfForm(once, 'a secret')).toMatch(ID_SHAPE)
    for (const odd of ['', 'x', `${once}0`]) expect(seatIdOfForm(odd, 'a secret')).toBeUndefined()
  })

  test('when a partner is corrected, views and answers follow', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('views')
    await addView(stage.work, seat, view())
    await correctPartner(stage.work, stage.convening, { seatId: seat.id, partnerId: stage.partners[1] as never })
    await stage.to('show-views')
    const { views } = await readPublished(database.db, stage.sessionId)
    expect(views.map(({ partnerId }) => partnerId)).toEqual([stage.partners[1]])
  })

  test('who is at the board is looked at anew when somebody signed in joins again for another partner', async () => {
    const stage = await aStage(database)
    const { networkId, partners } = stage
    const [email, role] = [`${newId()}@example.org`, 'member' as const]
    const userId = await addMember(stage.work, networkId, { email, name: 'Anna', role, partnerId: null })
    const told: string[] = []
    stage.listeners.hear(stage.sessionId, (topic) => told.push(topic))
    const join = (partner: PartnerId | undefined) =>
      joinSession(stage.work, stage.code, { partner: partner ?? '', organisation: '', name: '' }, {
        ...{ userId, email, name: 'Anna' },
      } as never)
    const { seatId } = await join(partners[0])
    // A hall that comes in is nobody's reason to look through everybody's seats.
    expect(told).toEqual(['people'])
    expect((await join(partners[1])).seatId).toBe(seatId)
    expect(told).toEqual(['people', 'people', 'rights'])
  })

  test('a removed seat is no seat any more', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await removeSeat(stage.work, stage.convening, seat.id)
    expect(await findSeat(database.db, stage.sessionId, seat.id)).toBeUndefined()
  })
})

describe('views', () => {
  test('until they are shown nobody but their author can read them', async () => {
    const stage = await aStage(database)
    const [anna, bela] = [await stage.join(0), await stage.join(1)]
    await stage.to('views')
    await addView(stage.work, anna, view('A secret wish'))
    expect((await readPublished(database.db, stage.sessionId)).views).toEqual([])
    expect(await findOwnViews(database.db, bela)).toEqual([])
    await stage.to('show-views')
    expect((await readPublished(database.db, stage.sessionId)).views.map(({ text }) => text)).toEqual(['A secret wish'])
  })

  test('the same request twice adds one view, and going back deletes none', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('views')
    const once = view()
    await addView(stage.work, seat, once)
    await addView(stage.work, seat, once)
    await stage.to('show-views')
    await stage.to('views')
    expect(await findOwnViews(database.db, seat)).toHaveLength(1)
  })

  test('a private view can be changed and deleted by its author alone; a shown one is changed on the board', async () => {
    const stage = await aStage(database)
    const [anna, bela] = [await stage.join(0), await stage.join(1)]
    await stage.to('views')
    const mine = view()
    await addView(stage.work, anna, mine)
    expect(await refused(editView(stage.work, bela, { ...mine, text: 'Taken over' }))).toBe('not_found')
    expect(await refused(deleteView(stage.work, bela, mine))).toBe('not_found')
    await editView(stage.work, anna, { ...mine, text: 'Better words' })
    await stage.to('show-views')
    expect(await refused(editView(stage.work, anna, { ...mine, text: 'Too late' }))).toBe('view.already_shown')
    expect((await findOwnViews(database.db, anna)).map(({ text }) => text)).toEqual(['Better words'])
  })

  test.each([
    ['nothing', '   ', 'text.needed'],
    ['300 letters', 'x'.repeat(300), 'text.too_long'],
    ['a NUL', 'a\u0000b', 'text.not_storable'],
  ])('%s is refused', async (_what, text, code) => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('views')
    expect(await refused(addView(stage.work, seat, view(text)))).toBe(code)
  })

  test('views are not taken while people rate', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    expect(await refused(addView(stage.work, seat, view()))).toBe('view.not_the_time')
  })
})

describe('rating', () => {
  test('neutral, not clear and not my remit are kept apart, and the last answer counts', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    await giveRating(stage.work, seat, { ...rating(stage), answer: 0 })
    await giveRating(stage.work, seat, { ...rating(stage, 'unclear', 1) })
    await giveRating(stage.work, seat, rating(stage, 'remit', 1))
    const rows = (await database.db.select().from(ratings)).filter(({ seatId }) => seatId === seat.id)
    expect(rows.map(({ kind, point }) => [kind, point]).sort()).toEqual([
      ['point', 0],
      ['remit', null],
    ])
  })

  test('nothing is said of answers before they are shown', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    await giveRating(stage.work, seat, rating(stage))
    expect(await readDisagreement(database.db, await findSession(database.db, stage.sessionId))).toBeNull()
    await stage.to('show-answers')
    expect(await readDisagreement(database.db, await findSession(database.db, stage.sessionId))).not.toBeNull()
  })

  test('answers are taken at their step alone, and only to statements of this workshop', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const seat = await stage.join(0)
    expect(await refused(giveRating(stage.work, seat, rating(stage)))).toBe('rating.not_the_time')
    await stage.to('rate')
    expect(await refused(giveRating(stage.work, seat, rating(other)))).toBe('statement.not_found')
    await stage.to('show-answers')
    expect(await refused(giveRating(stage.work, seat, rating(stage)))).toBe('rating.already_shown')
    await stage.close()
    expect(await refused(giveRating(stage.work, seat, rating(stage)))).toBe('session.closed')
  })

  test('going back to rate opens a second round and keeps the first', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await stage.to('rate')
    await giveRating(stage.work, seat, rating(stage, 1))
    await stage.to('show-answers')
    await stage.to('rate')
    await giveRating(stage.work, seat, rating(stage, -1))
    const rows = (await database.db.select().from(ratings)).filter(({ seatId }) => seatId === seat.id)
    expect(rows.map(({ round, point }) => [round, point]).sort()).toEqual([
      [1, 1],
      [2, -1],
    ])
    const shown = await readDisagreement(database.db, await findSession(database.db, stage.sessionId))
    expect(shown?.round).toBe(1)
  })

  test('with one voice a partner, a colleague can’t answer over the first', async () => {
    const stage = await aStage(database, { voice: 'named' })
    const [first, colleague] = [await stage.join(0), await stage.join(0)]
    await stage.to('rate')
    await giveRating(stage.work, first, rating(stage, 1))
    expect(await refused(giveRating(stage.work, colleague, rating(stage, -1)))).toBe('rating.named_voice_taken')
    // And is told that their organisation answered, but not what: anybody with the code could sit down for it.
    const told = async () =>
      (await findOwnRatings(database.db, colleague)).map(({ answer, reason }) => [answer, reason])
    expect(await told()).toEqual([[null, '']])
    await giveRating(stage.work, first, { ...rating(stage, -1), reason: 'We were told so' })
    expect(await told()).toEqual([[null, '']])
    await stage.to('show-answers')
    expect(await told()).toEqual([[-1, 'We were told so']])
    const rows = (await database.db.select().from(ratings)).filter(({ sessionId }) => sessionId === stage.sessionId)
    expect(rows.map(({ point, mandate }) => [point, mandate])).toEqual([[-1, 'agreed']])
  })

  test('with one voice a partner, a later round has the partner’s last answer alone, whoever gave it', async () => {
    const stage = await aStage(database, { voice: 'named' })
    const [first, colleague] = [await stage.join(0), await stage.join(0)]
    await stage.to('rate')
    await giveRating(stage.work, first, rating(stage, 1))
    await stage.to('show-answers')
    await stage.to('rate')
    await giveRating(stage.work, colleague, rating(stage, -2))
    const session = await findSession(database.db, stage.sessionId)
    expect((await findRatings(database.db, session, 2)).map(({ answer }) => answer)).toEqual([-2])
  })

  test('a corrected partner frees the voice it had taken, and doesn’t speak over its new one', async () => {
    const stage = await aStage(database, { voice: 'named' })
    const [mistaken, council, university] = [await stage.join(0), await stage.join(0), await stage.join(1)]
    await stage.to('rate')
    for (const no of [0, 1]) await giveRating(stage.work, mistaken, rating(stage, 1, no))
    await giveRating(stage.work, university, rating(stage, -1))
    const partnerId = stage.partners[1] as PartnerId
    await correctPartner(stage.work, stage.convening, { seatId: mistaken.id, partnerId })
    await giveRating(stage.work, council, rating(stage, 2))
    const counted = await findRatings(database.db, await findSession(database.db, stage.sessionId), 1)
    const inOrder = counted.map(({ statementId, partnerId, answer }) =>
      [stage.statements.indexOf(statementId), stage.partners.indexOf(partnerId), answer].join(' '),
    )
    expect(inOrder.sort()).toEqual(['0 0 2', '0 1 -1', '1 1 1'])
  })

  test('with one voice a partner, what a removed colleague answered still counts as finished', async () => {
    const stage = await aStage(database, { voice: 'named' })
    const [gone] = [await stage.join(0), await stage.join(0)]
    await stage.to('rate')
    for (const no of [0, 1]) await giveRating(stage.work, gone, rating(stage, 1, no))
    await removeSeat(stage.work, stage.convening, gone.id)
    const progress = await findProgress(database.db, await findSession(database.db, stage.sessionId))
    expect(progress).toMatchObject({ finished: 1, of: 1 })
  })
})

describe('moving the room', () => {
  test('a second convenor’s press that crossed the first is told so', async () => {
    const stage = await aStage(database)
    await moveToStep(stage.work, stage.convening, { step: 'views', stepNo: 0 })
    expect(await refused(moveToStep(stage.work, stage.convening, { step: 'show-views', stepNo: 0 }))).toBe(
      'step.moved_already',
    )
  })
})
