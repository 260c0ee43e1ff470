import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { networks } from '#db/schema/networks.ts'
import { seededDatabase } from '#db/seeded.ts'
import { findAims } from '#server/activity/aims.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addAuthoriser, endAuthoriser } from '#server/authoriser/keep-authoriser.ts'
import { findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { aCaller, type Caller, outcome } from '#server/trpc/a-caller.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import { type NetworkId, newId, type UserId, type ValueEntryId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { findLedger, openValue } from './find.ts'
import { findValueLines } from './find-lines.ts'
import { NoteValueInput } from './input.ts'
import { judgeValue } from './judge-value.ts'
import { planMitigation, settleMitigation } from './mitigate.ts'
import { changeValue, noteValue } from './note-value.ts'

/** Everybody who could ask: nobody, a convenor of another network, and each role of this one. */
const ASKERS = ['nobody', 'outsider', 'observer', 'other', 'author', 'convenor'] as const
type Asker = (typeof ASKERS)[number]

let database: Database
let stage: Stage
let people: Record<Asker, UserId>
let callers: Record<Asker, Caller>
beforeAll(async () => {
  database = await seededDatabase()
  stage = await aStage(database)
  const join = (name: string, role: 'observer' | 'member', partner: number | null) =>
    addMember(stage.work, stage.networkId, {
      ...{ email: `${name}-${newId()}@example.org`, name, role },
      partnerId: partner === null ? null : (stage.partners[partner] as never),
    })
  people = {
    ...{ nobody: '' as UserId, outsider: (await aStage(database)).convenor, convenor: stage.convenor },
    observer: await join('observer', 'observer', 2),
    other: await join('other', 'member', 1),
    author: await join('author', 'member', 0),
  }
  callers = Object.fromEntries(
    await Promise.all(ASKERS.map(async (who) => [who, await aCaller(stage.work, people[who] || undefined)] as const)),
  ) as Record<Asker, Caller>
}, 180_000)
afterAll(() => database.close())

interface Scenario {
  name: string
  value: { text: string }[]
  expect_authority_activity: { disputed_value: string[] }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]

describe('the demo networks, through the tables', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s has what partners dispute first, as expected',
    async (name, { value, expect_authority_activity: wanted }) => {
      const [row] = await database.db.select().from(networks).where(eq(networks.name, name))
      const reader = { networkId: row?.id as NetworkId, userId: '' as UserId, role: 'member' } as Membership
      const { entries } = await findLedger(database.db, reader)
      expect(entries).toHaveLength(value.length)
      const disputed = entries.filter(({ disputed }) => disputed).map(({ text }) => text)
      expect(disputed).toEqual(wanted.disputed_value)
      expect(entries.slice(0, disputed.length).every((entry) => entry.disputed)).toBe(true)
    },
  )
})

const as = (who: Asker, role: Membership['role'] = 'member') =>
  ({ networkId: stage.networkId, userId: people[who], role }) as Membership
const gain = { direction: 'created', dimension: 'cost', text: 'Rooms are shared', gains: 'Small groups' } as const
const loss = {
  ...{ direction: 'destroyed', dimension: 'fairness', text: 'Evening meetings keep carers out', bears: 'Carers' },
  cause: { kind: 'other', text: 'Nobody asked them' },
} as const
const note = (entry: object = loss) => noteValue(stage.work, as('author'), NoteValueInput.parse(entry))
const open = async (id: ValueEntryId) => (await openValue(database.db, as('author'), id)).entry

describe('an entry', () => {
  test('of a loss needs a bearer and a cause, one of a gain somebody who gains', async () => {
    const missing = async (entry: object, field: string) =>
      expect(await note(entry).catch((error) => error)).toMatchObject({ code: 'field.needed', facts: { field } })
    for (const direction of ['destroyed', 'mixed', 'at_risk']) {
      await missing({ ...loss, direction, bears: ' ' }, 'bears')
      await missing({ ...loss, direction, cause: null }, 'cause')
    }
    await missing({ ...loss, cause: { kind: 'other', text: '' } }, 'cause')
    await missing({ ...gain, gains: '' }, 'gains')
    await missing({ ...gain, direction: null }, 'direction')
    await missing({ ...gain, dimension: null }, 'valueDimension')
    expect(await note({ ...gain, text: 'x'.repeat(10_000) }).catch((error) => error)).toMatchObject({
      ...{ code: 'field.too_long', facts: { field: 'valueText', length: 10_000, limit: 280 } },
    })
    expect((await findLedger(database.db, as('author'))).entries).toEqual([])
  })

  test('names a statement of this network as its cause, and none of another', async () => {
    const foreign = (await aStage(database)).statements[0]
    const from = (id: unknown) => ({ ...loss, cause: { kind: 'statement', id } })
    expect(await note(from(foreign)).catch((error) => error)).toMatchObject({ code: 'value.cause_unknown' })
    expect((await open(await note(from(stage.statements[0])))).cause).toEqual({
      ...{ kind: 'statement', id: stage.statements[0], label: 'One' },
    })
  })

  test('of a loss is being dealt with once a mitigation has an owner, and dealt with once all are done', async () => {
    const entryId = await note()
    expect((await open(entryId)).lossState).toBe('open')
    const plan = { entryId, what: 'Meet at lunch', ownerName: '', dueOn: null }
    await expect(planMitigation(stage.work, as('author'), { ...plan, ownerPartner: null })).rejects.toMatchObject({
      code: 'field.needed',
      facts: { field: 'mitigationOwner' },
    })
    expect((await open(entryId)).lossState).toBe('open')
    const owned = { ...plan, ownerPartner: stage.partners[1] as never }
    const [one, two] = [
      await planMitigation(stage.work, as('author'), owned),
      await planMitigation(stage.work, as('author'), owned),
    ]
    expect(await open(entryId)).toMatchObject({
      lossState: 'being_dealt_with',
      mitigations: [{ owner: 'University' }, {}],
    })
    await settleMitigation(stage.work, as('author'), { mitigationId: one, outcome: 'Twelve came' })
    expect((await open(entryId)).lossState).toBe('being_dealt_with')
    await settleMitigation(stage.work, as('author'), { mitigationId: two, outcome: '' })
    expect((await open(entryId)).lossState).toBe('dealt_with')
    await expect(settleMitigation(stage.work, as('author'), { mitigationId: two, outcome: '' })).rejects.toMatchObject({
      code: 'value.settled',
    })
  })

  test('of a gain has nothing to deal with', async () => {
    const entryId = await note(gain)
    const plan = { entryId, what: 'x', ownerName: '', dueOn: null, ownerPartner: stage.partners[0] as never }
    await expect(planMitigation(stage.work, as('author'), plan)).rejects.toMatchObject({ code: 'value.no_loss' })
  })

  test('is judged once by each partner, the last judgement counts, and two sides make it disputed', async () => {
    const entryId = await note()
    const judge = (who: Asker, point: 1 | -2, reason = '') =>
      judgeValue(stage.work, as(who), { entryId, point, reason })
    await judge('author', 1)
    await judge('author', -2, 'We lost two of ours')
    expect(await open(entryId)).toMatchObject({ judged: [-2], disputed: false })
    await judge('other', 1)
    expect(await open(entryId)).toMatchObject({
      disputed: true,
      judgements: [
        { partner: { name: 'City Council' }, point: -2, reason: 'We lost two of ours' },
        { partner: { name: 'University' }, point: 1 },
      ],
    })
    await expect(judge('convenor', 1)).rejects.toMatchObject({ code: 'value.no_partner' })
    const told = await findChanges(database.db, stage.networkId, { thingId: entryId })
    expect(told.filter(({ after }) => 'judgement' in after).map(({ after }) => after.judgement)).toEqual([1, -2, 1])
  })

  test('is put right by its author, and not over somebody else’s change', async () => {
    const entryId = await note()
    const change = (version: number, evidence: string) =>
      changeValue(stage.work, as('author'), { ...NoteValueInput.parse({ ...loss, evidence }), entryId, version })
    await change(1, 'supported')
    expect((await open(entryId)).evidence).toBe('supported')
    await expect(change(1, 'confirmed')).rejects.toMatchObject({ code: 'value.changed_meanwhile' })
    expect((await open(entryId)).evidence).toBe('supported')
  })
})

test('gains and losses are counted side by side, and no figure takes one off the other', async () => {
  const counted = async () => (await findLedger(database.db, as('author'))).counts
  const before = await counted()
  await note()
  const after = await counted()
  const of = (counts: typeof before, direction: string) => counts.find((one) => one.direction === direction)?.count
  expect(of(after, 'created')).toBe(of(before, 'created'))
  expect(of(after, 'destroyed')).toBe((of(before, 'destroyed') ?? 0) + 1)
})

describe('who may ask for what of the ledger', () => {
  type Call = (ask: Caller, networkId: NetworkId, entryId: ValueEntryId) => Promise<unknown>
  const ledger = loss as unknown as Parameters<Caller['value']['note']>[0]
  const plan = { what: 'Meet at lunch', ownerPartner: '' as never }
  const CALLS: Record<string, Call> = {
    ledger: (ask, networkId) => ask.value.ledger({ networkId }),
    open: (ask, networkId, entryId) => ask.value.open({ networkId, entryId }),
    note: (ask, networkId) => ask.value.note({ ...ledger, networkId }),
    judge: (ask, networkId, entryId) => ask.value.judge({ networkId, entryId, point: 1 }),
    planMitigation: (ask, networkId, entryId) =>
      ask.value.planMitigation({ ...plan, networkId, entryId, ownerPartner: stage.partners[0] as never }),
    settleMitigation: (ask, networkId) => ask.value.settleMitigation({ networkId, mitigationId: newId() }),
    change: (ask, networkId, entryId) => ask.value.change({ ...ledger, networkId, entryId, version: 1 }),
  }
  const ALLOWED: Record<keyof typeof CALLS, Partial<Record<Asker, string>>> = {
    ledger: {},
    open: {},
    note: { observer: 'members_only' },
    judge: { observer: 'members_only', convenor: 'value.no_partner' },
    planMitigation: { observer: 'members_only' },
    // There is no such mitigation: what matters is that the door opened.
    settleMitigation: { observer: 'members_only', other: 'not_found', author: 'not_found', convenor: 'not_found' },
    change: { observer: 'members_only', other: 'value.belongs_to_another' },
  }
  test.each(Object.keys(CALLS))('%s', async (name) => {
    const shut: Partial<Record<Asker, string>> = { nobody: 'signed_out', outsider: 'not_found' }
    for (const who of ASKERS) {
      const entryId = await note()
      const came = await outcome((CALLS[name] as Call)(callers[who], stage.networkId, entryId))
      expect(came, who).toBe(shut[who] ?? ALLOWED[name]?.[who] ?? 'ok')
      expect(await outcome((CALLS[name] as Call)(callers.outsider, newId<'network'>(), entryId))).toBe('not_found')
    }
  })
  test('every procedure of the room is in this list', async () => {
    const { valueRouter } = await import('./router.ts')
    expect(Object.keys(valueRouter._def.procedures).sort()).toEqual(Object.keys(CALLS).sort())
  })
  test('an observer is sent no names of people', async () => {
    const entryId = await note()
    const named = { entryId, what: 'Ask', ownerPartner: stage.partners[0] as never, ownerName: 'Zofia', dueOn: null }
    await planMitigation(stage.work, as('author'), named)
    const { networkId } = stage
    expect(JSON.stringify(await callers.author.value.ledger({ networkId }))).toContain('Zofia')
    expect(JSON.stringify(await callers.observer.value.ledger({ networkId }))).not.toContain('Zofia')
  })
})

describe('an entry', () => {
  const by = () => ({ networkId: stage.networkId, userId: stage.convenor, role: 'convenor' as const })
  const loss = (more: object = {}) =>
    NoteValueInput.parse({
      ...{ direction: 'destroyed', dimension: 'cost', text: 'Late buses', bears: 'Shift workers' },
      ...{ cause: { kind: 'other', text: 'A cut' }, ...more },
    })
  test('whose sending was repeated is there once, and so is what is done about it', async () => {
    const [id, planId] = [newId<'value'>(), newId<'mitigation'>()]
    await Promise.all([noteValue(stage.work, by(), loss({ id })), noteValue(stage.work, by(), loss({ id }))])
    const plan = { id: planId, entryId: id, what: 'Ask the operator', ownerPartner: stage.partners[0] as never }
    for (const _ of ['first', 'again']) await planMitigation(stage.work, by(), { ...plan, ownerName: '', dueOn: null })
    const { entry } = await openValue(database.db, by(), id)
    expect(entry.mitigations).toHaveLength(1)
    expect(await findChanges(database.db, stage.networkId, { thingId: id })).toHaveLength(2)
  })

  test('keeps its cause when the backer it names has gone, so that its evidence can be put right', async () => {
    const backer = AddAuthoriserInput.parse({ label: 'The grant', kind: 'role', gives: ['money'], basis: 'personal' })
    const authoriserId = await addAuthoriser(stage.work, by(), backer)
    const cause = { kind: 'authoriser', id: authoriserId }
    const entryId = await noteValue(stage.work, by(), loss({ cause }))
    await endAuthoriser(stage.work, by(), { authoriserId, endedOn: dayAt(new Date(), FIRST_ZONE) })
    const input = { ...loss({ cause, evidence: 'supported' }), entryId, version: 1 }
    await changeValue(stage.work, by(), input)
    const { entry } = await openValue(database.db, by(), entryId)
    expect(entry).toMatchObject({ evidence: 'supported', cause: { id: authoriserId, label: 'The grant' } })
  })
})

test('a loss may come from a backer that was lost, which no activity can be aimed at any more', async () => {
  const by = { networkId: stage.networkId, userId: stage.convenor, role: 'convenor' as const }
  const backer = AddAuthoriserInput.parse({ label: 'The old dean', kind: 'role', gives: ['staff'], basis: 'personal' })
  const id = await addAuthoriser(stage.work, by, backer)
  await endAuthoriser(stage.work, by, { authoriserId: id, endedOn: dayAt(new Date(), FIRST_ZONE) })
  const input = NoteValueInput.parse({
    ...{ direction: 'destroyed', dimension: 'cost', text: 'Two posts fell away', bears: 'Small groups' },
    cause: { kind: 'authoriser', id },
  })
  const { entry } = await openValue(database.db, by, await noteValue(stage.work, by, input))
  expect(entry.cause).toEqual({ kind: 'authoriser', id, label: 'The old dean' })
  expect((await findAims(database.db, by)).map((aim) => aim.id)).not.toContain(id)
})

test('the ledger in few words says of each entry of the demo networks what the whole ledger says', async () => {
  for (const { id } of await database.db.select({ id: networks.id }).from(networks)) {
    const reader = { networkId: id as NetworkId, userId: people.convenor, role: 'convenor' } as const
    const { entries } = await findLedger(database.db, reader)
    const few = entries.map(({ id, text, direction, dimension, judged, disputed, lossState }) => ({
      ...{ id, text, direction, dimension, judged: [...judged].sort(), disputed, lossState },
    }))
    const lines = await findValueLines(database.db, id as NetworkId)
    expect(lines.map((line) => ({ ...line, judged: [...line.judged].sort() }))).toEqual(few)
  }
})
