import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { type Seat, seatCookie } from '#server/auth/seat.ts'
import { addMember } from '#server/network/add-member.ts'
import { correctPartner } from '#server/participant/change-seat.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { openRecord } from '#server/record/find.ts'
import { readReportFile } from '#server/report/report-file.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { aCaller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type StatementId } from '#server/vocabulary/ids.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

const SECRET = 'x'.repeat(32)
const asSeat = (stage: Stage, seat: Seat) => {
  const cookies = seatCookie(seat.id, stage.sessionId, SECRET, false).split(';')[0] as string
  return appRouter.createCaller({ work: stage.work, cookies, secret: SECRET })
}

/** A workshop in which the traders are split and the council is not, shown; with everybody who could ask. */
async function aSplitRoom() {
  const stage = await aStage(database)
  const seats: Seat[] = []
  for (const partner of [2, 2, 2, 0, 0, 0]) seats.push(await stage.join(partner))
  await stage.to('rate')
  for (const [i, answer] of ([2, -2, 2, 1, 2, 1] as const).entries())
    await giveRating(stage.work, seats[i] as Seat, { statementId: stage.statements[0] as StatementId, answer })
  await stage.to('show-answers')
  const member = (role: 'observer' | 'member' | 'co_convenor', partner: number | null = null) =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${role}-${newId()}@example.org`, name: role, role },
      partnerId: partner === null ? null : (stage.partners[partner] as never),
    })
  const outsider = await aStage(database)
  const callers = {
    nobody: await aCaller(stage.work),
    outsider: await aCaller(stage.work, outsider.convenor),
    observer: await aCaller(stage.work, await member('observer')),
    member: await aCaller(stage.work, await member('member', 0)),
    trader: asSeat(stage, seats[0] as Seat),
    'a trader who came late': asSeat(stage, await stage.join(2)),
    council: asSeat(stage, seats[3] as Seat),
    co_convenor: await aCaller(stage.work, await member('co_convenor')),
    convenor: await aCaller(stage.work, stage.convenor),
  }
  return { ...stage, callers, seats: seats.map(({ id }) => id) }
}
type Room = Awaited<ReturnType<typeof aSplitRoom>>
type Who = keyof Room['callers']
const EVERYBODY = (room: Room) => Object.keys(room.callers) as Who[]
const others = (room: Room, who: Who) => room.callers[who].disagreement.insideOthers({ sessionId: room.sessionId })
const allow = (room: Room, who: Who, yes: boolean) =>
  room.callers[who].disagreement.allowInside({ sessionId: room.sessionId, allow: yes })
const REFUSED = { nobody: 'signed_out', outsider: 'not_found', observer: 'not_found', member: 'not_found' }

test('those who run the workshop see inside an organisation from when its people allow it until they take it back', async () => {
  const room = await aSplitRoom()
  const split = [{ partnerId: room.partners[2], splits: [{ statementId: room.statements[0], text: 'One', people: 3 }] }]
  for (const who of ['convenor', 'co_convenor'] as const) expect(await others(room, who)).toEqual([])
  await allow(room, 'trader', true)
  for (const who of ['convenor', 'co_convenor'] as const) expect(await others(room, who)).toEqual(split)
  // What was reworded since is still told in the words that people answered.
  const statementId = room.statements[0] as StatementId
  const ended = { outcome: 'reworded', statementId, text: 'One, said better', meaning: 'same' } as const
  await room.callers.convenor.talk.write({ sessionId: room.sessionId, ended })
  expect(await others(room, 'convenor')).toEqual(split)
  expect(await room.callers.trader.disagreement.insideAllowed({ sessionId: room.sessionId })).toBe(true)
  expect(await room.callers.council.disagreement.insideAllowed({ sessionId: room.sessionId })).toBe(false)
  await allow(room, 'trader', false)
  for (const who of ['convenor', 'co_convenor'] as const) expect(await others(room, who)).toEqual([])
})

test('nobody else sees it, whether it is allowed or not', async () => {
  const room = await aSplitRoom()
  for (const allowed of [false, true]) {
    if (allowed) await allow(room, 'trader', true)
    for (const who of EVERYBODY(room).filter((one) => one !== 'convenor' && one !== 'co_convenor')) {
      expect(await outcome(others(room, who)), who).toBe((REFUSED as Record<string, string>)[who] ?? 'signed_out')
      const own = await room.callers[who].disagreement.inside({ sessionId: room.sessionId }).catch(() => 'refused')
      if (who === 'trader') expect(own).toHaveLength(1)
      else expect(['refused', '[]'], who).toContain(typeof own === 'string' ? own : JSON.stringify(own))
    }
  }
})

test('only people of the organisation who answered may allow it or take it back', async () => {
  const room = await aSplitRoom()
  for (const who of EVERYBODY(room).filter((one) => one !== 'trader' && one !== 'council'))
    expect(await outcome(allow(room, who, true)), who).toBe(
      who === 'a trader who came late' ? 'inside.only_who_answered' : 'not_found',
    )
  // What the council allows is the council's.
  await allow(room, 'council', true)
  expect(await others(room, 'convenor')).toEqual([{ partnerId: room.partners[0], splits: [] }])
})

test('whoever was put with an organisation after the answers were shown opens nothing of it', async () => {
  const room = await aSplitRoom()
  const moved = { seatId: room.seats[0] as Seat['id'], partnerId: room.partners[0] as never }
  await correctPartner(room.work, room.convening, moved)
  expect(await outcome(allow(room, 'trader', true))).toBe('inside.only_who_answered')
  expect(await others(room, 'convenor')).toEqual([])
})

test('once the workshop is closed it can be taken back, and not be given', async () => {
  const room = await aSplitRoom()
  await allow(room, 'trader', true)
  await room.close()
  expect(await outcome(allow(room, 'council', true))).toBe('session.closed')
  expect(await outcome(allow(room, 'trader', false))).toBe('ok')
  expect(await room.callers.trader.disagreement.insideAllowed({ sessionId: room.sessionId })).toBe(false)
})

test('giving and taking back stand in the history, without who of them did it', async () => {
  const room = await aSplitRoom()
  await allow(room, 'trader', true)
  await allow(room, 'trader', true)
  await allow(room, 'trader', false)
  const changes = await room.callers.convenor.change.list({ networkId: room.networkId })
  expect(changes.filter(({ noun }) => noun === 'insight').map(({ label, by, after }) => [label, by, after])).toEqual([
    ['Traders', null, { seesInside: null }],
    ['Traders', null, { seesInside: 'Where next?' }],
  ])
})

test('what the room is shown, its record and its file are the same whether an organisation allows it or not', async () => {
  const room = await aSplitRoom()
  const session = () => findSession(database.db, room.sessionId)
  const all = async () => [
    await room.callers.convenor.disagreement.shown({ sessionId: room.sessionId }),
    await room.callers.council.disagreement.shown({ sessionId: room.sessionId }),
    await room.callers.council.talk.list({ sessionId: room.sessionId }),
    // But for the moment at which it is asked.
    { ...(await room.callers.council.session.now({ sessionId: room.sessionId })), serverNow: '' },
    await readReportFile(database.db, await session(), { readsRegister: true }),
  ]
  const before = JSON.stringify(await all())
  await allow(room, 'trader', true)
  expect(JSON.stringify(await all())).toBe(before)
  await room.close()
  const record = JSON.stringify(await openRecord(database.db, room, room.sessionId))
  for (const word of ['insight', 'splits', 'inside']) expect(record).not.toContain(word)
})
