import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { seatCookie } from '#server/auth/seat.ts'
import { aStage, mergeSeats, type Stage } from '#server/session/a-stage.ts'
import { outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { GONE_MS, SILENT_MS } from '#server/vocabulary/silence.ts'
import { removeSeat } from './change-seat.ts'
import { countSilent } from './count-silent.ts'
import { Ear } from './heard.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 60_000)
afterAll(() => database.close())

const NOTHING = { silent: 0, gone: 0 }
/** An ear and a count by one clock, which a test sets. */
function listening({ work: { db }, convening }: Pick<Stage, 'work' | 'convening'>) {
  let nowMs = Date.UTC(2026, 10, 26, 10)
  const clock = { now: () => new Date(nowMs) }
  const ear = new Ear(clock)
  return {
    ear,
    after(ms: number) {
      nowMs += ms
    },
    count: () => countSilent({ db, clock }, convening, ear),
  }
}

test('a device is silent after half a minute, perhaps gone after ten, and neither once it speaks again', async () => {
  const stage = await aStage(database)
  const [anna, bela] = [await stage.join(0, 'Anna'), await stage.join(1)]
  const { ear, after, count } = listening(stage)
  for (const seat of [anna, bela]) ear.hear(seat.id)
  after(SILENT_MS - 1)
  expect(await count()).toEqual(NOTHING)
  ear.hear(bela.id)
  after(1)
  expect(await count()).toEqual({ silent: 1, gone: 0 })
  after(GONE_MS - SILENT_MS)
  expect(await count()).toEqual({ silent: 1, gone: 1 })
  ear.hear(anna.id)
  expect(await count()).toEqual({ silent: 1, gone: 0 })
})

test('whoever was never heard is not called silent, nor whoever was removed or sits elsewhere', async () => {
  const [stage, other] = [await aStage(database), await aStage(database)]
  await stage.join(0)
  const [removed, elsewhere] = [await stage.join(1), await other.join(0)]
  const { ear, after, count } = listening(stage)
  for (const seat of [removed, elsewhere]) ear.hear(seat.id)
  after(SILENT_MS)
  expect(await count()).toEqual({ silent: 1, gone: 0 })
  await removeSeat(stage.work, stage.convening, removed.id)
  expect(await count()).toEqual(NOTHING)
})

test('two devices of one person are one, as long as either speaks', async () => {
  const stage = await aStage(database)
  const [phone, laptop] = [await stage.join(0), await stage.join(0)]
  const { ear, after, count } = listening(stage)
  for (const seat of [phone, laptop]) ear.hear(seat.id)
  after(SILENT_MS)
  expect(await count()).toEqual({ silent: 2, gone: 0 })
  await mergeSeats(stage.work, stage.convening, { seatId: phone.id, intoSeatId: laptop.id })
  expect(await count()).toEqual({ silent: 1, gone: 0 })
  ear.hear(phone.id)
  expect(await count()).toEqual(NOTHING)
})

test('in a workshop that shows nobody it is a count like any other, and no seat may ask for it', async () => {
  const stage = await aStage(database, { attribution: 'none' })
  const seat = await stage.join(0)
  const { ear, after, count } = listening(stage)
  ear.hear(seat.id)
  after(SILENT_MS)
  expect(await count()).toEqual({ silent: 1, gone: 0 })
  const secret = 'x'.repeat(32)
  const cookies = seatCookie(seat.id, stage.sessionId, secret, false).split(';')[0] as string
  const phone = appRouter.createCaller({ work: stage.work, cookies, secret })
  expect(await outcome(phone.participant.silent({ sessionId: stage.sessionId }))).toBe('signed_out')
})
