import { afterAll, describe, expect, test } from 'vitest'
import { scratchDatabase } from '#db/scratch.ts'
import { aStage } from '#server/session/a-stage.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { isTimeZone } from '#server/vocabulary/time-zone.ts'
import { createNetwork } from './create-network.ts'
import { setTimeZone } from './set-time-zone.ts'
import { todayIn } from './today.ts'

const database = await scratchDatabase()
afterAll(() => database.close())

describe('the day it is', () => {
  test('is that of the network, and its forms take it', async () => {
    const stage = await aStage(database)
    // Half past eleven in the morning in London is the next day already in Auckland.
    const work = { ...stage.work, clock: { now: () => new Date('2026-12-31T11:30:00Z') } }
    expect(await todayIn(work, stage.networkId)).toBe('2026-12-31')
    const asker = await aCaller(work, stage.convenor)
    const done = {
      networkId: stage.networkId,
      title: 'Breakfast',
      kind: 'convening' as const,
      corners: ['value' as const],
    }
    const log = () => outcome(asker.activity.log({ ...done, onDay: '2027-01-01' }))
    expect(await log()).toBe('field.in_future')
    await setTimeZone(work, stage.networkId, 'Pacific/Auckland')
    expect(await todayIn(work, stage.networkId)).toBe('2027-01-01')
    expect(await log()).toBe('ok')
  })
  test('is asked for when a network is set up, and a place that no calendar knows is refused', async () => {
    const { work } = await aStage(database)
    const made = await createNetwork(work, { name: `In Berlin ${newId()}`, about: '', timeZone: 'Europe/Berlin' })
    expect((await database.sql`select time_zone from networks where id = ${made}`)[0]?.time_zone).toBe('Europe/Berlin')
    for (const timeZone of ['Mars/Olympus', '', '+25:00', "'; drop table networks; --", 'x'.repeat(1_000)]) {
      expect(isTimeZone(timeZone), timeZone).toBe(false)
      const asked = createNetwork(work, { name: newId(), about: '', timeZone })
      expect(await outcome(asked)).toBe('network.zone_unknown')
    }
  })
})
