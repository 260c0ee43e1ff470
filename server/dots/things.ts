import type { Db } from '#db/client.ts'
import { findPlanned } from '#server/activity/propose-activity.ts'
import type { Session } from '#server/session/find.ts'
import { readBoard } from '#server/session/read-board.ts'
import { findStatements } from '#server/statement/find.ts'
import { inReadersWords } from '#server/statement/wordings.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import type { Dotted } from '#server/vocabulary/dots.ts'

/** What dots can be put on, in the order the room knows it. */
export async function findThings(
  db: Pick<Db, 'select'>,
  session: Session,
  dotsOn: Dotted,
): Promise<{ id: string; text: string }[]> {
  if (dotsOn === 'statements')
    return (await findStatements(db, session.networkId, session.id)).map(({ id, text }) => ({ id, text }))
  if (dotsOn === 'activities') return (await findPlanned(db, session)).map(({ id, title }) => ({ id, text: title }))
  const board = await readBoard(db, session.id)
  return PLACES.flatMap((place) => board.places[place]).map((id) => ({ id, text: board.cards[id]?.text ?? '' }))
}

/** The same as whoever asks reads it. */
export async function readThings(db: Pick<Db, 'select'>, session: Session, dotsOn: Dotted) {
  const things = await findThings(db, session, dotsOn)
  return dotsOn === 'statements' ? inReadersWords(db, session.networkId, session.id, things) : things
}
