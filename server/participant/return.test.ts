import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { returnCookie, returnIdOf } from '#server/auth/return-cookie.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { sessionNow } from '#server/session/now.ts'
import { setDoors } from '#server/session/set-doors.ts'
import { enterSheet } from '#server/sheet/enter-sheet.ts'
import { newId, type PartnerId, type SeatId, type SessionId, type StatementId } from '#server/vocabulary/ids.ts'
import { letReturn, turnAway } from './answer-return.ts'
import { askToReturn, findReturn, findReturning } from './ask-to-return.ts'
import { removeSeat } from './change-seat.ts'
import { findParticipants } from './find.ts'

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
const ask = (stage: Stage, name = 'Anna', partner: string = stage.partners[0] as string) =>
  askToReturn(stage.work, stage.code, { partner, name })

describe('coming back on another device', () => {
  test('the convenor gives somebody their own seat, and no new one is made', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0, 'Anna')
    const { returnId } = await ask(stage)
    expect(await findReturning(stage.work, stage.convening)).toEqual([
      { returnId, partnerId: stage.partners[0], name: 'Anna' },
    ])
    expect((await sessionNow(stage.work, stage.sessionId)).people.returning).toBe(1)
    expect(await findReturn(stage.work.db, stage.sessionId, returnId)).toBe('waiting')
    await letReturn(stage.work, stage.convening, { returnId, seatId: seat.id })
    expect(await findReturn(stage.work.db, stage.sessionId, returnId)).toMatchObject({ id: seat.id, name: 'Anna' })
    expect(await findReturning(stage.work, stage.convening)).toEqual([])
    expect(await findParticipants(stage.work.db, stage.networkId, stage.sessionId)).toHaveLength(1)
  })

  test('at a locked door the convenor lets in somebody who has no seat yet: one new seat, and for them alone', async () => {
    const stage = await aStage(database)
    await setDoors(stage.work, stage.convening, 'locked')
    const { returnId } = await ask(stage, 'Sam', stage.partners[1] as string)
    await letReturn(stage.work, stage.convening, { returnId, seatId: null })
    const seat = await findReturn(stage.work.db, stage.sessionId, returnId)
    expect(seat).toMatchObject({ name: 'Sam', partnerId: stage.partners[1], via: returnId })
    expect(await refused(letReturn(stage.work, stage.convening, { returnId, seatId: null }))).toBe('not_found')
    expect(await findParticipants(stage.work.db, stage.networkId, stage.sessionId)).toHaveLength(1)
    expect(await refused(stage.join(0))).toBe('session.locked')
  })

  test('let in at a locked door or turned away, nobody’s name is kept where the workshop shows nobody', async () => {
    const stage = await aStage(database, { attribution: 'none' })
    const { returnId } = await ask(stage, 'Sam')
    await letReturn(stage.work, stage.convening, { returnId, seatId: null })
    expect(await findReturn(stage.work.db, stage.sessionId, returnId)).toMatchObject({ name: '' })
    const { returnId: other } = await ask(stage, 'Kim')
    await turnAway(stage.work, stage.convening, other)
    const rows = await database.sql`select name from returns where id in (${returnId}, ${other})`
    expect(rows.map(({ name }) => name)).toEqual(['', ''])
  })

  test('a closed workshop lets in nobody, and no seat is left behind', async () => {
    const stage = await aStage(database)
    const { returnId } = await ask(stage)
    await stage.close()
    expect(await refused(letReturn(stage.work, stage.convening, { returnId, seatId: null }))).toBe('session.closed')
    expect(await findParticipants(stage.work.db, stage.networkId, stage.sessionId)).toHaveLength(0)
  })

  test('a no is a no, and an answer is given once', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0, 'Anna')
    const { returnId } = await ask(stage)
    await turnAway(stage.work, stage.convening, returnId)
    expect(await findReturn(stage.work.db, stage.sessionId, returnId)).toBe('no')
    expect(await refused(letReturn(stage.work, stage.convening, { returnId, seatId: seat.id }))).toBe('not_found')
    expect(await refused(turnAway(stage.work, stage.convening, returnId))).toBe('not_found')
  })

  test('a locked door does not keep out who is in already; a closed workshop does', async () => {
    const stage = await aStage(database)
    await setDoors(stage.work, stage.convening, 'locked')
    const seat = await stage.join(0).catch(() => undefined)
    expect(seat).toBeUndefined()
    const { returnId } = await ask(stage)
    await stage.close()
    expect(await refused(ask(stage))).toBe('session.ended')
    expect(await refused(letReturn(stage.work, stage.convening, { returnId, seatId: newId<'seat'>() }))).toBe(
      'session.closed',
    )
  })

  test('only a seat of this workshop, that is still there and not on paper, can be given', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const { returnId } = await ask(stage)
    const foreign = await other.join(0, 'Anna')
    const removed = await stage.join(0, 'Anna')
    await removeSeat(stage.work, stage.convening, removed.id)
    await enterSheet(stage.work, stage.convening, {
      ...{ sheetId: newId<'sheet'>(), no: 1, round: 1, partnerId: stage.partners[0] as PartnerId },
      answers: [{ statementId: stage.statements[0] as StatementId, answer: 1 }],
    })
    const [paper] = await findParticipants(stage.work.db, stage.networkId, stage.sessionId)
    for (const seatId of [foreign.id, removed.id, paper?.seatId as SeatId])
      expect(await refused(letReturn(stage.work, stage.convening, { returnId, seatId }))).toBe('not_found')
    expect(await findReturn(stage.work.db, stage.sessionId, returnId)).toBe('waiting')
  })

  test('another workshop’s convenor neither sees nor answers', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const seat = await stage.join(0, 'Anna')
    const { returnId } = await ask(stage)
    expect(await findReturning(other.work, other.convening)).toEqual([])
    expect(await refused(letReturn(other.work, other.convening, { returnId, seatId: seat.id }))).toBe('not_found')
    expect(await refused(turnAway(other.work, other.convening, returnId))).toBe('not_found')
    expect(await findReturn(other.work.db, other.sessionId, returnId)).toBeUndefined()
  })

  test('a seat that is taken away afterwards is had by no device', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0, 'Anna')
    const { returnId } = await ask(stage)
    await letReturn(stage.work, stage.convening, { returnId, seatId: seat.id })
    await removeSeat(stage.work, stage.convening, seat.id)
    expect(await findReturn(stage.work.db, stage.sessionId, returnId)).toBeUndefined()
  })

  test.each([
    ['a code of nobody’s', { code: 'hello' }, 'code.not_found'],
    ['no organisation', { partner: '' }, 'partner.needed'],
    ['an organisation of nobody’s', { partner: '0'.repeat(20) }, 'partner.unknown'],
    ['a name of 5,000 letters', { name: 'x'.repeat(5_000) }, 'name.too_long'],
  ])('%s is refused in words', async (_what, odd, code) => {
    const stage = await aStage(database)
    const fine = { code: stage.code as string, partner: stage.partners[0] as string, name: 'Anna', ...odd }
    expect(await refused(askToReturn(stage.work, fine.code, fine))).toBe(code)
    expect(await findReturning(stage.work, stage.convening)).toEqual([])
  })

  test('thirty can wait at once, and the next is told to speak to the convenor', async () => {
    const stage = await aStage(database)
    for (let i = 0; i < 30; i += 1) await ask(stage, `Anna ${i}`)
    expect(await refused(ask(stage))).toBe('return.too_many')
    const tenMinutesOn = { ...stage.work, clock: { ...stage.work.clock, now: () => new Date(Date.now() + 600_001) } }
    expect(await findReturning(tenMinutesOn, stage.convening)).toEqual([])
    expect(
      await refused(askToReturn(tenMinutesOn, stage.code, { partner: stage.partners[0] as string, name: '' })),
    ).toBe('done')
  })

  test('only the browser that asked can prove it, for that workshop alone', () => {
    const [here, there] = [newId<'session'>(), newId<'session'>()] as [SessionId, SessionId]
    const returnId = newId<'return'>()
    const cookie = returnCookie(returnId, here, 'secret', false).split(';')[0] as string
    expect(returnIdOf(here, cookie, 'secret')).toBe(returnId)
    expect(returnIdOf(here, cookie, 'another')).toBeUndefined()
    expect(returnIdOf(there, cookie.replace(here, there), 'secret')).toBeUndefined()
    expect(returnIdOf(here, null, 'secret')).toBeUndefined()
    expect(returnCookie(returnId, here, 'secret', true)).toMatch(/HttpOnly; SameSite=Lax; Secure$/)
  })
})
