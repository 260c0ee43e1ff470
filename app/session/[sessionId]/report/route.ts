import { visitor } from '#app/_visitor/visitor.ts'
import { conveningOf, membershipAround } from '#server/auth/who-is.ts'
import { readReportFile } from '#server/report/report-file.ts'
import { findSession } from '#server/session/find.ts'
import { ID_SHAPE, type SessionId } from '#server/vocabulary/ids.ts'

/**
 * The report of a workshop as JSON, for whoever sits in it or runs it, and once it is closed for everybody of its network.
 * "Not there", "not yours" and "nothing shown yet" are the same nothing.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ sessionId: string }> }) {
  const nothing = () => new Response(null, { status: 404, headers: { 'cache-control': 'private, no-store' } })
  const sessionId = (await params).sessionId as SessionId
  if (!ID_SHAPE.test(sessionId)) return nothing()
  const { work, person, seatIn } = await visitor()
  const membership = person && (await membershipAround(work.db, person, sessionId))
  const isThere = (await seatIn(sessionId)) ?? (person && (await conveningOf(work.db, person, sessionId)))
  if (!isThere && !membership) return nothing()
  const session = await findSession(work.db, sessionId)
  if (!isThere && !session.closedAt) return nothing()
  const file = await readReportFile(work.db, session, {
    readsRegister: membership !== undefined && membership !== null,
  })
  if (!file) return nothing()
  return new Response(JSON.stringify(file), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="where-we-differ.json"',
      'cache-control': 'private, no-store',
    },
  })
}
