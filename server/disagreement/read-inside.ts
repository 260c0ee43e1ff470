import type { Db } from '#db/client.ts'
import type { Seat } from '#server/auth/seat.ts'
import { findRatings } from '#server/rating/find.ts'
import { findSession } from '#server/session/find.ts'

/** A statement on which one's own organisation has people on both sides. */
export interface OwnSplit {
  readonly statementId: string
  /** How many of its people answered. */
  readonly people: number
}

/**
 * On which statements one's own organisation is split: some of its people for and some against, among the answers shown
 * last. Told to a seat of that organisation alone, and only of statements that this seat answered too, so that nobody learns it
 * by joining under an organisation's name afterwards; and only where as many answered as are needed to show an organisation, for
 * of two people each would learn what the other said. Nothing before answers are shown, and nothing in a named voice.
 */
export async function readInside(db: Db, seat: Seat): Promise<OwnSplit[]> {
  const session = await findSession(db, seat.sessionId)
  if (session.shownRound === 0 || session.voice === 'named' || !seat.partnerId || seat.kind !== 'participant') return []
  const ratings = await findRatings(db, session, session.shownRound)
  const colleagues = ratings.filter(({ partnerId }) => partnerId === seat.partnerId)
  const answered = colleagues.filter(({ seatId }) => seatId === seat.id)
  return answered.flatMap(({ statementId }) => {
    const own = colleagues.filter((one) => one.statementId === statementId).map(({ answer }) => answer)
    const has = (on: (point: number) => boolean) => own.some((answer) => typeof answer === 'number' && on(answer))
    if (own.length < session.minimumCell) return []
    return has((point) => point > 0) && has((point) => point < 0) ? [{ statementId, people: own.length }] : []
  })
}
