import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { CHANGES_PER_PAGE, findChanges } from '#server/change/find.ts'
import { addMember } from '#server/network/add-member.ts'
import { isRefusal, type Refusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { type Day, dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { type AuthoriserId, type NetworkId, newId, type PartnerId, type ThingId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { findRegister } from './find.ts'
import { foresee, whatIf } from './foresee.ts'
import { planFormalisation, settleFormalisation } from './formalise.ts'
import { hangOn, letGo } from './hang-on.ts'
import { AddAuthoriserInput, type AuthoriserFields } from './input.ts'
import { addAuthoriser, changeAuthoriser, endAuthoriser } from './keep-authoriser.ts'
import { noteSupport } from './note-support.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.close())

const today = dayAt(new Date(), FIRST_ZONE)
const fields = (more: Partial<AuthoriserFields> = {}) =>
  AddAuthoriserInput.parse({
    label: 'The leader',
    kind: 'person_in_role',
    gives: ['access'],
    basis: 'personal',
    ...more,
  })
const leader = (stage: Stage) => ({ networkId: stage.networkId, userId: stage.convenor })
const asConvenor = (networkId: NetworkId) => ({ networkId, role: 'convenor' }) as Membership
const refusal = (deed: Promise<unknown>): Promise<Pick<Refusal, 'code' | 'facts'> | undefined> =>
  deed.then(
    () => undefined,
    (error: Refusal) => (isRefusal(error) ? { code: error.code, facts: error.facts } : Promise.reject(error)),
  )

/** What the history tells of the register: the network itself was set up before. */
const told = async ({ networkId }: Stage) =>
  (await findChanges(database.db, networkId)).filter(({ noun }) => !['network', 'partner', 'member'].includes(noun))

describe('the change watch', () => {
  const watched = async (endsOn: Day, more: Partial<AuthoriserFields> = {}) => {
    const stage = await aStage(database)
    const id = await addAuthoriser(stage.work, leader(stage), fields({ endsOn, ...more }))
    const link = { authoriserId: id, thingKind: 'agreement' as const, thingId: null, label: 'The lease of the hall' }
    await hangOn(stage.work, leader(stage), link)
    return foresee(await findRegister(database.db, asConvenor(stage.networkId)), today).watch
  }
  test('names 90 days before an end what hangs on one person alone', async () => {
    const [one] = await watched(daysAfter(today, 90))
    expect(one).toMatchObject({ inDays: 90, within: 90, authoriser: { singleThread: true } })
    expect(one?.left.map(({ label }) => label)).toEqual(['The lease of the hall'])
  })
  test.each([
    [181, undefined],
    [180, 180],
    [91, 180],
    [30, 30],
    [0, 30],
    [-1, 0],
  ])('%i days ahead stands in the watch of %s', async (days, within) =>
    expect((await watched(daysAfter(today, days)))[0]?.within).toBe(within),
  )
})

describe('a record', () => {
  test.each([
    ['no name', { label: '  ' }, 'field.needed', { field: 'backer' }],
    ['a name of 10,000 letters', { label: 'x'.repeat(10_000) }, 'field.too_long', { field: 'backer' }],
    ['nothing given', { gives: [] }, 'field.needed', { field: 'gives' }],
    ['an end before its start', { startsOn: '2026-02-01', endsOn: '2026-01-31' }, 'authoriser.ends_before_start', {}],
    ['an end that is no day', { endsOn: '2026-02-30' }, 'field.not_a_day', { field: 'endsOn' }],
    ['a review that is no day', { reviewOn: 'soon' }, 'field.not_a_day', { field: 'reviewOn' }],
    ['a paper that is not named', { basis: 'formal' as const }, 'authoriser.paper_needed', {}],
    ['a paper beside trust alone', { instrument: 'grant' as const }, 'authoriser.paper_beside_trust', {}],
  ])('with %s is refused, and nothing is written', async (_, more, code, facts) => {
    const stage = await aStage(database)
    const wrong = { ...fields(), ...more }
    expect(await refusal(addAuthoriser(stage.work, leader(stage), wrong))).toMatchObject({ code, facts })
    expect((await findRegister(database.db, asConvenor(stage.networkId))).authorisers).toEqual([])
    expect(await told(stage)).toEqual([])
  })

  test('names as holders only partners of its network, and people who speak for them', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const partner = stage.partners[0] as never
    const refused = async (more: Partial<AuthoriserFields>) =>
      (await refusal(addAuthoriser(stage.work, leader(stage), fields(more))))?.code
    expect(await refused({ heldByPartner: other.partners[0] as never })).toBe('partner.unknown')
    expect(await refused({ heldByPartner: partner, heldByUser: stage.convenor })).toBe(
      'authoriser.person_not_of_partner',
    )
    expect(await refused({ heldByPartner: partner, secondPartner: partner })).toBe('authoriser.same_holder')
    expect(await refused({ secondPartner: partner })).toBe('authoriser.second_without_first')
  })

  test('with a second holder no longer rests on one person', async () => {
    const stage = await aStage(database)
    const holders = { heldByPartner: stage.partners[0] as never, secondPartner: stage.partners[1] as never }
    await addAuthoriser(stage.work, leader(stage), fields(holders))
    const { authorisers } = await findRegister(database.db, asConvenor(stage.networkId))
    expect(authorisers[0]).toMatchObject({ singleThread: false, second: { partner: 'University' } })
  })

  test('changed by two at once takes the first change, and tells the second', async () => {
    const stage = await aStage(database)
    const authoriserId = await addAuthoriser(stage.work, leader(stage), fields())
    const change = (label: string) =>
      changeAuthoriser(stage.work, leader(stage), { ...fields({ label }), authoriserId, version: 1 })
    const [first, second] = await Promise.all([refusal(change('One')), refusal(change('Two'))])
    expect([first?.code, second?.code].sort()).toEqual(['authoriser.changed_meanwhile', undefined])
    expect(await told(stage)).toHaveLength(2)
  })

  test('of one who went keeps what hung on them, now without cover', async () => {
    const stage = await aStage(database)
    const authoriserId = await addAuthoriser(stage.work, leader(stage), fields())
    const thingId = stage.statements[0] as unknown as ThingId
    await hangOn(stage.work, leader(stage), { authoriserId, thingKind: 'statement', thingId, label: '' })
    const late = { authoriserId, endedOn: daysAfter(today, 1) }
    expect((await refusal(endAuthoriser(stage.work, leader(stage), late)))?.code).toBe('field.in_future')
    await endAuthoriser(stage.work, leader(stage), { authoriserId, endedOn: today })
    const register = await findRegister(database.db, asConvenor(stage.networkId))
    expect(foresee(register, today).bare.map(({ label }) => label)).toEqual(['One'])
    expect(register).toMatchObject({ authorisers: [], ended: [{ endedOn: today }], statements: { backed: 0 } })
  })
})

describe('support', () => {
  test('that grows from neutral to champion shows both dates', async () => {
    const stage = await aStage(database)
    const authoriserId = await addAuthoriser(stage.work, leader(stage), fields())
    const note = (level: 'neutral' | 'champion', since: string) =>
      noteSupport(stage.work, leader(stage), { authoriserId, level, since, note: '' })
    await note('neutral', '2025-11-03')
    await note('champion', '2026-02-10')
    const { authorisers } = await findRegister(database.db, asConvenor(stage.networkId))
    expect(authorisers[0]?.support.map(({ level, since }) => [level, since])).toEqual([
      ['champion', '2026-02-10'],
      ['neutral', '2025-11-03'],
    ])
    const [change] = await findChanges(database.db, stage.networkId)
    expect(change).toMatchObject({
      noun: 'support',
      before: { level: 'neutral', since: '2025-11-03' },
      after: { level: 'champion', since: '2026-02-10' },
    })
  })
})

describe('what hangs on whom', () => {
  test('never goes in a circle, however far around', async () => {
    const stage = await aStage(database)
    const ids: AuthoriserId[] = []
    for (const label of ['A', 'B', 'C']) ids.push(await addAuthoriser(stage.work, leader(stage), fields({ label })))
    const hang = (thing: number, on: number) =>
      refusal(
        hangOn(stage.work, leader(stage), {
          authoriserId: ids[on] as AuthoriserId,
          thingKind: 'authoriser',
          thingId: ids[thing] as unknown as ThingId,
          label: '',
        }),
      )
    expect(await hang(1, 0)).toBeUndefined()
    expect(await hang(2, 1)).toBeUndefined()
    expect(await hang(0, 2)).toEqual({ code: 'dependency.circle', facts: { backer: 'C', other: 'A' } })
    expect((await hang(0, 0))?.code).toBe('dependency.circle')
    const register = await findRegister(database.db, asConvenor(stage.networkId))
    expect(whatIf(register, { gone: [ids[0] as string], by: null, papersToo: false }).gone).toHaveLength(3)
  })

  test('is of this network, is counted once, and can be taken back', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const authoriserId = await addAuthoriser(stage.work, leader(stage), fields())
    const theirs = { authoriserId, thingKind: 'statement' as const, thingId: other.statements[0] as never, label: '' }
    expect((await refusal(hangOn(stage.work, leader(stage), theirs)))?.code).toBe('dependency.unknown')
    const money = { authoriserId, thingKind: 'resource' as const, thingId: null, label: '£40,000 a year' }
    const thingId = await hangOn(stage.work, leader(stage), money)
    expect(await hangOn(stage.work, leader(stage), money)).toBe(thingId)
    expect((await findRegister(database.db, asConvenor(stage.networkId))).things).toHaveLength(1)
    await letGo(stage.work, leader(stage), { authoriserId, thingKind: 'resource', thingId })
    expect((await findRegister(database.db, asConvenor(stage.networkId))).things).toEqual([])
  })
})

describe('a plan to write it down', () => {
  test('has an owner and a day, and is settled once', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    const authoriserId = await addAuthoriser(stage.work, leader(stage), fields())
    const plan = {
      authoriserId,
      what: 'A vote of full council',
      ownerPartner: null,
      ownerName: '',
      dueOn: '2026-05-01',
    }
    expect(await refusal(planFormalisation(stage.work, leader(stage), plan))).toMatchObject({
      facts: { field: 'owner' },
    })
    const foreign = { ...plan, ownerPartner: other.partners[0] as never }
    expect((await refusal(planFormalisation(stage.work, leader(stage), foreign)))?.code).toBe('partner.unknown')
    const id = await planFormalisation(stage.work, leader(stage), { ...plan, ownerPartner: stage.partners[0] as never })
    const settle = () =>
      refusal(
        settleFormalisation(stage.work, leader(stage), { formalisationId: id, instrument: null, basis: 'formal' }),
      )
    expect(await settle()).toBeUndefined()
    expect((await settle())?.code).toBe('formalisation.settled')
    const { authorisers } = await findRegister(database.db, asConvenor(stage.networkId))
    expect(authorisers[0]).toMatchObject({
      basis: 'personal',
      formalisations: [{ state: 'dropped', owner: 'City Council' }],
    })
  })
})

test('a person who leaves the platform takes their name out of the ties, not the ties', async () => {
  const stage = await aStage(database)
  const member = await addMember(stage.work, stage.networkId, {
    ...{ email: `tie-${stage.networkId}@example.org`, name: 'Ben', role: 'member' },
    partnerId: stage.partners[0] as never,
  })
  const holder = { heldByPartner: stage.partners[0] as never, heldByUser: member }
  await addAuthoriser(stage.work, leader(stage), fields(holder))
  const read = async () => (await findRegister(database.db, asConvenor(stage.networkId))).authorisers[0]?.heldBy
  expect(await read()).toMatchObject({ partner: 'City Council', person: 'Ben' })
  await database.sql`delete from users where id = ${member}`
  expect(await read()).toMatchObject({ partner: 'City Council', person: '' })
})

test('a backer, their support and a plan whose sendings were repeated are there once', async () => {
  const stage = await aStage(database)
  const id = newId<'authoriser'>()
  const by = leader(stage)
  const support = { id: newId<'support'>(), authoriserId: id, level: 'champion' as const, since: today, note: '' }
  const plan = { id: newId<'formalisation'>(), authoriserId: id, what: 'A memorandum', ownerName: '', dueOn: today }
  for (const _ of ['first', 'again']) {
    await addAuthoriser(stage.work, by, { ...fields(), id })
    await noteSupport(stage.work, by, support)
    await planFormalisation(stage.work, by, { ...plan, ownerPartner: stage.partners[0] as never })
  }
  const { authorisers } = await findRegister(database.db, asConvenor(stage.networkId))
  expect(authorisers).toMatchObject([
    { id, support: [{ level: 'champion' }], formalisations: [{ what: 'A memorandum' }] },
  ])
  expect(await told(stage)).toHaveLength(3)
})

test('a page of the history ends between two changes of one moment without losing the second', async () => {
  const stage = await aStage(database)
  const work = { ...stage.work, clock: { now: () => new Date('2026-03-01T12:00:00Z') } }
  for (let i = 0; i < CHANGES_PER_PAGE + 3; i += 1)
    await addAuthoriser(work, leader(stage), fields({ label: `Backer ${i}` }))
  const first = await findChanges(database.db, stage.networkId)
  const last = first.at(-1) as (typeof first)[number]
  const rest = await findChanges(database.db, stage.networkId, { before: new Date(last.at), than: last.id })
  const backers = [...first, ...rest].filter(({ noun }) => noun === 'authoriser')
  expect(new Set(backers.map(({ label }) => label)).size).toBe(CHANGES_PER_PAGE + 3)
})

test('whoever holds a tie and gave no name is no address to other members', async () => {
  const stage = await aStage(database)
  const email = `${newId()}@example.org`
  const partnerId = stage.partners[0] as PartnerId
  const userId = await addMember(stage.work, stage.networkId, { email, name: '', role: 'member', partnerId })
  await addAuthoriser(stage.work, leader(stage), fields({ heldByPartner: partnerId, heldByUser: userId }))
  const asMember = { networkId: stage.networkId, role: 'member' } as Membership
  expect(JSON.stringify(await findRegister(database.db, asMember))).not.toContain(email)
  expect(JSON.stringify(await findRegister(database.db, asConvenor(stage.networkId)))).toContain(email)
})
