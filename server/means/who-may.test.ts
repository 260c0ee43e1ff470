import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import {
  type CapacityId,
  type ExchangeId,
  type MatchId,
  newId,
  type PurposeId,
  type UserId,
} from '#server/vocabulary/ids.ts'

/** Nobody, a convenor of another network, somebody who left, and each role of this one; `speaker` speaks for the partner at hand. */
const ASKERS = ['nobody', 'outsider', 'former', 'observer', 'other', 'speaker', 'co_convenor', 'convenor'] as const
type Asker = (typeof ASKERS)[number]
const SHUT: Partial<Record<Asker, string>> = { nobody: 'signed_out', outsider: 'not_found', former: 'not_found' }

let database: Database
let stage: Stage
let callers: Record<Asker, Caller>
beforeAll(async () => {
  database = await scratchDatabase()
  stage = await aStage(database)
  const outsider = (await aStage(database)).convenor
  const join = (name: string, role: 'observer' | 'member' | 'co_convenor', partner?: number) =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${name}-${newId()}@example.org`, name, role },
      partnerId: partner === undefined ? null : (stage.partners[partner] ?? null),
    })
  const people: Record<Asker, UserId | undefined> = {
    ...{ nobody: undefined, outsider, former: await join('former', 'co_convenor') },
    observer: await join('observer', 'observer', 0),
    other: await join('other', 'member', 1),
    speaker: await join('speaker', 'member', 0),
    co_convenor: await join('co', 'co_convenor'),
    convenor: stage.convenor,
  }
  await database.sql`update members set ended_at = now() where user_id = ${people.former as string}`
  callers = Object.fromEntries(
    await Promise.all(ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who])] as const)),
  ) as Record<Asker, Caller>
})
afterAll(() => database.close())

const today = () => new Date().toISOString().slice(0, 10)
const of = (partner: number) => ({ networkId: stage.networkId, partnerId: stage.partners[partner] ?? null })
const capacity = (holder = '') => ({ ...of(0), label: `Analyst ${newId()}`, kind: 'people' as const, holder })
const aCapacity = () => callers.convenor.means.add(capacity())
const offered = (partner = 0) =>
  callers.convenor.means.exchange({ ...of(partner), side: 'offer', kind: 'people', text: `Offer ${newId()}` })
const asked = (partner = 1) =>
  callers.convenor.means.exchange({ ...of(partner), side: 'ask', kind: 'people', text: `Ask ${newId()}` })
const aMatch = async (partners: [number, number] = [0, 2]): Promise<MatchId> => {
  const { networkId } = stage
  const [offerId, askId] = [await offered(partners[0]), await asked(partners[1])]
  return callers.convenor.means.propose({ networkId, offerId, askId, words: 'One day a week' })
}
const aPurpose = () => callers.convenor.triangle.addPurpose({ networkId: stage.networkId, text: 'Warm homes' })

type Call<Id> = (ask: Caller, id: Id) => Promise<unknown>
const network = () => ({ networkId: stage.networkId })
const READING: [string, (ask: Caller) => Promise<unknown>][] = [
  ['means.all', (ask) => ask.means.all(network())],
  ['triangle.read', (ask) => ask.triangle.read(network())],
  ['attention.network', (ask) => ask.attention.network(network())],
  ['attention.overview', (ask) => ask.attention.overview(network())],
  ['change.last', (ask) => ask.change.last(network())],
]
/** Everybody but observers, for the partner they speak for; convenors for every partner. */
const KEEPING: [string, () => Promise<CapacityId>, Call<CapacityId>][] = [
  ['means.add', aCapacity, (ask) => ask.means.add(capacity())],
  [
    'means.exchange',
    aCapacity,
    (ask) => ask.means.exchange({ ...of(0), side: 'ask', kind: 'money', text: 'A small grant' }),
  ],
  ['means.change', aCapacity, (ask, capacityId) => ask.means.change({ ...capacity(), capacityId, version: 1 })],
  ['means.end', aCapacity, (ask, capacityId) => ask.means.end({ ...network(), capacityId, endedOn: today() })],
  [
    'means.assign',
    aCapacity,
    async (ask, capacityId) =>
      ask.means.assign({ ...network(), capacityId, useKind: 'statement', useId: stage.statements[0] as string }),
  ],
  [
    'means.release',
    async () => {
      const capacityId = await aCapacity()
      const use = { useKind: 'statement' as const, useId: stage.statements[0] as string }
      await callers.convenor.means.assign({ ...network(), capacityId, ...use })
      return capacityId
    },
    async (ask, capacityId) =>
      ask.means.release({ ...network(), capacityId, useKind: 'statement', useId: stage.statements[0] as string }),
  ],
]

describe('who may ask for what of means, the triangle and what waits', () => {
  test.each(READING)('%s is read by every role of the network', async (_, call) => {
    for (const who of ASKERS) expect(await outcome(call(callers[who])), who).toBe(SHUT[who] ?? 'ok')
  })
  test.each(KEEPING)('%s is for whoever speaks for the partner, and for convenors', async (_, make, call) => {
    for (const who of ASKERS) {
      const wanted = { observer: 'members_only', other: 'means.of_another_partner' }[who as 'observer'] ?? 'ok'
      expect(await outcome(call(callers[who], await make())), who).toBe(SHUT[who] ?? wanted)
    }
  })
  test('means.withdraw is for whoever speaks for the partner, and for convenors', async () => {
    for (const who of ASKERS) {
      const exchangeId: ExchangeId = await offered()
      const wanted = { observer: 'members_only', other: 'means.of_another_partner' }[who as 'observer'] ?? 'ok'
      expect(await outcome(callers[who].means.withdraw({ ...network(), exchangeId })), who).toBe(SHUT[who] ?? wanted)
    }
  })
  test('means.propose is for members and convenors', async () => {
    for (const who of ASKERS) {
      const [offerId, askId] = [await offered(), await asked()]
      const came = outcome(callers[who].means.propose({ ...network(), offerId, askId, words: 'It fits' }))
      expect(await came, who).toBe(SHUT[who] ?? (who === 'observer' ? 'members_only' : 'ok'))
    }
  })
  test('means.answer is for those alone who speak for one of the two: a convenor does not say yes for others', async () => {
    for (const who of ASKERS) {
      const matchId = await aMatch()
      const wanted = { observer: 'members_only', speaker: 'ok' }[who as 'observer'] ?? 'match.not_yours'
      const came = outcome(callers[who].means.answer({ ...network(), matchId, says: 'yes' }))
      expect(await came, who).toBe(SHUT[who] ?? wanted)
    }
  })
  test('triangle.addPurpose is for members and convenors, and taking one off for whoever put it there and convenors', async () => {
    for (const who of ASKERS) {
      const wanted = SHUT[who] ?? (who === 'observer' ? 'members_only' : 'ok')
      expect(await outcome(callers[who].triangle.addPurpose({ ...network(), text: 'Warm homes' })), who).toBe(wanted)
      const purposeId: PurposeId = await aPurpose()
      const off = outcome(callers[who].triangle.takeOutPurpose({ ...network(), purposeId }))
      const mayNot = who === 'speaker' || who === 'other'
      expect(await off, who).toBe(mayNot ? 'means.of_another_partner' : wanted)
    }
  })
  test('what waits for oneself is asked by whoever is signed in, and holds nothing of other networks', async () => {
    expect(await outcome(callers.nobody.attention.mine())).toBe('signed_out')
    const mine = await callers.outsider.attention.mine()
    expect(mine.map(({ id }) => id)).not.toContain(stage.networkId)
    expect((await callers.former.attention.mine()).map(({ id }) => id)).toEqual([])
    expect(await callers.observer.attention.network(network())).toEqual([])
  })
  test('a network that isn’t there gives an outsider the same answers', async () => {
    const networkId = newId<'network'>()
    for (const call of [
      callers.outsider.means.all({ networkId }),
      callers.outsider.triangle.read({ networkId }),
      callers.outsider.attention.overview({ networkId }),
    ])
      expect(await outcome(call)).toBe('not_found')
  })
  test('every procedure of the rooms is in these lists', async () => {
    const { appRouter } = await import('#server/trpc/root.ts')
    const there = Object.keys(appRouter._def.procedures).filter((name) => /^(means|triangle|attention)\./.test(name))
    const listed = [...READING, ...KEEPING].map(([name]) => name).filter((name) => name !== 'change.last')
    const others = ['means.withdraw', 'means.propose', 'means.answer', 'triangle.addPurpose', 'triangle.takeOutPurpose']
    expect(there.sort()).toEqual([...listed, ...others, 'attention.mine'].sort())
  })
  test('an observer is sent no holders, and no load on people', async () => {
    await callers.convenor.means.add(capacity('The head of finance'))
    expect(JSON.stringify(await callers.other.means.all(network()))).toContain('head of finance')
    expect(JSON.stringify(await callers.observer.means.all(network()))).not.toContain('head of finance')
  })
})

describe('a match', () => {
  test('holds once both have said yes, and each yes is in the history', async () => {
    const { networkId } = stage
    const matchId = await aMatch([0, 1])
    const waits = async () =>
      (await callers.other.means.all({ networkId })).matches.find(({ id }) => id === matchId)?.waitsFor.length
    expect(await waits()).toBe(2)
    await callers.speaker.means.answer({ networkId, matchId, says: 'yes' })
    expect(await waits()).toBe(1)
    expect((await callers.other.attention.network({ networkId })).map(({ is }) => is)).toContain('match_to_answer')
    await callers.other.means.answer({ networkId, matchId, says: 'yes' })
    const { matches, offers, asks } = await callers.other.means.all({ networkId })
    const match = matches.find(({ id }) => id === matchId)
    expect([match?.state, match?.offer.state, match?.ask.state]).toEqual(['confirmed', 'met', 'met'])
    expect([...offers, ...asks].some(({ id }) => id === match?.offer.id || id === match?.ask.id)).toBe(false)
    const history = (await findChanges(database.db, networkId, { thingId: matchId })).map(
      ({ after }) => after.matchState,
    )
    expect(history).toEqual(['confirmed', undefined, 'proposed'])
    expect(await outcome(callers.other.means.answer({ networkId, matchId, says: 'no' }))).toBe('match.settled')
  })
  test('with one no, both stay open, with the reason', async () => {
    const { networkId } = stage
    const matchId = await aMatch([0, 1])
    await callers.other.means.answer({ networkId, matchId, says: 'no', reason: 'Not before May' })
    const match = (await callers.speaker.means.all({ networkId })).matches.find(({ id }) => id === matchId)
    expect(match).toMatchObject({ state: 'declined', declinedBy: 'University', reason: 'Not before May' })
    expect(match?.offer.state).toBe('open')
  })
  test('is declined when what it was made of is taken back, and the history says so', async () => {
    const { networkId } = stage
    const matchId = await aMatch([0, 1])
    const match = (await callers.convenor.means.all({ networkId })).matches.find(({ id }) => id === matchId)
    await callers.speaker.means.withdraw({ networkId, exchangeId: match?.offer.id as ExchangeId })
    const after = (await callers.convenor.means.all({ networkId })).matches.find(({ id }) => id === matchId)
    expect([after?.state, after?.offer.state, after?.ask.state]).toEqual(['declined', 'withdrawn', 'open'])
    const [change] = await findChanges(database.db, networkId, { thingId: matchId })
    expect(change).toMatchObject({ noun: 'match', after: { matchState: 'declined' } })
  })
  test('that holds declines what else was proposed on its offer or its ask, and the history says so', async () => {
    const { networkId } = stage
    const all = async () => (await callers.convenor.means.all({ networkId })).matches
    const held = await aMatch([0, 1])
    const offerId = (await all()).find(({ id }) => id === held)?.offer.id as ExchangeId
    const askId = await asked(2)
    const other = await callers.convenor.means.propose({ networkId, offerId, askId, words: 'Or this way' })
    for (const who of ['speaker', 'other'] as const)
      await callers[who].means.answer({ networkId, matchId: held, says: 'yes' })
    expect((await all()).find(({ id }) => id === other)).toMatchObject({
      ...{ state: 'declined', declinedBy: 'City Council', ask: { state: 'open' } },
    })
    const [change] = await findChanges(database.db, networkId, { thingId: other })
    expect(change).toMatchObject({ noun: 'match', after: { matchState: 'declined' } })
  })
  test('answered while its offer is taken back is settled one way or the other, and nobody waits for ever', async () => {
    const { networkId } = stage
    for (let round = 0; round < 10; round += 1) {
      const matchId = await aMatch([0, 1])
      const match = (await callers.other.means.all({ networkId })).matches.find(({ id }) => id === matchId)
      const both = await Promise.all([
        outcome(callers.other.means.answer({ networkId, matchId, says: 'yes' })),
        outcome(callers.speaker.means.withdraw({ networkId, exchangeId: match?.offer.id as ExchangeId })),
      ])
      expect([['ok', 'match.settled'], ['ok']].map((one, k) => one.includes(both[k] as string))).toEqual([true, true])
    }
  })
  test('is made of what is still to be had: an offer whose day has passed is listed and proposed no more', async () => {
    const { networkId } = stage
    const [offerId, askId] = [await offered(), await asked()]
    const listed = async () => {
      const { offers, fitting } = await callers.convenor.means.all({ networkId })
      return [offers.some(({ id }) => id === offerId), fitting.some(({ offer }) => offer.id === offerId)]
    }
    expect((await listed())[0]).toBe(true)
    await database.sql`update exchanges set until_day = current_date - 2 where id = ${offerId}`
    expect(await listed()).toEqual([false, false])
    const came = outcome(callers.convenor.means.propose({ networkId, offerId, askId, words: 'It fits' }))
    expect(await came).toBe('exchange.not_open')
  })
  test('joins two partners, an offer and an ask, and each pair once', async () => {
    const { networkId } = stage
    const [offerId, askId, own] = [await offered(), await asked(), await asked(0)]
    const propose = (offer: ExchangeId, ask: ExchangeId) =>
      outcome(callers.speaker.means.propose({ networkId, offerId: offer, askId: ask, words: 'It fits' }))
    expect(await propose(offerId, own)).toBe('match.same_partner')
    expect(await propose(askId, offerId)).toBe('not_found')
    expect(await propose(offerId, askId)).toBe('ok')
    expect(await propose(offerId, askId)).toBe('match.proposed_already')
  })
  test('what was put together is not proposed again as fitting', async () => {
    const { networkId } = stage
    const fresh = await aStage(database)
    const by = await aCaller(fresh.work, fresh.convenor)
    const give = (side: 'offer' | 'ask', partner: number, kind: 'data' | 'money') =>
      by.means.exchange({
        ...{ networkId: fresh.networkId, partnerId: fresh.partners[partner] ?? null, side, kind, text: 'Bus counts' },
      })
    const [offerId, askId] = [await give('offer', 0, 'data'), await give('ask', 1, 'data')]
    await give('ask', 0, 'data')
    await give('ask', 2, 'money')
    const fits = async () =>
      (await by.means.all({ networkId: fresh.networkId })).fitting.map(({ offer, ask }) => [offer.id, ask.id])
    expect(await fits()).toEqual([[offerId, askId]])
    await by.means.propose({ networkId: fresh.networkId, offerId, askId, words: 'Weekly' })
    expect(await fits()).toEqual([])
    expect(networkId).not.toBe(fresh.networkId)
  })
})

test('bad input names its field, and nothing is kept', async () => {
  const { networkId } = stage
  const before = (await callers.convenor.means.all({ networkId })).capacities.length
  const add = (fields: object) => outcome(callers.convenor.means.add({ ...capacity(), ...fields }))
  expect(await add({ label: '' })).toBe('field.needed')
  expect(await add({ kind: null })).toBe('field.needed')
  expect(await add({ partnerId: null })).toBe('field.needed')
  expect(await add({ label: 'x'.repeat(10_000) })).toBe('field.too_long')
  expect(await add({ untilDay: '2026-02-30' })).toBe('field.not_a_day')
  expect(await add({ partnerId: newId<'partner'>() })).toBe('partner.unknown')
  expect((await callers.convenor.means.all({ networkId })).capacities.length).toBe(before)
  const capacityId = await aCapacity()
  const change = (version: number) => outcome(callers.convenor.means.change({ ...capacity(), capacityId, version }))
  expect([await change(7), await change(1)]).toEqual(['means.changed_meanwhile', 'ok'])
  expect(
    await outcome(callers.convenor.means.assign({ networkId, capacityId, useKind: 'purpose', useId: newId() })),
  ).toBe('means.use_unknown')
  expect(
    await outcome(
      callers.convenor.means.exchange({ ...of(0), side: 'ask', kind: 'data', text: 'Old', untilDay: '2020-01-01' }),
    ),
  ).toBe('exchange.over')
})
