import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { statements } from '#db/schema/statements.ts'
import { type LongAnswer, type Matrix, makeMatrix } from '#server/analysis/matrix.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { type EarlierSitting, silentAfter } from '#server/analysis/sittings.ts'
import { tally } from '#server/analysis/tally.ts'
import type { Session } from '#server/session/find.ts'
import { minimumOf } from './counted-answers.ts'
import { findOtherShowings, type Showing } from './showing.ts'

/**
 * By statement the partners of which this workshop may tell nothing, since other workshops of the network, or its own rounds
 * before, have shown the same line and the two together would tell the answers of few: see sittings.ts. Whether the same people
 * answered is known by their seats within a workshop; beyond it by who is signed in, else by the name they gave; of somebody
 * nameless it isn't.
 */
export async function toldBefore(
  db: Pick<Db, 'select'>,
  session: Session,
  question: 'should' | 'is',
  now: { matrix: Matrix; answers: readonly LongAnswer[] },
): Promise<Record<string, string[]>> {
  const minimum = minimumOf(session)
  if (minimum === 1) return {}
  const others = await findOtherShowings(db, session)
  if (others.length === 0) return {}
  const roots = await rootsIn(db, session)
  const whoIs = await peopleIn(db, session)
  const earlier = others.flatMap((showing) =>
    looksOf(showing, question).map((look) => ({ ...look, whoIs: showing.sessionId === session.id ? bySeat : whoIs })),
  )
  const { matrix, answers } = now
  const partnerIds = matrix.partners.map(({ id }) => id)
  const silent = matrix.statements.map(({ id }, at): [string, string[]] => {
    const sameLine = earlier.filter((one) => (roots.get(one.statementId) ?? one.statementId) === (roots.get(id) ?? id))
    const own = answers.filter(({ statement }) => statement === id)
    const sittings = sameLine.map(({ answers: then, whoIs: known, ...look }) => ({
      ...look,
      samePeople: samePeople(then, own, known),
    }))
    return [id, silentAfter(sittings, { partnerIds, all: tally(matrix, at), minimum })]
  })
  return Object.fromEntries(silent.filter(([, partners]) => partners.length > 0))
}

type Look = Omit<EarlierSitting, 'samePeople'> & { statementId: string; answers: readonly LongAnswer[] }

/** One question of one showing, statement by statement. */
function looksOf({ shown, answers }: Showing, question: 'should' | 'is'): Look[] {
  const report: DisagreementReport | undefined = question === 'should' ? shown.report : shown.is?.report
  const given = answers[question]
  if (!report || !given) return []
  const { statements: asked, partners, voice, scale, minimumCell: minimum } = report
  const matrix = makeMatrix({ scale, voice, statements: asked, partners, answers: byPartner(given) })
  const partnerIds = partners.map((one) => one.id)
  return asked.map(({ id, cells: shownThen }, at) => {
    const silent = answers.silent?.[question]?.[id] ?? []
    // As it was shown, and not as today's rules would hide it.
    const cells = partnerIds.map((partner): Look['cells'][number] => {
      const suppressed = shownThen.find(({ partnerId }) => partnerId === partner)?.suppressed ?? null
      return { suppressed: silent.includes(partner) ? 'told-before' : suppressed }
    })
    const then = given.filter(({ statement }) => statement === id)
    return { statementId: id, answers: then, partnerIds, all: tally(matrix, at), cells, minimum }
  })
}

/** A person who was moved may stand with one partner by what was shown, and with another by what they answered since. */
export const byPartner = (answers: readonly LongAnswer[]): LongAnswer[] =>
  answers.map((one) => ({ ...one, person: `${one.partner} ${one.person}` }))

function samePeople(then: readonly LongAnswer[], now: readonly LongAnswer[], whoIs: WhoIs): Set<string> {
  const of = (answers: readonly LongAnswer[], partner: string) =>
    answers.filter((one) => one.partner === partner).map(({ person }) => whoIs(person))
  const isKnown = (people: readonly (string | undefined)[]) =>
    !people.includes(undefined) && new Set(people).size === people.length
  return new Set(
    [...new Set(now.map(({ partner }) => partner))].filter((partner) => {
      const [first, second] = [of(then, partner), of(now, partner)]
      return isKnown(first) && isKnown(second) && first.toSorted().join('\n') === second.toSorted().join('\n')
    }),
  )
}

/** The line of every statement that was asked in the network. */
async function rootsIn(db: Pick<Db, 'select'>, { networkId }: Session): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: statements.id, rootId: statements.rootId })
    .from(statements)
    .where(eq(statements.networkId, networkId))
  return new Map(rows.map(({ id, rootId }) => [id, rootId]))
}

/** Who sits on a seat, as far as they can be found again. */
type WhoIs = (seat: string) => string | undefined
const bySeat: WhoIs = (seat) => seat

/** The same on every seat of the network's workshops. */
async function peopleIn(db: Pick<Db, 'select'>, { networkId }: Session): Promise<WhoIs> {
  const rows = await db
    .select({ id: seats.id, name: seats.name, userId: seats.userId })
    .from(seats)
    .where(eq(seats.networkId, networkId))
  const people = new Map(
    rows.flatMap(({ id, name, userId }): [string, string][] => {
      if (userId) return [[id, `user ${userId}`]]
      return name.trim() ? [[id, `name ${name.trim().toLowerCase()}`]] : []
    }),
  )
  return (seat) => people.get(seat)
}
