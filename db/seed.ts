import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { findSeat, type Seat } from '#server/auth/seat.ts'
import { type Convening, conveningOf } from '#server/auth/who-is.ts'
import { publish } from '#server/board/publish.ts'
import type { Clock } from '#server/clock.ts'
import { addMember } from '#server/network/add-member.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { createNetwork } from '#server/network/create-network.ts'
import { joinSession } from '#server/participant/join-session.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { closeSession } from '#server/record/close-session.ts'
import { moveToStep } from '#server/session/move-to-step.ts'
import { openSession } from '#server/session/open-session.ts'
import { readPublished } from '#server/session/read-published.ts'
import { findStatements } from '#server/statement/find.ts'
import { postgresStore } from '#server/sync/postgres-store.ts'
import { addView } from '#server/view/add-view.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { Dimension } from '#server/vocabulary/facet.ts'
import { isFacet } from '#server/vocabulary/facet.ts'
import { type NetworkId, newId, type PartnerId, type SessionId, type UserId } from '#server/vocabulary/ids.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import type { Work } from '#server/work.ts'
import { networks } from './schema/networks.ts'
import { sessions } from './schema/sessions.ts'
import { statements } from './schema/statements.ts'
import { type DemoActivity, seedActivities } from './seed-activities.ts'
import { type DemoNote, seedHearing } from './seed-hearing.ts'
import { type DemoMeans, seedMeans } from './seed-means.ts'
import { type DemoAuthoriser, seedRegisters } from './seed-registers.ts'
import { type DemoSentence, seedSentence, seedStories } from './seed-sentence.ts'
import { type DemoValue, seedValues } from './seed-values.ts'

interface Scenario {
  id: string
  name: string
  basis: string
  partners: { id: string; label: string; sector: string }[]
  statements: {
    id: string
    dimension: Dimension
    facet: string
    text: string
    session1: Record<string, number | string>
    session2: Record<string, number | string>
    perceived_majority1?: Record<string, 'yes' | 'no' | 'dont_know'>
  }[]
  authorisers: DemoAuthoriser[]
  value: DemoValue[]
  activities: DemoActivity[]
  intelligence: DemoNote[]
  /** What the data does not hold, so that no page of a demo network is empty. */
  invented: DemoSentence & DemoMeans
}

/** The people of the demo who can sign in: a convenor of all three networks, and a delegate. */
export const DEMO_CONVENOR = 'convenor@demo.example'
export const DEMO_DELEGATE = 'delegate@demo.example'

const DAY_MS = 86_400_000
/** How long before the seeding each sitting was held, in days. */
const SITTINGS = [
  { key: 'session1', name: 'First sitting', daysAgo: 395 },
  { key: 'session2', name: 'Second sitting', daysAgo: 30 },
] as const

/** The demo's clock: stands at a moment of the past and goes on a second at every look. */
const clockFrom = (start: number): Clock => {
  let at = start
  return {
    now: () => {
      at += 1_000
      return new Date(at)
    },
  }
}

/**
 * Seeds the three demo networks, unless they are there: every partner, both sittings walked through the same verbs that a live
 * workshop uses, and closed. Statements keep their line from the first sitting to the second.
 */
export async function seedDemo(work: Work): Promise<boolean> {
  const read = <T>(file: string) => JSON.parse(readFileSync(join(process.cwd(), 'db/demo', file), 'utf8')) as T
  const invented = read<Record<string, Scenario['invented']>>('invented.json')
  const scenarios = read<Scenario[]>('scenarios.json').map((one) => ({
    ...{ ...one, invented: invented[one.id] as Scenario['invented'] },
  }))
  const [first] = await work.db
    .select({ id: networks.id })
    .from(networks)
    .where(eq(networks.name, scenarios[0]?.name ?? ''))
  if (first) return false
  const now = work.clock.now().getTime()
  for (const [i, scenario] of scenarios.entries())
    await seedNetwork({ ...work, clock: clockFrom(now - 400 * DAY_MS) }, scenario, i, now)
  return true
}

async function seedNetwork(work: Work, scenario: Scenario, i: number, now: number): Promise<void> {
  const networkId = await createNetwork(work, {
    name: scenario.name,
    about: 'A demo network. Its stances are invented.',
  })
  const partnerIds = new Map<string, PartnerId>()
  for (const { id, label, sector } of scenario.partners)
    partnerIds.set(id, await addPartner(work, networkId, { name: label, sector, key: id }))

  // One person can convene one network and speak for a partner in another.
  const convenor = await addMember(work, networkId, {
    email: DEMO_CONVENOR,
    name: 'Amira Rahman',
    role: 'convenor',
    partnerId: null,
  })
  const partnerId = [...partnerIds.values()][i] ?? null
  await addMember(work, networkId, {
    email: DEMO_DELEGATE,
    name: 'Sam Okafor',
    role: i === 2 ? 'convenor' : 'member',
    partnerId,
  })

  let roots: Map<string, string> | undefined
  for (const sitting of SITTINGS) {
    const then = { ...work, clock: clockFrom(now - sitting.daysAgo * DAY_MS) }
    roots = await holdSitting(then, { networkId, convenor, partnerIds, scenario, sitting, roots })
  }
  const lately = { ...work, clock: clockFrom(now - DAY_MS) }
  const lines = roots ?? new Map<string, string>()
  await seedRegisters(lately, { networkId, convenor, partnerIds, lines, today: new Date(now), scenario })
  const workAt = (daysAgo: number) => ({ ...work, clock: clockFrom(now - daysAgo * DAY_MS) })
  await seedValues({ networkId, convenor, partnerIds, lines, values: scenario.value, work: workAt(3) })
  await seedActivities({ networkId, convenor, lines, activities: scenario.activities, workAt })
  const weeksAgo = { ...work, clock: clockFrom(now - 20 * DAY_MS) }
  await seedHearing(weeksAgo, { networkId, convenor, partnerIds, lines, scenario })
  await seedMeans(lately, { networkId, convenor, partnerIds, lines, scenario }, scenario.invented)
}

interface Sitting {
  networkId: NetworkId
  convenor: UserId
  partnerIds: Map<string, PartnerId>
  scenario: Scenario
  sitting: (typeof SITTINGS)[number]
  roots: Map<string, string> | undefined
}

/** Walks one sitting from the lobby to the record. Answers the lines of its statements, by the demo's own ids. */
async function holdSitting(
  work: Work,
  { networkId, convenor, partnerIds, scenario, sitting, roots }: Sitting,
): Promise<Map<string, string>> {
  const rules = {
    question: 'What is this network for, and where should it go?',
    template: 'yearly-review',
    ownTemplate: null,
    moderation: 'none',
    voice: 'named',
    attribution: 'partner',
    firstViews: 'private',
    minimumCell: 3,
    asksIs: false,
    asksMost: sitting.key === 'session1' && scenario.statements.some((one) => one.perceived_majority1),
  } as const
  const texts = scenario.statements.map(({ text }) => text)
  const { sessionId, code } = await openSession(
    work,
    networkId,
    { name: sitting.name, ...rules, opensAt: null, statements: texts, statementsFrom: null },
    convenor,
  )
  await work.db
    .update(sessions)
    .set({ source: 'demo', credit: scenario.basis })
    .where(and(eq(sessions.networkId, networkId), eq(sessions.id, sessionId)))
  const lines = await drawLines(work, networkId, sessionId, scenario, roots)
  const convening = (await conveningOf(work.db, { userId: convenor }, sessionId)) as Convening
  const seats = new Map<string, Seat>()
  for (const [key, partner] of partnerIds) {
    const { seatId } = await joinSession(work, code, { partner, name: '', organisation: '' })
    seats.set(key, (await findSeat(work.db, sessionId, seatId)) as Seat)
  }
  const begins = roots === undefined
  if (begins) {
    await moveToStep(work, convening, { step: 'story' })
    await seedStories(work, seats, scenario.invented)
  }
  await moveToStep(work, convening, { step: 'views' })
  await addViews(work, scenario, seats)
  await moveToStep(work, convening, { step: 'show-views' })
  await putOnBoard(work, sessionId)
  await moveToStep(work, convening, { step: 'rate' })
  await rate(work, networkId, sessionId, scenario, sitting.key, seats)
  await moveToStep(work, convening, { step: 'show-answers' })
  await moveToStep(work, convening, { step: 'talk' })
  if (begins) await seedSentence(work, { networkId, sessionId, convenor }, scenario.invented, scenario.statements)
  await moveToStep(work, convening, { step: 'finish' })
  await closeSession(work, convening)
  return lines
}

async function drawLines(
  work: Work,
  networkId: NetworkId,
  sessionId: SessionId,
  scenario: Scenario,
  roots?: Map<string, string>,
) {
  const asked = await findStatements(work.db, networkId, sessionId)
  const lines = new Map(scenario.statements.map(({ id }, i) => [id, roots?.get(id) ?? (asked[i]?.id as string)]))
  for (const [i, { id, dimension, facet }] of scenario.statements.entries()) {
    const one = and(eq(statements.networkId, networkId), eq(statements.id, asked[i]?.id as string))
    await work.db
      .update(statements)
      .set({ rootId: lines.get(id) as string, dimension, facet })
      .where(one)
  }
  return lines
}

/** What the demo's records say at each corner, as cards of the partner that would have brought them. */
async function addViews(work: Work, scenario: Scenario, seats: Map<string, Seat>): Promise<void> {
  const partners = scenario.partners.map(({ id }) => id)
  const add = (partner: string | undefined, place: Place, text: string, facet: string | null = null) => {
    const seat = partner ? seats.get(partner) : undefined
    return seat
      ? addView(work, seat, { viewId: newId<'view'>(), place, facet: facet && isFacet(facet) ? facet : null, text })
      : undefined
  }
  for (const { text, judged } of scenario.value) await add(Object.keys(judged)[0], 'value', text)
  for (const { label, held_by } of scenario.authorisers) await add(held_by, 'authorising', label)
  const practical = scenario.activities.filter(({ corners }) => corners.includes('capacity'))
  for (const [i, { title }] of practical.entries()) await add(partners[i % partners.length], 'capacity', title)
  for (const [i, { text, facet }] of scenario.statements.slice(0, 6).entries())
    await add(partners[i % partners.length], 'middle', text, facet)
}

async function putOnBoard(work: Work, sessionId: SessionId): Promise<void> {
  const shown = await readPublished(work.db, sessionId)
  const doc = new Y.Doc()
  publish(doc, shown, shown.views)
  const entry = { seatId: 'server', update: Y.encodeStateAsUpdate(doc) }
  await postgresStore(work.db).append([
    {
      ...{ by: 'seed', no: 1, networkId: shown.networkId, boardId: sessionId },
      ...{ entries: [entry], newClients: [[doc.clientID, 'server']] },
    },
  ])
}

async function rate(
  work: Work,
  networkId: NetworkId,
  sessionId: SessionId,
  scenario: Scenario,
  key: 'session1' | 'session2',
  seats: Map<string, Seat>,
): Promise<void> {
  const asked = await findStatements(work.db, networkId, sessionId)
  for (const [i, statement] of scenario.statements.entries()) {
    for (const [partner, voice] of Object.entries(statement[key])) {
      const answer = (voice === 'U' ? 'unclear' : voice === 'R' ? 'remit' : voice) as Answer
      const seat = seats.get(partner) as Seat
      await giveRating(work, seat, {
        statementId: asked[i]?.id as never,
        answer,
        mandate: 'agreed',
        reason: '',
        question: 'should',
      })
    }
    if (key === 'session2') continue
    for (const [partner, most] of Object.entries(statement.perceived_majority1 ?? {}))
      await giveRating(work, seats.get(partner) as Seat, {
        statementId: asked[i]?.id as never,
        answer: MOST[most],
        mandate: 'agreed',
        reason: '',
        question: 'most',
      })
  }
}

const MOST = { yes: 1, no: -1, dont_know: 'unclear' } as const
