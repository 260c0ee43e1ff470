import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister, type Register } from '#server/authoriser/find.ts'
import { foresee, whatIf } from '#server/authoriser/foresee.ts'
import { settleFormalisation } from '#server/authoriser/formalise.ts'
import { findChanges } from '#server/change/find.ts'
import { findHeard } from '#server/intelligence/find.ts'
import { findMembers, findPartners } from '#server/network/find.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import type { AuthoriserId, NetworkId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { makeListeners, makeWork } from '#server/work.ts'
import type { Database } from './client.ts'
import { networks } from './schema/networks.ts'
import { DEMO_CONVENOR } from './seed.ts'
import { seededDatabase } from './seeded.ts'

let database: Database
beforeAll(async () => {
  database = await seededDatabase()
}, 300_000)
afterAll(() => database.close())

const today = dayAt(new Date(), FIRST_ZONE)
const asConvenor = (networkId: NetworkId) => ({ networkId, role: 'convenor' }) as Membership

interface Scenario {
  name: string
  statements: { id: string; text: string }[]
  expect_authority_activity: {
    joined_intelligence: Record<string, string[]>
    single_source_topics: string[]
    statements_with_authoriser: number
    weakened_180: string[]
    exposed_180: string[]
    exposed_365: string[]
  }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]
const idsIn = (scenario: Scenario, hits: readonly { thing: { label: string } }[] = []) =>
  hits.map(({ thing }) => scenario.statements.find(({ text }) => text === thing.label)?.id).sort()
const demo = async (scenario: Scenario) => {
  const [row] = await database.db.select().from(networks).where(eq(networks.name, scenario.name))
  const networkId = row?.id as NetworkId
  const convenor = (await findMembers(database.db, networkId)).find(({ email }) => email === DEMO_CONVENOR)
  const by = { networkId, userId: convenor?.userId as never }
  return { by, register: await findRegister(database.db, asConvenor(networkId)) }
}

describe('the demo networks, through the tables', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s is exposed as expected',
    async (_, scenario) => {
      const wanted = scenario.expect_authority_activity
      const { register } = await demo(scenario)
      const [, half, year] = foresee(register, today).horizons
      expect(idsIn(scenario, half?.left)).toEqual(wanted.exposed_180)
      expect(idsIn(scenario, year?.left)).toEqual(wanted.exposed_365)
      expect(idsIn(scenario, [...(half?.left ?? []), ...(half?.weakened ?? [])])).toEqual(wanted.weakened_180)
      expect(register.statements).toEqual({ all: 15, backed: wanted.statements_with_authoriser })
    },
  )

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s hears from several partners what is expected, and from one alone the rest',
    async (_, scenario) => {
      const wanted = scenario.expect_authority_activity
      const { by } = await demo(scenario)
      const partners = new Map((await findPartners(database.db, by.networkId)).map(({ name, key }) => [name, key]))
      const { threads, single } = await findHeard(database.db, { ...by, role: 'convenor' }, new Date())
      const idOf = (label: string) => scenario.statements.find(({ text }) => text === label)?.id
      const joined = threads.map(({ notes, partners: names }) => [
        idOf(notes[0]?.about.label ?? ''),
        names.map((name) => partners.get(name)).sort(),
      ])
      expect(Object.fromEntries(joined)).toEqual(wanted.joined_intelligence)
      expect(single.map(({ about }) => idOf(about.label)).sort()).toEqual(wanted.single_source_topics)
    },
  )

  test('a paper for the outgoing leader takes what hung on trust alone out of the list, and into the history', async () => {
    const scenario = scenarios[2] as Scenario
    const { by, register } = await demo(scenario)
    const find = (text: string, one: Register) => one.authorisers.find(({ label }) => label.startsWith(text))
    const gone = [find('Outgoing executive leader', register)?.id as AuthoriserId]
    const before = whatIf(register, { gone, by: null, papersToo: false })
    expect(idsIn(scenario, before.left)).toEqual(['m08', 'm11'])
    const held = before.weakened.find(({ thing }) => idsIn(scenario, [{ thing }])[0] === 'm09')
    expect(held?.by).toEqual(['National youth grant programme'])

    const [plan] = find('Outgoing', register)?.formalisations ?? []
    const work = makeWork(database.db, makeListeners())
    await settleFormalisation(work, by, {
      formalisationId: plan?.id as never,
      instrument: 'council_minute',
      basis: 'formal',
    })
    const after = await findRegister(database.db, asConvenor(by.networkId))
    expect(idsIn(scenario, foresee(after, today).horizons[1]?.left)).toEqual(['m07'])
    const [change] = await findChanges(database.db, by.networkId)
    expect(change).toMatchObject({
      by: 'Amira Rahman',
      noun: 'authoriser',
      before: { basis: 'personal' },
      after: { basis: 'formal', instrument: 'council_minute' },
    })
  })
})
