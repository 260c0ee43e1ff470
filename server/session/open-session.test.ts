import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { AddMemberInput, ChangeRoleInput, EndMembershipInput } from '#server/network/input.ts'
import { isRefusal } from '#server/refusal.ts'
import { AddStatementInput } from '#server/statement/input.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { aStage } from './a-stage.ts'
import { HandOverInput, OpenSessionInput } from './input.ts'
import { openSession } from './open-session.ts'

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

test('statements asked for from a workshop that isn’t this network’s are refused, not silently left out', async () => {
  const [mine, theirs] = [await aStage(database), await aStage(database)]
  const open = (statementsFrom: string) =>
    openSession(mine.work, mine.networkId, OpenSessionInput.parse({ name: 'Next', statementsFrom }))
  expect(await refused(open(newId()))).toBe('not_found')
  expect(await refused(open(theirs.sessionId))).toBe('not_found')
  expect(await refused(open(mine.sessionId))).toBe('done')
})

test.each(['\0', '\ud800', 'x'.repeat(300_000)])('what no table can keep is refused by its shape', async (odd) => {
  expect(OpenSessionInput.safeParse({ name: 'Next', statementsFrom: odd }).success).toBe(false)
  expect(AddStatementInput.safeParse({ text: 'One', fromCard: odd }).success).toBe(false)
  for (const input of [ChangeRoleInput, EndMembershipInput, HandOverInput])
    expect(input.safeParse({ userId: odd, role: 'member' }).success).toBe(false)
  expect(AddMemberInput.safeParse({ email: 'a@example.org', role: 'member', partnerId: odd }).success).toBe(false)
  const { work, networkId } = await aStage(database)
  const sector = refused(addPartner(work, networkId, { name: 'Museum', sector: odd }))
  expect(await sector).toMatch(/^text\.not_storable$|^name\.too_long$/)
})

test('a statement remembers the card it grew out of', () => {
  const fromCard = `${newId()}.${newId()}`
  expect(AddStatementInput.parse({ text: 'One', fromCard }).fromCard).toBe(fromCard)
})

test('a workshop whose sending was repeated is opened once, with one code', async () => {
  const [mine, theirs] = [await aStage(database), await aStage(database)]
  const input = OpenSessionInput.parse({ id: newId<'session'>(), name: 'Next', statements: ['One'] })
  const opened = await Promise.all([1, 2].map(() => openSession(mine.work, mine.networkId, input)))
  expect(opened[1]).toEqual(opened[0])
  expect(await refused(openSession(theirs.work, theirs.networkId, input))).toBe('not_found')
})
