import type { Db } from '#db/client.ts'
import { blindCorners } from '#server/alignment/blind-corners.ts'
import { byCorner, byQuarter, shareByChance } from '#server/alignment/by-chance.ts'
import { countOf, done } from '#server/alignment/deed.ts'
import { kindsAndCorners } from '#server/alignment/kinds-and-corners.ts'
import { loadOnFew } from '#server/alignment/load.ts'
import { type Gap, proposeGaps } from '#server/alignment/propose-gaps.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { watchFrom } from '#server/authoriser/foresee.ts'
import { findThreads } from '#server/intelligence/find-threads.ts'
import { todayIn, zoneOf } from '#server/network/today.ts'
import { findLastClosed } from '#server/record/find-last-board.ts'
import { findRecordStatements } from '#server/record/find-statements.ts'
import { findLines } from '#server/statement/find.ts'
import { CORNER_OF_GAP, isLinked } from '#server/vocabulary/activity.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { type Day, dayAt } from '#server/vocabulary/day.ts'
import { labelOf } from '#server/vocabulary/label.ts'
import type { Work } from '#server/work.ts'
import { type ActivityList, findActivities } from './find.ts'
import { type AimedDeed, findDeeds } from './find-deeds.ts'
import { BUSIEST } from './read-load.ts'

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

/**
 * A network's informal work with all that is worked out of it, and one page (counted from 1) of each list. Shares are null
 * where nothing was done.
 */
export async function readAlignment(
  { db, clock }: Pick<Work, 'db' | 'clock'>,
  reader: Reader,
  page: Partial<Record<ActivityList, number>> = {},
) {
  const today = await todayIn({ db, clock }, reader.networkId)
  const deeds = await findDeeds(db, reader)
  const corners = byCorner(deeds)
  return {
    today,
    lists: await findActivities(db, reader, { page, today }),
    counts: countLists(deeds, today),
    all: countOf(done(deeds)),
    share: shareByChance(countOf(done(deeds))) ?? null,
    corners,
    shares: Object.fromEntries(CORNERS.map((one) => [one, shareByChance(corners[one]) ?? null])) as Record<
      Corner,
      number | null
    >,
    kinds: kindsAndCorners(deeds),
    quarters: byQuarter(deeds),
    blind: blindCorners(deeds, today),
    load: loadOnFew(deeds, BUSIEST) ?? null,
    gaps: await findGaps(db, reader, deeds, today),
  }
}
export type Alignment = Awaited<ReturnType<typeof readAlignment>>

function countLists(deeds: readonly AimedDeed[], today: Day): Record<ActivityList, number> {
  const ahead = deeds.filter(({ state }) => state === 'ahead')
  const overdue = ahead.filter(({ onDay }) => onDay !== null && onDay < today).length
  return {
    ...{ overdue, ahead: ahead.length - overdue, done: done(deeds).length },
    dropped: deeds.filter(({ state }) => state === 'dropped').length,
  }
}

/** What informal work could mend now: what the last workshop was split on, who may stop backing the network, and the threads that nobody has answered. */
async function findGaps(db: Db, reader: Reader, deeds: readonly AimedDeed[], today: Day): Promise<Gap[]> {
  const { since, split } = await findSplit(db, reader)
  const fragile = await findFragile(db, reader, today)
  const unanswered = await findUnanswered(db, reader)
  // What was done before the last workshop did not keep partners from being split at it.
  const counts = ({ state, onDay }: AimedDeed) => state === 'ahead' || (state === 'done' && (onDay ?? '') >= since)
  const aimedAt = deeds
    .filter(counts)
    .flatMap(({ aim }) => (aim?.id && isLinked(aim.kind) ? [{ kind: aim.kind, id: aim.id }] : []))
  return proposeGaps({ split, fragile, unanswered }, aimedAt)
}

/** The statements that partners stood on both sides of in the last closed workshop, the furthest apart first. */
async function findSplit(db: Db, reader: Reader): Promise<{ since: string; split: Gap[] }> {
  const last = await findLastClosed(db, reader.networkId)
  if (!last) return { since: '', split: [] }
  const { statements, roots } = await findRecordStatements(db, reader, last.sessionId)
  const words = new Map((await findLines(db, reader.networkId)).map(({ id, text }) => [id as string, text]))
  const apart = statements
    .filter((one) => ['split', 'conflict'].includes(labelOf(one)))
    .sort((a, b) => (b.voices?.dispersion ?? b.dispersion ?? 0) - (a.voices?.dispersion ?? a.dispersion ?? 0))
  return {
    since: dayAt(last.closedAt, await zoneOf(db, reader.networkId)),
    split: apart.map(({ id, text }) => {
      const line = roots[id] ?? id
      return { kind: 'statement', id: line, label: words.get(line) ?? text, corner: CORNER_OF_GAP.statement }
    }),
  }
}

/** The threads that somebody still waits to hear about, the one that was opened first on top; of those this reader may read. */
const findUnanswered = async (db: Db, reader: Reader): Promise<Gap[]> =>
  (await findThreads(db, reader))
    .filter(({ waits }) => waits)
    .map(({ id, title }) => ({ kind: 'thread', id, label: title, corner: null }))

/** Those whose backing may end soon and would leave something without cover, the soonest first. */
async function findFragile(db: Db, reader: Reader, today: Day): Promise<Gap[]> {
  return watchFrom(await findRegister(db, reader, { support: false }), today)
    .filter(({ left, authoriser }) => left.length > 0 && authoriser.basis !== 'formal')
    .map(({ authoriser: { id, label } }) => ({ kind: 'authoriser', id, label, corner: CORNER_OF_GAP.authoriser }))
}
