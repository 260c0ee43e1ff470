import { notes } from '#db/schema/intelligence.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { membershipIn } from '#server/auth/who-is.ts'
import { fieldText } from '#server/field.ts'
import { zoneOf } from '#server/network/today.ts'
import { mustHaveTakenPart, showsNobody, writtenAt } from '#server/participant/author.ts'
import { firstTimeUnsigned } from '#server/participant/first-time.ts'
import { holdSession } from '#server/session/find.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { HeardHereInput } from './input.ts'

/**
 * Keeps what somebody heard, written in a workshop's private minute, as coming from the partner they sit for. A member's own
 * name is kept with it, so that they are told what became of it; a guest's seat is not, and where the workshop shows nobody,
 * not even the partner.
 */
export async function heardHere({ db, clock }: Work, proven: Seat, input: HeardHereInput): Promise<void> {
  const text = fieldText('heard', input.text, LIMITS.note)
  const { networkId, sessionId } = proven
  const member = proven.userId && (await membershipIn(db, { userId: proven.userId }, networkId))
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    // Not noted with the seat: a guest's note must not be held against whoever wrote it.
    if (!(await firstTimeUnsigned(tx, session, input.key))) return
    const partnerId = await mustHaveTakenPart(tx, session, seat, 'minute', input.late ?? false)
    const at = writtenAt(session, clock.now())
    const nobody = showsNobody(session)
    const { closeness, confidence, sensitivity } = input
    await tx
      .insert(notes)
      .values({
        ...{ networkId, id: input.noteId, text, closeness, confidence, sensitivity },
        ...{ byUserId: !nobody && member ? member.userId : null, partnerId: nobody ? null : partnerId },
        ...{
          aboutKind: 'topic' as const,
          about: session.name,
          heardOn: dayAt(at, await zoneOf(tx, networkId)),
          notedAt: at,
        },
      })
      .onConflictDoNothing()
  })
}
