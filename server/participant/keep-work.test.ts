import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { users } from '#db/schema/people.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { mayStillSend } from '#server/auth/sign-in-link.ts'
import type { SignedIn } from '#server/auth/who-is.ts'
import { addMember } from '#server/network/add-member.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { aCaller } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type UserId } from '#server/vocabulary/ids.ts'
import type { Mail, Work } from '#server/work.ts'
import { askToKeep, KEEP_DAYS } from './ask-to-keep.ts'
import { findOwnSeat, findOwnWork } from './find-own-work.ts'
import { joinSession } from './join-session.ts'
import { askToKeepAgain, findKeepLink, keepWork } from './keep-work.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

const refused = async (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error)),
  )
const secret = 'a secret of the tests, long enough to be one'
/** A post office that keeps what it is given. */
function aPost() {
  const mails: Mail[] = []
  return {
    mails,
    post: { origin: 'http://here', secret, sendMail: async (mail: Mail) => void mails.push(mail) },
    token: () => new URL(mails.at(-1)?.text.match(/http\S+/)?.[0] as string).searchParams.get('token') as string,
  }
}
const anAddress = () => `${newId()}@example.org`
const accounts = (email: string) => database.db.select().from(users).where(eq(users.email, email))
const asked = async (stage: Stage, email = anAddress(), work: Work = stage.work) => {
  const [seat, { post, mails, token }] = [await stage.join(0, 'Anna'), aPost()]
  await askToKeep(work, seat, email, post)
  return { seat, email, token: token(), mails, post }
}
const later = (work: Work, days: number): Work => ({
  ...work,
  clock: { ...work.clock, now: () => new Date(Date.now() + days * 86_400_000) },
})
const personOf = async (email: string) => ({ userId: (await accounts(email))[0]?.id as UserId }) as SignedIn

describe('keeping one’s answers by e-mail', () => {
  test('the mail has the link and nothing of what was given; looking at the link spends nothing', async () => {
    const stage = await aStage(database)
    const { email, mails, token, seat } = await asked(stage)
    expect(mails).toMatchObject([
      { to: email, subject: expect.stringMatching(/^\[Network .*\] Where next\? – your link$/) },
    ])
    expect(mails[0]?.text).not.toContain('Anna')
    for (let i = 0; i < 3; i += 1)
      expect(await findKeepLink(stage.work, token, secret)).toMatchObject({
        email,
        state: 'fresh',
        seat: { id: seat.id },
      })
    expect(await accounts(email)).toEqual([])
  })

  test('who answered the pulse signed in and as a guest counts once', async () => {
    const stage = await aStage(database, { template: 'yearly-review' })
    const { networkId, sessionId } = stage
    const { seat, token, email } = await asked(stage)
    const userId = await addMember(stage.work, networkId, { email, name: 'Anna', role: 'member', partnerId: null })
    await stage.to('minute')
    const answer = { band: 'junior' as const, start: 4 as const, problem: 2 as const }
    const phone = appRouter.createCaller({
      ...{ work: stage.work, secret },
      cookies: seatCookie(seat.id, sessionId, secret, false).split(';')[0] as string,
    })
    await phone.reflection.pulseHere({ sessionId, ...answer })
    await (await aCaller(stage.work, userId)).reflection.write({ networkId, happened: 'x', agency: answer })
    const given = async () =>
      (await database.sql`select 1 from guest_pulses where network_id = ${networkId}`).length +
      (await database.sql`select 1 from agency_answers where network_id = ${networkId}`).length
    expect(await given()).toBe(2)
    await keepWork(stage.work, token, secret)
    expect(await given()).toBe(1)
  })

  test('an account is made for an address that has none, and finds the workshop there', async () => {
    const stage = await aStage(database)
    const { email, token, seat } = await asked(stage)
    expect(await keepWork(stage.work, token, secret)).toMatchObject({ id: seat.id, sessionId: stage.sessionId })
    const person = await personOf(email)
    expect((await findOwnWork(stage.work.db, person)).map(({ seatId }) => seatId)).toEqual([seat.id])
    expect((await findOwnSeat(stage.work.db, person, seat.id))?.id).toBe(seat.id)
    // Whoever has work there is sent sign-in links from now on.
    expect(await mayStillSend(stage.work.db, email)).toBe(true)
    expect(await mayStillSend(stage.work.db, anAddress())).toBe(false)
  })

  test('an account that is there keeps its own name and gets the work, and joins as the same person afterwards', async () => {
    const stage = await aStage(database)
    const { email, token, seat } = await asked(stage)
    await database.db.insert(users).values({ id: newId(), email, name: 'Anna Long' })
    await keepWork(stage.work, token, secret)
    expect(await accounts(email)).toMatchObject([{ name: 'Anna Long' }])
    const person = { ...(await personOf(email)), email, name: 'Anna Long' } as SignedIn
    const again = await joinSession(
      stage.work,
      stage.code,
      { partner: stage.partners[0] as string, organisation: '', name: '' },
      person,
    )
    expect(again.seatId).toBe(seat.id)
  })

  test('an account that sat in the workshop already has both seats’ work', async () => {
    const stage = await aStage(database)
    const first = await asked(stage)
    await keepWork(stage.work, first.token, secret)
    const second = await asked(stage, first.email)
    await keepWork(stage.work, second.token, secret)
    const own = await findOwnWork(stage.work.db, await personOf(first.email))
    expect(own.map(({ seatId }) => seatId).sort()).toEqual([first.seat.id, second.seat.id].sort())
  })

  test('a link pressed twice, also at once, comes to the same', async () => {
    const stage = await aStage(database)
    const { email, token, seat } = await asked(stage)
    const pressed = await Promise.all([1, 2, 3].map(() => keepWork(stage.work, token, secret)))
    expect(new Set(pressed.map(({ id }) => id))).toEqual(new Set([seat.id]))
    expect(await accounts(email)).toHaveLength(1)
    expect(await findKeepLink(stage.work, token, secret)).toMatchObject({ state: 'kept' })
    expect(await findOwnWork(stage.work.db, await personOf(email))).toHaveLength(1)
  })

  test('after 30 days the link has run out, and a new one goes to the same mailbox alone', async () => {
    const stage = await aStage(database)
    const { email, token, mails, post } = await asked(stage)
    expect(await refused(keepWork(later(stage.work, KEEP_DAYS - 0.01), token, secret))).toBe('done')
    const old = later(stage.work, KEEP_DAYS + 0.01)
    expect(await findKeepLink(old, token, secret)).toMatchObject({ state: 'run-out' })
    expect(await refused(keepWork(old, token, secret))).toBe('keep.run_out')
    await askToKeepAgain(old, token, post)
    expect(mails.map(({ to }) => to)).toEqual([email, email])
    const fresh = new URL(mails[1]?.text.match(/http\S+/)?.[0] as string).searchParams.get('token') as string
    expect(await refused(keepWork(old, fresh, secret))).toBe('done')
  })

  test('a link that was made up, or signed with another secret, leads nowhere', async () => {
    const stage = await aStage(database)
    const { token, post } = await asked(stage)
    expect(await findKeepLink(stage.work, 'f'.repeat(64), secret)).toBeUndefined()
    expect(await refused(keepWork(stage.work, token, 'another secret'))).toBe('not_found')
    expect(await refused(askToKeepAgain(stage.work, '', post))).toBe('not_found')
  })

  test('three mails in ten minutes go to an address or from a seat, and no more', async () => {
    const stage = await aStage(database)
    const { post, mails } = aPost()
    const seats: Seat[] = [await stage.join(0), await stage.join(0), await stage.join(0), await stage.join(1)]
    const address = anAddress()
    for (const seat of seats) await askToKeep(stage.work, seat, address, post)
    expect(mails).toHaveLength(3)
    for (let i = 0; i < 5; i += 1) await askToKeep(stage.work, seats[3] as Seat, anAddress(), post)
    expect(mails).toHaveLength(6)
    await askToKeep(later(stage.work, 0.01), seats[0] as Seat, address, post)
    expect(mails).toHaveLength(7)
  })

  test.each(['', 'nobody', 'a@b', 'a@x.org,b@y.org', '"e@evil.com"@victim.org', `${'x'.repeat(300)}@example.org`])(
    'the address %j gets a clear no, and no mail',
    async (typed) => {
      const stage = await aStage(database)
      const { post, mails } = aPost()
      expect(await refused(askToKeep(stage.work, await stage.join(0), typed, post))).toBe('e_mail.not_readable')
      expect(mails).toEqual([])
    },
  )

  test('a post that fails is said, and the answers stay where they were', async () => {
    const stage = await aStage(database)
    const failing = { ...aPost().post, sendMail: () => Promise.reject(new Error('no route')) }
    expect(await refused(askToKeep(stage.work, await stage.join(0), anAddress(), failing))).toBe('mail.not_sent')
  })

  test('nobody takes up a seat that is another’s', async () => {
    const stage = await aStage(database)
    const [mine, theirs] = [await asked(stage), await asked(stage)]
    await keepWork(stage.work, mine.token, secret)
    await keepWork(stage.work, theirs.token, secret)
    expect(await findOwnSeat(stage.work.db, await personOf(mine.email), theirs.seat.id)).toBeUndefined()
  })
})

test('a link that was mailed before two seats were made one leads the account to the one', async () => {
  const stage = await aStage(database)
  const { seat, email, token } = await asked(stage)
  const other = await stage.join(0, 'Anna')
  await mergeSeats(stage.work, stage.convening, { seatId: seat.id, intoSeatId: other.id })
  await keepWork(stage.work, token, secret)
  expect(await findOwnWork(database.db, await personOf(email))).toMatchObject([{ seatId: other.id }])
})
