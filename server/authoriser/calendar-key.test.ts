import { afterAll, expect, test } from 'vitest'
import { scratchDatabase } from '#db/scratch.ts'
import { keepLanguage } from '#server/auth/keep-language.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage } from '#server/session/a-stage.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { endCalendarKey, hasCalendarKey, makeCalendarKey, whoFetches } from './calendar-key.ts'

const database = await scratchDatabase()
afterAll(() => database.close())

test('a calendar fetches by the last key its convenor made, in that network alone, until it is taken back', async () => {
  const [stage, other] = [await aStage(database), await aStage(database)]
  const who = { networkId: stage.networkId, userId: stage.convenor }
  const fetches = async (key: string, networkId = stage.networkId) =>
    (await whoFetches(database.db, networkId, key))?.membership.role
  expect(await hasCalendarKey(database.db, who)).toBe(false)
  const first = await makeCalendarKey(stage.work, who)
  expect(await fetches(first)).toBe('convenor')
  const second = await makeCalendarKey(stage.work, who)
  expect([await fetches(first), await fetches(second), await fetches('')]).toEqual([undefined, 'convenor', undefined])
  expect(await fetches(second, other.networkId)).toBeUndefined()
  await keepLanguage(database.db, stage.convenor, 'cy')
  expect((await whoFetches(database.db, stage.networkId, second))?.language).toBe('cy')
  expect(JSON.stringify(await database.sql`select * from calendar_keys`)).not.toContain(second)
  await endCalendarKey(stage.work, who)
  expect([await fetches(second), await hasCalendarKey(database.db, who)]).toEqual([undefined, false])
})

test('a key tells what its owner may do now, and nothing once they belong to the network no more', async () => {
  const stage = await aStage(database)
  const userId = await addMember(stage.work, stage.networkId, {
    ...{ email: `${newId()}@example.org`, name: 'Ben', role: 'co_convenor' as const, partnerId: null },
  })
  const key = await makeCalendarKey(stage.work, { networkId: stage.networkId, userId })
  const role = async () => (await whoFetches(database.db, stage.networkId, key))?.membership.role
  await database.sql`update members set role = 'observer' where user_id = ${userId}`
  expect(await role()).toBe('observer')
  await database.sql`update members set ended_at = now() where user_id = ${userId}`
  expect(await role()).toBeUndefined()
})
