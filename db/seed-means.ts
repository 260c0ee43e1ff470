import { noteGroup } from '#server/absent/keep-group.ts'
import { makeAgreement } from '#server/agreement/keep-agreement.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { hangOn } from '#server/authoriser/hang-on.ts'
import { assignCapacity } from '#server/means/assign-capacity.ts'
import { addCapacity } from '#server/means/keep-capacity.ts'
import { addExchange } from '#server/means/keep-exchange.ts'
import { answerMatch, proposeMatch } from '#server/means/match.ts'
import { findMembers } from '#server/network/find.ts'
import type { Stand } from '#server/vocabulary/agreement.ts'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import type { ExchangeId, NetworkId, PartnerId, ThingId, UserId } from '#server/vocabulary/ids.ts'
import type { ExchangeSide, MeansKind } from '#server/vocabulary/means.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'
import { demoContributor } from './seed-hearing.ts'

/** What a demo network can work with, what partners agreed to, and who has no seat: invented, like the stances. */
export interface DemoMeans {
  capacities: {
    label: string
    kind: MeansKind
    partner: string
    amount: string
    holder: string
    untilInDays: number | null
    /** The demo's own ids of statements. */
    for: string[]
  }[]
  exchanges: { side: ExchangeSide; kind: MeansKind; partner: string; text: string; amount: string }[]
  /** An offer and an ask by their place in the list, and the partners that said yes. */
  match: { offer: number; ask: number; words: string; yes: string[] }
  /** `restsOn` is how the label of the one it rests on begins. */
  agreements: { from: string; owner: string; reviewInDays: number; restsOn: string | null }[]
  absent: { name: string; affected: string; owner: string }
}
interface Demo {
  networkId: NetworkId
  convenor: UserId
  partnerIds: ReadonlyMap<string, PartnerId>
  /** The demo's own id of a statement -> its line. */
  lines: ReadonlyMap<string, string>
  scenario: { id: string; statements: { id: string; text: string; session2: Record<string, number | string> }[] }
}

/** Fills a demo network's means, exchanges, agreements and absent groups through the verbs that people's forms use. */
export async function seedMeans(work: Work, demo: Demo, means: DemoMeans): Promise<void> {
  const by = (await membershipIn(work.db, { userId: demo.convenor }, demo.networkId)) as Membership
  const today = dayAt(work.clock.now(), FIRST_ZONE)
  for (const { untilInDays, partner, for: uses, ...one } of means.capacities) {
    const untilDay = untilInDays === null ? null : daysAfter(today, untilInDays)
    const partnerId = demo.partnerIds.get(partner) ?? null
    const capacityId = await addCapacity(work, by, { ...one, partnerId, untilDay })
    for (const id of uses)
      await assignCapacity(work, by, { capacityId, useKind: 'statement', useId: demo.lines.get(id) ?? '' })
  }
  await seedExchanges(work, by, demo, means)
  for (const agreement of means.agreements) await seedAgreement(work, by, demo, agreement)
  const { owner, ...group } = means.absent
  await noteGroup(work, by, { ...group, ownerPartner: demo.partnerIds.get(owner) ?? null, ownerName: '' })
}

async function seedExchanges(work: Work, by: Membership, demo: Demo, { exchanges, match }: DemoMeans): Promise<void> {
  const ids: ExchangeId[] = []
  for (const { partner, ...one } of exchanges)
    ids.push(await addExchange(work, by, { ...one, partnerId: demo.partnerIds.get(partner) ?? null, untilDay: null }))
  const [offerId, askId] = [ids[match.offer] ?? null, ids[match.ask] ?? null]
  const matchId = await proposeMatch(work, by, { offerId, askId, words: match.words })
  const members = await findMembers(work.db, demo.networkId)
  for (const partner of match.yes) {
    // Only those who speak for a partner say yes for it.
    const delegate = members.find(({ email }) => email === demoContributor(demo.scenario.id, partner))
    const speaks = await membershipIn(work.db, { userId: delegate?.userId as UserId }, demo.networkId)
    await answerMatch(work, speaks as Membership, { matchId, says: 'yes', reason: '' })
  }
}

/** An agreement on a statement, with each partner where it stood at the second sitting. */
async function seedAgreement(
  work: Work,
  by: Membership,
  { partnerIds, lines, scenario }: Demo,
  { from, owner, reviewInDays, restsOn }: DemoMeans['agreements'][number],
): Promise<void> {
  const statement = scenario.statements.find(({ id }) => id === from)
  const today = dayAt(work.clock.now(), FIRST_ZONE)
  const agreementId = await makeAgreement(work, by, {
    ...{ text: statement?.text ?? '', from: { kind: 'statement', id: lines.get(from) ?? '' } },
    ...{ agreedOn: daysAfter(today, -10), reviewOn: daysAfter(today, reviewInDays) },
    ...{ ownerPartner: partnerIds.get(owner) ?? null, ownerName: '' },
    stands: Object.entries(statement?.session2 ?? {}).flatMap(([partner, answer]) =>
      typeof answer === 'number'
        ? [{ partnerId: partnerIds.get(partner) as PartnerId, stand: standOf(answer), reason: '' }]
        : [],
    ),
  })
  if (!restsOn) return
  const { authorisers } = await findRegister(work.db, by)
  const backer = authorisers.find(({ label }) => label.startsWith(restsOn))
  if (!backer) throw new Error(`the demo has no “${restsOn}”`)
  const thing = { thingKind: 'agreement', thingId: agreementId as string as ThingId, label: '' } as const
  await hangOn(work, by, { authoriserId: backer.id, ...thing })
}

const standOf = (answer: number): Stand => (answer > 0 ? 'support' : answer < 0 ? 'against' : 'live_with')
