import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Clock } from '#server/clock.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { AddMemberInput, ChangeRoleInput, EndMembershipInput } from '#server/network/input.ts'
import { isRefusal } from '#server/refusal.ts'
import { AddStatementInput } from '#server/statement/input.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { aStage } from './a-stage.ts'
import { HandOverInput, OpenSessionInput } from './input.ts'
import { sessionNow } from './now.ts'
import { openSession } from './open-session.ts'
import { setDoors } from './set-doors.ts'
import { setOpening } from './set-opening.ts'

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

describe('the hour when people can join', () => {
  const at = (iso: string): Clock => ({ now: () => new Date(iso) })
  const nine = at('2026-07-01T09:00:30Z')
  const input = (opensAt: string) => OpenSessionInput.parse({ id: newId<'session'>(), name: 'Next', opensAt })
  const namesTheField = (code: string) => expect.objectContaining({ code, facts: { field: 'opensAt' } })

  test('is refused by its name once it has passed, and opens no door at once', async () => {
    const { work, networkId } = await aStage(database)
    const open = (opensAt: string) => openSession({ ...work, clock: nine }, networkId, input(opensAt))
    await expect(open('2026-07-01T08:59:00Z')).rejects.toEqual(namesTheField('field.in_past'))
    await expect(open('2025-07-01T10:00:00Z')).rejects.toEqual(namesTheField('field.in_past'))
    await expect(open('26-07-01T10:00')).rejects.toEqual(namesTheField('field.not_an_hour'))
    // Forms say minutes, and this one still runs.
    await expect(open('2026-07-01T09:00:00Z')).resolves.toBeDefined()
  })

  test('is not refused to a form that is sent again after it has come', async () => {
    const { work, networkId } = await aStage(database)
    const sent = input('2026-07-01T09:30:00Z')
    const opened = await openSession({ ...work, clock: nine }, networkId, sent)
    expect(await openSession({ ...work, clock: at('2026-07-01T10:00:00Z') }, networkId, sent)).toEqual(opened)
  })

  test('can be put later and earlier until it comes, and never back to one that has passed', async () => {
    const { work, convening, sessionId } = await aStage(database, { opensAt: '2099-07-01T09:30:00Z' })
    const set = (hour: string, now = nine) => setOpening({ ...work, clock: now }, convening, hour)
    const opensAt = async (now = nine) => (await sessionNow({ ...work, clock: now }, sessionId)).opensAt
    await set('2099-07-02T09:30:00Z')
    expect(await opensAt()).toBe('2099-07-02T09:30:00.000Z')
    await set('2026-07-01T10:00:00Z')
    expect(await opensAt()).toBe('2026-07-01T10:00:00.000Z')
    await expect(set('2026-07-01T08:00:00Z')).rejects.toEqual(namesTheField('field.in_past'))
    await expect(set('')).rejects.toEqual(namesTheField('field.not_an_hour'))
    const ten = at('2026-07-01T10:00:01Z')
    expect(await opensAt(ten)).toBeNull()
    expect(await refused(set('2026-07-01T11:00:00Z', ten))).toBe('session.open_already')
  })

  test('does not shut a door again that a colleague opened', async () => {
    const { work, convening, sessionId } = await aStage(database, { opensAt: '2099-07-01T09:30:00Z' })
    await setDoors(work, convening, 'open')
    expect(await refused(setOpening(work, convening, '2099-07-02T09:30:00Z'))).toBe('session.open_already')
    expect((await sessionNow(work, sessionId)).opensAt).toBeNull()
  })
})
