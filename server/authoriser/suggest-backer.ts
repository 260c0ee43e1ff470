import { and, asc, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { backingSuggestions } from '#db/schema/in-the-room.ts'
import { seats } from '#db/schema/sessions.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import type { Convening } from '#server/auth/who-is.ts'
import { fieldTextOrNone } from '#server/field.ts'
import { authorIn, mustHaveTakenPart, writtenAt } from '#server/participant/author.ts'
import { firstTimeIn } from '#server/participant/first-time.ts'
import { refuse } from '#server/refusal.ts'
import { holdSession, type Session } from '#server/session/find.ts'
import type { AuthoriserKind, Basis, Gift, Instrument } from '#server/vocabulary/backing.ts'
import type { Id, PartnerId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { AuthoriserFields, type SuggestBackerInput } from './input.ts'
import { putIntoRegister } from './keep-authoriser.ts'
import { readFields } from './read-fields.ts'

export type SuggestionId = Id<'suggestion'>

/** Somebody who backs us, as a person in the room knows it. */
export interface Suggestion {
  id: SuggestionId
  label: string
  kind: AuthoriserKind
  gives: Gift[]
  basis: Basis
  instrument: Instrument | null
  endsOn: string | null
  capacity: string
  state: 'open' | 'added' | 'set-aside'
  partnerId: PartnerId | null
}

/** Tells the convenor of somebody who backs the network. Nobody else in the room reads it. */
export async function suggestBacker(
  { db, clock, announce }: Work,
  proven: Seat,
  input: SuggestBackerInput,
): Promise<void> {
  const { label, kind, gives, basis, instrument, endsOn } = readFields(asFields(input))
  const capacity = fieldTextOrNone('whatItTakes', input.capacity, LIMITS.viewText)
  const { networkId, sessionId } = proven
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    if (!(await firstTimeIn(tx, session, seat, input.key, writtenAt(session, clock.now())))) return
    await mustHaveTakenPart(tx, session, seat, 'triangle', input.late ?? false)
    const seatId = authorIn(session, seat)
    if (seatId) await mustHaveRoom(tx, seat)
    const made = { networkId, sessionId, id: input.suggestionId, seatId, madeAt: writtenAt(session, clock.now()) }
    await tx
      .insert(backingSuggestions)
      .values({ ...made, label, kind, gives: [...gives], basis, instrument, endsOn, capacity })
      .onConflictDoNothing()
  })
  announce(sessionId, 'views')
}

async function mustHaveRoom(tx: Pick<Db, 'select'>, seat: Seat): Promise<void> {
  const [row] = await tx
    .select({ n: count() })
    .from(backingSuggestions)
    .where(and(eq(backingSuggestions.networkId, seat.networkId), eq(backingSuggestions.seatId, seat.id)))
  if ((row?.n ?? 0) >= LIMITS.backersHere) throw refuse('backer.too_many_here', { limit: LIMITS.backersHere })
}

/** What one seat told, and nobody else; nothing where the workshop shows nobody. */
export const findOwnSuggestions = async (db: Db, seat: Seat): Promise<Suggestion[]> =>
  read(db, and(eq(backingSuggestions.networkId, seat.networkId), eq(backingSuggestions.seatId, seat.id)), false)

/** What the whole room told, for the convenor. */
export const findSuggestions = async (db: Db, { networkId, sessionId }: Convening): Promise<Suggestion[]> =>
  read(db, and(eq(backingSuggestions.networkId, networkId), eq(backingSuggestions.sessionId, sessionId)), true)

/** How many were told in a workshop: a count, which everybody may know. */
export async function countSuggestions(
  db: Pick<Db, 'select'>,
  { networkId, id }: Pick<Session, 'networkId' | 'id'>,
): Promise<number> {
  const here = and(eq(backingSuggestions.networkId, networkId), eq(backingSuggestions.sessionId, id))
  const [row] = await db.select({ n: count() }).from(backingSuggestions).where(here)
  return row?.n ?? 0
}

/** Puts what somebody told into the register, or sets it aside. Done once; what was set aside can still be added. */
export async function settleSuggestion(
  work: Work,
  { networkId, sessionId, userId }: Convening,
  { suggestionId, as }: { suggestionId: SuggestionId; as: 'added' | 'set-aside' },
): Promise<void> {
  const here = and(eq(backingSuggestions.networkId, networkId), eq(backingSuggestions.sessionId, sessionId))
  const theOne = and(here, eq(backingSuggestions.id, suggestionId))
  await work.db.transaction(async (tx) => {
    const [row] = await tx.select().from(backingSuggestions).where(theOne).for('update')
    if (!row) throw refuse('not_found')
    if (row.state === 'added') return
    await tx.update(backingSuggestions).set({ state: as }).where(theOne)
    if (as !== 'added') return
    await putIntoRegister(tx, work, { networkId, userId }, readFields(asFields(row)))
  })
}

const asFields = ({
  label,
  kind,
  gives,
  basis,
  instrument,
  endsOn,
}: Pick<Suggestion, 'label' | 'kind' | 'gives' | 'basis' | 'instrument' | 'endsOn'>) =>
  AuthoriserFields.parse({ label, kind, gives, basis, instrument, endsOn })

async function read(db: Db, which: ReturnType<typeof and>, withPartner: boolean): Promise<Suggestion[]> {
  const rows = await db
    .select({ told: backingSuggestions, partnerId: seats.partnerId })
    .from(backingSuggestions)
    .leftJoin(seats, and(eq(seats.networkId, backingSuggestions.networkId), eq(seats.id, backingSuggestions.seatId)))
    .where(which)
    .orderBy(asc(backingSuggestions.madeAt), asc(backingSuggestions.id))
  return rows.map(({ told: { networkId: _n, sessionId: _s, seatId: _seat, madeAt: _m, ...kept }, partnerId }) => ({
    ...kept,
    id: kept.id as SuggestionId,
    partnerId: withPartner ? (partnerId as PartnerId | null) : null,
  }))
}
