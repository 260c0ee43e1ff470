import { asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import {
  propositionAnswers,
  propositionDrafts,
  propositionPresent,
  propositionSlots,
  propositionVersions,
} from '#db/schema/propositions.ts'
import type { Seat } from '#server/auth/seat.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findPartners, type Partner, partnerOfDelegate } from '#server/network/find.ts'
import { findSessions } from '#server/session/find.ts'
import type { NetworkId, PartnerId, SessionId } from '#server/vocabulary/ids.ts'
import {
  type Asking,
  type PropositionAnswer,
  SLOTS,
  type Slot,
  type Source,
  type WordRun,
} from '#server/vocabulary/proposition.ts'
import { mayAnswer, mayReadOwn, seesPeople } from './may.ts'
import { wordDiff } from './word-diff.ts'

type Reading = Pick<Db, 'select'>
type Shown = Pick<Partner, 'id' | 'name' | 'initials' | 'markNo'>
export type Parts<T> = Record<Slot, T>
export interface Part {
  text: string
  sources: Source[]
}
export interface GivenAnswer {
  partner: Shown
  answer: PropositionAnswer
  reason: string
}
/** One saved version of the sentence, as everybody who may read it sees it. */
export interface Version {
  no: number
  savedAt: string
  /** The workshop it was saved in. */
  sitting: { id: SessionId; name: string } | null
  slots: Parts<Part>
  /** Word by word against the version before; null for the first. */
  changed: Parts<WordRun[]> | null
  /** Who was there: people of each partner, and by name where the workshop shows names and the reader may read them. */
  present: { partner: Shown | null; people: number; names: string[] }[]
  asking: Asking
  /** How many partners have answered, of how many. */
  answered: number
  asked: number
  /** What each partner said; null until the asking is closed. */
  answers: GivenAnswer[] | null
  /** Whose answer a convenor took out: it counts for nobody. None before the asking is closed. */
  takenOut: Shown[]
}
/** What one's own organisation said to the version in hand, with the version of that answer. */
export interface OwnAnswer {
  /** null: a colleague said something, and which is not told to this seat; or it was taken out. */
  answer: PropositionAnswer | null
  takenOut?: true
  reason: string
  version: number
}
export interface Proposition {
  /** The newest first. */
  versions: Version[]
  /** The partner this reader answers for; null for those who answer for none. */
  speaksFor: Shown | null
  own: OwnAnswer | null
  /** Another partner that holds what this phone answered, before its own was put right; null mostly. */
  strayed: Shown | null
}
export interface Draft {
  slots: Parts<Part & { version: number }>
  /** The sum of the parts' versions: what saving has to name. */
  drafted: number
  /** The workshops whose cards and statements can be taken, the newest first. */
  sittings: { id: SessionId; name: string; running: boolean }[]
}

/** Every version of a network's proposition, for a member. */
export async function findProposition(
  db: Db,
  { networkId, userId, role }: Pick<Membership, 'networkId' | 'userId' | 'role'>,
): Promise<Proposition> {
  const partnerId = mayAnswer(role) ? await partnerOfDelegate(db, networkId, userId) : undefined
  return readProposition(db, networkId, partnerId, seesPeople(role))
}

/** The version that partners are asked about, though another was saved meanwhile; else the newest. */
export const inHand = <T extends { asking: Asking }>(versions: readonly T[]): T | undefined =>
  versions.find(({ asking }) => asking === 'open') ?? versions[0]

/** The same for the room of a workshop: what is asked elsewhere is not in its hand. */
export function inHandAt(sessionId: SessionId, versions: readonly Version[]): Version | undefined {
  const asked = inHand(versions)
  return asked?.sitting?.id === sessionId ? asked : versions[0]
}

/**
 * The version in hand alone, for a seat of a workshop. What partners said, one's own among them, is told and asked where the
 * version was saved: whoever has a code for this workshop has none for what was said outside it.
 */
export async function findForSeat(db: Db, seat: Seat, ballot: string | null = null): Promise<Proposition> {
  const speaks = seat.kind === 'participant' ? (seat.partnerId ?? undefined) : undefined
  const mayRead = await mayReadOwn(db, seat, ballot)
  const isOwn = (given: { ballot: string | null }) => ballot !== null && given.ballot === ballot
  const { versions, ...more } = await readProposition(db, seat.networkId, speaks, false, mayRead, isOwn)
  const version = inHandAt(seat.sessionId, versions)
  const own = version === inHand(versions) ? more : { ...more, own: null, strayed: null }
  if (version?.sitting?.id === seat.sessionId) return { ...own, versions: [version] }
  const elsewhere = version && { ...version, answers: null, takenOut: [] }
  return { speaksFor: null, own: null, strayed: null, versions: elsewhere ? [elsewhere] : [] }
}

/** The versions as `speaks` may read them; `people` for those who read of people too. */
export async function readProposition(
  db: Db,
  networkId: NetworkId,
  speaks: PartnerId | undefined,
  people: boolean,
  mayRead: (given: { ballot: string | null }) => boolean = () => true,
  isOwn: (given: { ballot: string | null }) => boolean = () => false,
): Promise<Proposition> {
  const versions = await findVersions(db, networkId)
  const partners = (await findPartners(db, networkId, { withLeft: true })).map(
    ({ id, name, initials, markNo, left }) => ({
      ...{ shown: { id, name, initials, markNo }, left },
    }),
  )
  const shown = partners.map((one) => one.shown)
  const given = await db.select().from(propositionAnswers).where(eq(propositionAnswers.networkId, networkId))
  const seats = await db.select().from(propositionPresent).where(eq(propositionPresent.networkId, networkId))
  const sittings = new Map((await findSessions(db, networkId)).map(({ id, name }) => [id as string, { id, name }]))
  const asked = inHand(versions)
  const stands = given.filter(({ takenOutAt }) => takenOutAt === null)
  const toAsked = stands.filter(({ no }) => no === asked?.no)
  const mine = given.find(({ no, partnerId }) => no === asked?.no && partnerId === speaks)
  const strayed = asked?.asking === 'open' && speaks && toAsked.find((one) => isOwn(one) && one.partnerId !== speaks)
  return {
    speaksFor: shown.find(({ id }) => id === speaks) ?? null,
    strayed: (strayed && shown.find(({ id }) => id === strayed.partnerId)) || null,
    own: mine ? ownAnswer(mine, mayRead(mine)) : null,
    versions: versions.map((version, i): Version => {
      const answers = shown.flatMap((partner): GivenAnswer[] => {
        const one = stands.find(({ no, partnerId }) => no === version.no && partnerId === partner.id)
        return one ? [{ partner, answer: one.answer, reason: one.reason }] : []
      })
      const out = given.filter(({ no, takenOutAt }) => no === version.no && takenOutAt !== null)
      const before = versions[i + 1]
      return {
        ...{ no: version.no, savedAt: version.savedAt.toISOString(), slots: version.slots, asking: version.asking },
        sitting: sittings.get(version.sessionId ?? '') ?? null,
        changed: before ? byPart((slot) => wordDiff(before.slots[slot].text, version.slots[slot].text)) : null,
        present: presentAt(
          seats.filter(({ no }) => no === version.no),
          shown,
          people,
        ),
        answered: answers.length,
        asked: Math.max(answers.length, partners.filter(({ left }) => !left).length),
        answers: version.asking === 'closed' ? answers : null,
        takenOut: version.asking === 'closed' ? shown.filter(({ id }) => out.some((one) => one.partnerId === id)) : [],
      }
    }),
  }
}

function ownAnswer(
  { answer, reason, version, takenOutAt }: typeof propositionAnswers.$inferSelect,
  mayRead: boolean,
): OwnAnswer {
  const kept = { answer: null, reason: '', version }
  if (takenOutAt) return { ...kept, takenOut: true }
  return mayRead ? { answer, reason, version } : kept
}

/** The draft as it stands, and what can be taken into it. For those who write it. */
export async function findDraft(db: Db, networkId: NetworkId): Promise<Draft> {
  const rows = await db.select().from(propositionDrafts).where(eq(propositionDrafts.networkId, networkId))
  return {
    slots: byPart((slot) => {
      const { text = '', sources = [], version = 0 } = rows.find((one) => one.slot === slot) ?? {}
      return { text, sources, version }
    }),
    drafted: rows.reduce((sum, { version }) => sum + version, 0),
    sittings: (await findSessions(db, networkId)).map(({ id, name, closedAt }) => ({
      ...{ id, name, running: closedAt === null },
    })),
  }
}

/** The versions with their words alone, the newest first; `label` names one in the history. */
export async function findVersions(db: Reading, networkId: NetworkId) {
  const rows = await db
    .select()
    .from(propositionVersions)
    .where(eq(propositionVersions.networkId, networkId))
    .orderBy(desc(propositionVersions.no))
  const parts = await db
    .select()
    .from(propositionSlots)
    .where(eq(propositionSlots.networkId, networkId))
    .orderBy(asc(propositionSlots.no))
  return rows.map((row) => {
    const slots = byPart((slot): Part => {
      const { text = '', sources = [] } = parts.find((one) => one.no === row.no && one.slot === slot) ?? {}
      return { text, sources }
    })
    const label = SLOTS.map((slot) => slots[slot].text)
      .filter(Boolean)
      .join(' · ')
    return { ...row, slots, label }
  })
}

const byPart = <T>(make: (slot: Slot) => T): Parts<T> =>
  Object.fromEntries(SLOTS.map((slot) => [slot, make(slot)])) as Parts<T>

function presentAt(
  seats: readonly { partnerId: string | null; name: string }[],
  partners: readonly Shown[],
  people: boolean,
): Version['present'] {
  return [...partners, null].flatMap((partner) => {
    const theirs = seats.filter(({ partnerId }) => partnerId === (partner?.id ?? null))
    const names = people ? theirs.map(({ name }) => name).filter(Boolean) : []
    return theirs.length > 0 ? [{ partner, people: theirs.length, names: names.sort() }] : []
  })
}
