import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { planFormalisation } from '#server/authoriser/formalise.ts'
import { hangOn } from '#server/authoriser/hang-on.ts'
import { AddAuthoriserInput } from '#server/authoriser/input.ts'
import { addAuthoriser } from '#server/authoriser/keep-authoriser.ts'
import { noteSupport } from '#server/authoriser/note-support.ts'
import type { AuthoriserKind, Basis, Gift, Instrument, SupportLevel, Trigger } from '#server/vocabulary/backing.ts'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import type { AuthoriserId, NetworkId, PartnerId, ThingId, UserId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'

export interface DemoAuthoriser {
  label: string
  kind: AuthoriserKind
  basis: Basis
  instrument: string | null
  gives: Gift[]
  held_by: string
  term_ends_in_days: number | null
  event: string | null
  depends: string[]
  successor_known: boolean
}
export interface Registers {
  networkId: NetworkId
  convenor: UserId
  partnerIds: ReadonlyMap<string, PartnerId>
  /** The demo's own id of a statement -> its line. */
  lines: ReadonlyMap<string, string>
  /** The day that the demo's offsets count from. */
  today: Date
  scenario: { authorisers: DemoAuthoriser[]; statements: { id: string; facet: string; text: string }[] }
}

// The demo says these in its own words.
const INSTRUMENTS: Record<string, Instrument> = {
  'delegated officer decision': 'delegated_decision',
  licence: 'licence',
  'grant agreement': 'grant',
  'board minute': 'board_minute',
  'funding agreement': 'funding_agreement',
}
const TRIGGERS: Record<string, Trigger> = {
  'local election': 'election',
  'grant end': 'grant_end',
  'end of office': 'end_of_office',
  'change of governance system': 'governance_change',
  'agreement end': 'contract_end',
  retirement: 'retirement',
}
// Invented, like the stances: whoever gives their own trust stands firmest behind the network.
const LEVELS: Record<Basis, SupportLevel> = { personal: 'champion', mixed: 'supportive', formal: 'supportive' }

/** Fills a demo network's registers through the verbs that a convenor's forms use. */
export async function seedRegisters(work: Work, registers: Registers): Promise<void> {
  const { networkId, convenor, scenario } = registers
  const by = (await membershipIn(work.db, { userId: convenor }, networkId)) as Membership
  const ids: AuthoriserId[] = []
  for (const authoriser of scenario.authorisers) ids.push(await seedAuthoriser(work, by, registers, authoriser))
  // Each demo network has a statement on how its most personal backing is to be written down.
  const plan = scenario.statements.find(({ facet }) => facet === 'authorisation')
  const [first] = scenario.authorisers
  if (!plan || !first || !ids[0]) return
  await planFormalisation(work, by, {
    authoriserId: ids[0],
    what: plan.text,
    ownerPartner: registers.partnerIds.get(first.held_by) ?? null,
    ownerName: '',
    dueOn: daysAfter(dayAt(registers.today, FIRST_ZONE), (first.term_ends_in_days ?? 90) - 30),
  })
}

async function seedAuthoriser(
  work: Work,
  by: Membership,
  { partnerIds, lines, today }: Registers,
  one: DemoAuthoriser,
): Promise<AuthoriserId> {
  const authoriserId = await addAuthoriser(
    work,
    by,
    AddAuthoriserInput.parse({
      ...{ label: one.label, kind: one.kind, gives: one.gives, basis: one.basis },
      instrument: one.instrument && INSTRUMENTS[one.instrument],
      heldByPartner: partnerIds.get(one.held_by),
      endsOn: one.term_ends_in_days === null ? null : daysAfter(dayAt(today, FIRST_ZONE), one.term_ends_in_days),
      trigger: one.event && TRIGGERS[one.event],
      successor: one.successor_known ? 'known' : 'not_known',
    }),
  )
  const since = daysAfter(dayAt(today, FIRST_ZONE), -90)
  await noteSupport(work, by, { authoriserId, level: LEVELS[one.basis], since, note: '' })
  for (const id of one.depends)
    await hangOn(work, by, { authoriserId, thingKind: 'statement', thingId: lines.get(id) as ThingId, label: '' })
  return authoriserId
}
