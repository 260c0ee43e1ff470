import type { Db } from '#db/client.ts'
import type { RoomChange, Sitting } from '#server/analysis/room-change.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findAccounts } from '#server/participant/find.ts'
import { refuse } from '#server/refusal.ts'
import { findSession, type Session } from '#server/session/find.ts'
import { findStatements } from '#server/statement/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { changeOnce } from './analyse-once.ts'
import { readSitting } from './read-disagreement.ts'

/**
 * What became of the statements that two closed sittings of one network both asked, by the ids of their lines. Null where the
 * two can't be compared: nothing was shown at one of them, or people spoke otherwise. Whose mind changed is told only of
 * partners all of whose people were signed in both times: nobody else can be found again.
 */
export async function readChange(
  db: Db,
  membership: Pick<Membership, 'networkId'>,
  earlier: SessionId,
  later: SessionId,
): Promise<RoomChange[] | null> {
  const [before, after] = [await closedIn(db, membership, earlier), await closedIn(db, membership, later)]
  if (before.voice !== after.voice || (before.source === 'polis') !== (after.source === 'polis')) return null
  const [was, is] = [await readSitting(db, before), await readSitting(db, after)]
  if (!was || !is) return null
  const [then, now] = [await foundAgain(db, before, was), await foundAgain(db, after, is)]
  return changeOnce(then.sitting, now.sitting, new Set([...then.known].filter((id) => now.known.has(id))))
}

async function closedIn(db: Db, { networkId }: Pick<Membership, 'networkId'>, id: SessionId): Promise<Session> {
  const session = await findSession(db, id)
  if (session.networkId !== networkId || !session.closedAt) throw refuse('not_found')
  return session
}

// Somebody who was moved may stand with two partners: people are named by partner and seat (told-before.ts).
const seatOf = (person: string) => person.slice(person.indexOf(' ') + 1)

/** A sitting with its statements named by their lines, its people by their accounts, and the partners all of whose people have one. */
async function foundAgain(db: Db, session: Session, { matrix, report }: Sitting) {
  const rows = await findStatements(db, session.networkId, session.id)
  const lines = new Map<string, string>(rows.map(({ id, rootId }) => [id, rootId]))
  const accounts = await findAccounts(db, session.networkId, session.id)
  const onLine = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: lines.get(one.id) ?? one.id })
  const strangers = new Set(
    matrix.people.flatMap((person, i) =>
      accounts.has(seatOf(person)) ? [] : [matrix.partners[matrix.partnerOf[i] as number]?.id],
    ),
  )
  return {
    sitting: {
      matrix: {
        ...matrix,
        statements: matrix.statements.map(onLine),
        people: matrix.people.map((person) => {
          const account = accounts.get(seatOf(person))
          return account ? person.replace(seatOf(person), account) : person
        }),
      },
      report: { ...report, statements: report.statements.map(onLine) },
    },
    known: new Set(matrix.partners.flatMap(({ id }) => (strangers.has(id) ? [] : [id]))),
  }
}
