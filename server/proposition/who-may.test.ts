import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Seat } from '#server/auth/seat.ts'
import { seatCookie } from '#server/auth/seat.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import { newId, type UserId } from '#server/vocabulary/ids.ts'

/** Everybody who could ask: nobody, a convenor and a seat of another network, and each role and a seat of this one. */
const ASKERS = ['nobody', 'outsider', 'strange_seat', 'seat', 'observer', 'member', 'co_convenor', 'convenor'] as const
type Asker = (typeof ASKERS)[number]

let database: Database
let stage: Stage
let callers: Record<Asker, Caller>
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  const other = await aStage(database)
  const join = async (role: 'observer' | 'member' | 'co_convenor') =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${role}-${newId()}@example.org`, name: role, role },
      partnerId: role === 'member' ? (stage.partners[0] as never) : null,
    })
  const people: Partial<Record<Asker, UserId>> = {
    ...{ outsider: other.convenor, convenor: stage.convenor, observer: await join('observer') },
    ...{ member: await join('member'), co_convenor: await join('co_convenor') },
  }
  const asSeat = (seat: Seat) => {
    const secret = 'x'.repeat(32)
    const cookies = seatCookie(seat.id, seat.sessionId, secret, false).split(';')[0] as string
    return appRouter.createCaller({ work: stage.work, cookies, secret })
  }
  callers = Object.fromEntries(
    await Promise.all(ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who])] as const)),
  ) as Record<Asker, Caller>
  callers.seat = asSeat(await stage.join(1))
  callers.strange_seat = asSeat(await other.join(1))
})
afterAll(() => database.close())

type Call = (ask: Caller, of: Pick<Stage, 'networkId' | 'sessionId'>) => Promise<unknown>
const one = { no: 99, partnerId: newId<'partner'>(), version: 1 }
const given = { no: 99, answer: 'support' as const, version: 0 }
const CALLS: Record<string, Call> = {
  versions: (ask, { networkId }) => ask.proposition.versions({ networkId }),
  answer: (ask, { networkId }) => ask.proposition.answer({ networkId, ...given }),
  here: (ask, { sessionId }) => ask.proposition.here({ sessionId }),
  answerHere: (ask, { sessionId }) => ask.proposition.answerHere({ sessionId, ...given }),
  takeAlong: (ask, { sessionId }) => ask.proposition.takeAlong({ sessionId, ballot: newId<'ballot'>() }),
  onScreen: (ask, { sessionId }) => ask.proposition.onScreen({ sessionId }),
  draft: (ask, { networkId }) => ask.proposition.draft({ networkId }),
  sources: (ask, { networkId, sessionId }) => ask.proposition.sources({ networkId, sessionId }),
  writeSlot: (ask, { networkId }) => ask.proposition.writeSlot({ networkId, slot: 'capacity', text: 'x', version: 99 }),
  save: (ask, { networkId }) => ask.proposition.save({ networkId, drafted: 99 }),
  ask: (ask, { networkId }) => ask.proposition.ask({ networkId, no: 99 }),
  close: (ask, { networkId }) => ask.proposition.close({ networkId, no: 99 }),
  given: (ask, { networkId }) => ask.proposition.given({ networkId, no: 99 }),
  takeOut: (ask, { networkId }) => ask.proposition.takeOut({ networkId, ...one }),
  putBack: (ask, { networkId }) => ask.proposition.putBack({ networkId, ...one }),
}
// There is no version 99, and nobody's draft adds up to 99: what matters is which door opened.
const OPENED: Record<string, string> = {
  ...{ versions: 'ok', answer: 'not_found', here: 'ok', answerHere: 'not_found', takeAlong: 'ok', onScreen: 'ok' },
  ...{ draft: 'ok', sources: 'ok' },
  ...{ writeSlot: 'proposition.changed_meanwhile', save: 'proposition.changed_meanwhile' },
  ...{ ask: 'not_found', close: 'not_found', given: 'ok', takeOut: 'not_found', putBack: 'not_found' },
}
const signedOut = { nobody: 'signed_out', strange_seat: 'signed_out', seat: 'signed_out', outsider: 'not_found' }
const noSeat = Object.fromEntries(ASKERS.filter((who) => who !== 'seat').map((who) => [who, 'not_found']))
const onlyConvenors = { ...signedOut, observer: 'convenors_only', member: 'convenors_only' }
const SHUT: Record<string, Partial<Record<Asker, string>>> = {
  versions: signedOut,
  answer: {
    ...{ ...signedOut, observer: 'members_only' },
    ...{ co_convenor: 'proposition.no_partner', convenor: 'proposition.no_partner' },
  },
  ...{ here: noSeat, answerHere: noSeat, takeAlong: noSeat },
  // Whoever runs no workshop of this network learns nothing of this one.
  onScreen: { ...signedOut, observer: 'not_found', member: 'not_found' },
  ...{ draft: onlyConvenors, sources: onlyConvenors, writeSlot: onlyConvenors, save: onlyConvenors },
  ...{ ask: onlyConvenors, close: onlyConvenors },
  ...{ given: onlyConvenors, takeOut: onlyConvenors, putBack: onlyConvenors },
}

describe('who may ask for what of the proposition', () => {
  test.each(Object.keys(CALLS))('%s', async (name) => {
    const call = CALLS[name] as Call
    for (const who of ASKERS) {
      expect(await outcome(call(callers[who], stage)), who).toBe(SHUT[name]?.[who] ?? OPENED[name])
      const nowhere = { networkId: newId<'network'>(), sessionId: newId<'session'>() }
      expect(['signed_out', 'not_found'], who).toContain(await outcome(call(callers[who], nowhere)))
    }
  })
  test('every procedure of the room is in this list', async () => {
    const { propositionRouter } = await import('./router.ts')
    expect(Object.keys(propositionRouter._def.procedures).sort()).toEqual(Object.keys(CALLS).sort())
  })
  test('cards are offered to nobody before they are shown', async () => {
    const one = await aStage(database)
    const ask = await aCaller(one.work, one.convenor)
    const offered = await ask.proposition.sources(one)
    expect(offered.map(({ kind }) => kind)).toEqual(['statement', 'statement'])
  })
})
