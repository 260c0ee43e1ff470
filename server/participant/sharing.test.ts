import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { users } from '#db/schema/people.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie, seatOf } from '#server/auth/seat.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { stampSessions } from '#server/session/stamp.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type UserId } from '#server/vocabulary/ids.ts'
import type { Mail } from '#server/work.ts'
import { stillAdmitted } from './admit.ts'
import { letReturn } from './answer-return.ts'
import { askToKeep } from './ask-to-keep.ts'
import { askToReturn, findReturn } from './ask-to-return.ts'
import { findOwnWork } from './find-own-work.ts'
import { findSharing } from './find-sharing.ts'
import { joinSession } from './join-session.ts'
import { findKeepLink, keepWork } from './keep-work.ts'
import { sendAway } from './send-away.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

const secret = 'a secret of the tests, long enough to be one'
const refused = async (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error)),
  )

/** A device that says it has joined already, is let in to somebody's seat, and comes with the cookie it was given. */
async function letIn(stage: Stage, seat: Seat) {
  const asked = { partner: stage.partners[0] as string, name: 'Anna' }
  const { returnId } = await askToReturn(stage.work, stage.code, asked)
  await letReturn(stage.work, stage.convening, { returnId, seatId: seat.id })
  const given = (await findReturn(database.db, stage.sessionId, returnId)) as Seat
  const cookie = seatCookie(given.id, stage.sessionId, secret, false, given.via).split(';')[0] as string
  const sits = () => seatOf(database.db, stage.sessionId, cookie, secret)
  return { returnId, cookie, sits, seat: (await sits()) as Seat }
}
const devices = async (seat: Seat) => (await findSharing(database.db, seat)).devices.map(({ returnId }) => returnId)

describe('a seat that another device was let in to', () => {
  test('tells the device that held it first, and the other nothing of itself', async () => {
    const stage = await aStage(database)
    const anna = await stage.join(0, 'Anna')
    expect(await findSharing(database.db, anna)).toEqual({ devices: [], merged: [] })
    const other = await letIn(stage, anna)
    expect(other.seat.id).toBe(anna.id)
    expect(await devices(anna)).toEqual([other.returnId])
    expect(await devices(other.seat)).toEqual([])
    expect(await devices(await stage.join(0, 'Anna'))).toEqual([])
  })

  test('is taken from it by “That wasn’t me”: page, procedures and board at once; the first goes on', async () => {
    const stage = await aStage(database)
    const anna = await stage.join(0, 'Anna')
    const other = await letIn(stage, anna)
    const before = await stampSessions(database.db, [stage.sessionId])
    await sendAway(stage.work, anna, other.returnId)
    expect(await other.sits()).toBeUndefined()
    expect(await stillAdmitted(stage.work, other.seat, { headers: {} })).toBeNull()
    expect(await stillAdmitted(stage.work, anna, { headers: {} })).toMatchObject({ id: anna.id })
    const call = appRouter.createCaller({ work: stage.work, cookies: other.cookie, secret })
    await expect(call.rating.mine({ sessionId: stage.sessionId })).rejects.toThrow('not_found')
    await expect(call.session.now({ sessionId: stage.sessionId })).rejects.toThrow('not_found')
    expect(await devices(anna)).toEqual([])
    expect(await refused(sendAway(stage.work, anna, other.returnId))).toBe('not_found')
    // A server that missed the word looks again, for its stamp has changed.
    expect(await stampSessions(database.db, [stage.sessionId])).not.toEqual(before)
  })

  test('stays its own for as long as the asking stands, also through the join form', async () => {
    const stage = await aStage(database)
    const other = await letIn(stage, await stage.join(0, 'Anna'))
    const form = { partner: stage.partners[0] as string, organisation: '', name: 'Anna' }
    const joined = await joinSession(stage.work, stage.code, form, undefined, { sits: other.sits, formSeat: undefined })
    expect(joined).toMatchObject({ seatId: other.seat.id, via: other.returnId })
  })

  test('can’t be taken by the later device from an earlier one, nor by anybody of another seat or workshop', async () => {
    const [stage, elsewhere] = [await aStage(database), await aStage(database)]
    const anna = await stage.join(0, 'Anna')
    const [second, third] = [await letIn(stage, anna), await letIn(stage, anna)]
    expect(await devices(second.seat)).toEqual([third.returnId])
    for (const [seat, returnId] of [
      [third.seat, second.returnId],
      [second.seat, second.returnId],
      [await stage.join(0, 'Anna'), second.returnId],
      [await elsewhere.join(0, 'Anna'), second.returnId],
      [anna, newId<'return'>()],
    ] as const)
      expect(await refused(sendAway(stage.work, seat, returnId))).toBe('not_found')
    await sendAway(stage.work, second.seat, third.returnId)
    expect([await second.sits(), await third.sits()].map((seat) => seat?.id)).toEqual([anna.id, undefined])
  })

  test('is no more the other’s by a link it had mailed to itself', async () => {
    const stage = await aStage(database)
    const anna = await stage.join(0, 'Anna')
    const other = await letIn(stage, anna)
    const [mails, email]: [Mail[], string] = [[], `${newId()}@example.org`]
    const post = { origin: 'http://here', secret, sendMail: async (mail: Mail) => void mails.push(mail) }
    await askToKeep(stage.work, other.seat, email, post)
    const token = new URL(mails[0]?.text.match(/http\S+/)?.[0] as string).searchParams.get('token') as string
    await keepWork(stage.work, token, secret)
    const account = (await database.db.select().from(users)).find((one) => one.email === email)
    const theirs = () => findOwnWork(database.db, { userId: account?.id as UserId })
    expect(await theirs()).toHaveLength(1)
    await sendAway(stage.work, anna, other.returnId)
    expect([await theirs(), await findKeepLink(stage.work, token, secret)]).toEqual([[], undefined])
  })

  test('and a seat made one with another are told to both who hold it', async () => {
    const stage = await aStage(database)
    const [anna, bela] = [await stage.join(0, 'Anna'), await stage.join(0, 'Bela')]
    const held = seatCookie(anna.id, stage.sessionId, secret, false).split(';')[0] as string
    await mergeSeats(stage.work, stage.convening, { seatId: anna.id, intoSeatId: bela.id })
    const first = (await seatOf(database.db, stage.sessionId, held, secret)) as Seat
    for (const seat of [first, bela]) expect((await findSharing(database.db, seat)).merged).toEqual([anna.id])
  })
})
