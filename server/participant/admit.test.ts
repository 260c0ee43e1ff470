import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { signIns } from '#db/schema/people.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findSeats, type Seat, seatCookie } from '#server/auth/seat.ts'
import { signOut } from '#server/auth/sign-out.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { newId, type ReturnId, type SeatId, type SessionId } from '#server/vocabulary/ids.ts'
import { admit, seatAskedFor, seatFinder, stillAdmitted } from './admit.ts'
import { letReturn } from './answer-return.ts'
import { askToReturn } from './ask-to-return.ts'
import { removeSeat } from './change-seat.ts'
import { sendAway } from './send-away.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

const secret = 'a secret of the tests, long enough to be one'

/** The asking by which another device is let in to a seat. */
async function letIn(stage: Stage, seat: Seat): Promise<ReturnId> {
  const asked = { partner: stage.partners[0] as string, name: 'Anna' }
  const { returnId } = await askToReturn(stage.work, stage.code, asked)
  await letReturn(stage.work, stage.convening, { returnId, seatId: seat.id })
  return returnId as ReturnId
}

test('of many who come in at once each gets their own place, and whoever has none gets none', async () => {
  const [stage, elsewhere] = [await aStage(database), await aStage(database)]
  const { work, convening, sessionId } = stage
  const [anna, bela, cleo, dora] = [
    await stage.join(0, 'Anna'),
    await stage.join(1, 'Bela'),
    await stage.join(1, 'Cleo'),
    await stage.join(2, 'Dora'),
  ]
  const stranger = await elsewhere.join(0, 'Eva')
  await removeSeat(work, convening, cleo.id)
  await mergeSeats(work, convening, { seatId: dora.id, intoSeatId: bela.id })
  const [stays, sentAway] = [await letIn(stage, anna), await letIn(stage, anna)]
  await sendAway(work, anna, sentAway)

  const find = seatFinder(work)
  const comes = async (seatId: SeatId, via: ReturnId | null = null, at: SessionId = sessionId) => {
    const cookie = seatCookie(seatId, at, secret, false, via).split(';')[0] as string
    const request = { url: `/sync/${at}`, headers: { cookie } }
    const seat = await admit(work, secret, request, at, find)
    return seat && [seat.id, seat.name, seat.partnerId, seat.via]
  }
  const annas = [anna.id, 'Anna', stage.partners[0]]
  const belas = [bela.id, 'Bela', stage.partners[1], null]
  const cases: [Promise<unknown>, unknown][] = [
    [comes(anna.id), [...annas, null]],
    [comes(cleo.id), null],
    [comes(bela.id), belas],
    [comes(anna.id, stays), [...annas, stays]],
    [comes(anna.id, sentAway), null],
    [comes(dora.id), belas],
    [comes(stranger.id), null],
    [comes(stranger.id, null, elsewhere.sessionId), [stranger.id, 'Eva', elsewhere.partners[0], null]],
    [comes('nobody\u0000' as SeatId), null],
    [comes(bela.id), belas],
  ]
  const came = await Promise.allSettled(cases.map(([one]) => one))
  expect(came.map((one) => (one.status === 'fulfilled' ? one.value : null))).toEqual(cases.map(([, seat]) => seat))
})

test('seats asked about together stand as they do at that moment, in the order they were asked about', async () => {
  const stage = await aStage(database)
  const [anna, bela] = [await stage.join(0, 'Anna'), await stage.join(1, 'Bela')]
  const asked = [bela, anna, bela].map(({ id }) => ({ sessionId: stage.sessionId, seatId: id, via: null }))
  expect((await findSeats(database.db, asked)).map((seat) => seat?.id)).toEqual([bela.id, anna.id, bela.id])
  await removeSeat(stage.work, stage.convening, bela.id)
  expect((await findSeats(database.db, asked)).map((seat) => seat?.id)).toEqual([undefined, anna.id, undefined])
  expect(await findSeats(database.db, [])).toEqual([])
})

test('only whoever comes by a signed seat, and not as a convenor, asks for one that may be known', async () => {
  const { sessionId, join } = await aStage(database)
  const { id } = await join(0, 'Anna')
  const cookie = seatCookie(id, sessionId, secret, false).split(';')[0] as string
  const asked = (url: string, header = cookie) =>
    seatAskedFor(secret, { url, headers: { cookie: header } }, sessionId)?.seatId
  expect(asked(`/sync/${sessionId}`)).toBe(id)
  expect(asked(`/sync/${sessionId}?as=convenor`)).toBeUndefined()
  expect(asked(`/sync/${sessionId}`, cookie.slice(0, -1))).toBeUndefined()
  expect(asked(`/sync/${sessionId}`, '')).toBeUndefined()
})

test('whoever signs out has their board closed here, and keeps it where they are signed in as well', async () => {
  const { work, listeners, convenor, sessionId } = await aStage(database)
  const signIn = async () => {
    const sessionToken = newId()
    await database.db.insert(signIns).values({ sessionToken, userId: convenor, expires: new Date('2199-01-01') })
    return { url: `/sync/${sessionId}?as=convenor`, headers: { cookie: `next-auth.session-token=${sessionToken}` } }
  }
  const [laptop, desk] = [await signIn(), await signIn()]
  const seat = (await admit(work, secret, laptop, sessionId)) as Seat
  const told: string[] = []
  listeners.hear(sessionId, (topic) => told.push(topic))
  await signOut(work, laptop.headers.cookie)
  expect(told).toEqual(['rights'])
  expect(await stillAdmitted(work, seat, laptop)).toBe('signed-out')
  expect(await stillAdmitted(work, seat, desk)).toMatchObject({ id: seat.id })
})
