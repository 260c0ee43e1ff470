import type { Db } from '#db/client.ts'
import { findPartners } from '#server/network/find.ts'
import { findParticipants } from '#server/participant/find.ts'
import type { Session } from '#server/session/find.ts'

/** Who was there, as the record keeps it: partners with their marks and how many people each, and no names. */
export interface Attendance {
  readonly count: number
  /** How many of them answered on paper; absent in records from before that could be. */
  readonly onPaper?: number
  readonly partners: readonly { id: string; name: string; initials: string; markNo: number; here: number }[]
}

export async function countAttendance(db: Pick<Db, 'select'>, session: Session): Promise<Attendance> {
  const people = await findParticipants(db, session.networkId, session.id)
  const partners = await findPartners(db, session.networkId, { withLeft: true })
  const counted = partners.map(({ id, name, initials, markNo }) => ({
    id,
    name,
    initials,
    markNo,
    here: people.filter(({ partnerId }) => partnerId === id).length,
  }))
  const onPaper = people.filter(({ medium }) => medium === 'paper').length
  return { count: people.length, onPaper, partners: counted }
}
