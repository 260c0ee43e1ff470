import type { Db } from '#db/client.ts'
import { blindCorners } from '#server/alignment/blind-corners.ts'
import { byCorner, byQuarter, shareByChance } from '#server/alignment/by-chance.ts'
import { countOf, type Deed, done } from '#server/alignment/deed.ts'
import { kindsAndCorners } from '#server/alignment/kinds-and-corners.ts'
import { loadOnFew } from '#server/alignment/load.ts'
import { type Gap, proposeGaps } from '#server/alignment/propose-gaps.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { foresee } from '#server/authoriser/foresee.ts'
import { findRecords, openRecord } from '#server/record/find.ts'
import { findLines } from '#server/statement/find.ts'
import { CORNER_OF_GAP, isLinked } from '#server/vocabulary/activity.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { type Day, dayAt } from '#server/vocabulary/day.ts'
import type { Work } from '#server/work.ts'
import { type Activity, findActivities } from './find.ts'

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

const BUSIEST = 2

/** A network's informal work with all that is worked out of it. Shares are null where nothing was done. */
export async function readAlignment({ db, clock }: Pick<Work, 'db' | 'clock'>, reader: Reader) {
  const today = dayAt(clock.now())
  const activities = await findActivities(db, reader)
  const deeds = activities.map(asDeed)
  const corners = byCorner(deeds)
  return {
    today,
    activities,
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
    gaps: await findGaps(db, reader, activities, today),
  }
}
export type Alignment = Awaited<ReturnType<typeof readAlignment>>

const asDeed = ({ kind, corners, way, state, onDay, ownerId }: Activity): Deed => ({
  ...{ kind, corners, way, state, onDay: onDay as Day | null, owner: ownerId },
})

/** What informal work could mend now: what the last workshop was split on, and who may stop backing the network. */
async function findGaps(db: Db, reader: Reader, activities: readonly Activity[], today: Day): Promise<Gap[]> {
  const { since, split } = await findSplit(db, reader)
  const fragile = await findFragile(db, reader, today)
  // What was done before the last workshop did not keep partners from being split at it.
  const counts = ({ state, onDay }: Activity) => state === 'ahead' || (state === 'done' && (onDay ?? '') >= since)
  const aimedAt = activities
    .filter(counts)
    .flatMap(({ aim }) => (aim?.id && isLinked(aim.kind) ? [{ kind: aim.kind, id: aim.id }] : []))
  return proposeGaps({ split, fragile, unanswered: [] }, aimedAt)
}

/** The statements that partners stood on both sides of in the last closed workshop, the furthest apart first. */
async function findSplit(db: Db, reader: Reader): Promise<{ since: string; split: Gap[] }> {
  const [last] = await findRecords(db, reader)
  if (!last) return { since: '', split: [] }
  const { shown, roots } = await openRecord(db, reader, last.sessionId)
  const words = new Map((await findLines(db, reader.networkId)).map(({ id, text }) => [id as string, text]))
  const apart = (shown?.report.statements ?? [])
    .filter(({ kind }) => kind === 'split' || kind === 'conflict')
    .sort((a, b) => (b.voices?.dispersion ?? b.dispersion ?? 0) - (a.voices?.dispersion ?? a.dispersion ?? 0))
  return {
    since: dayAt(new Date(last.closedAt)),
    split: apart.map(({ id, text }) => {
      const line = roots[id] ?? id
      return { kind: 'statement', id: line, label: words.get(line) ?? text, corner: CORNER_OF_GAP.statement }
    }),
  }
}

/** Those whose backing may end soon and would leave something without cover, the soonest first. */
async function findFragile(db: Db, reader: Reader, today: Day): Promise<Gap[]> {
  const { watch } = foresee(await findRegister(db, reader), today)
  return watch
    .filter(({ left, authoriser }) => left.length > 0 && authoriser.basis !== 'formal')
    .map(({ authoriser: { id, label } }) => ({ kind: 'authoriser', id, label, corner: CORNER_OF_GAP.authoriser }))
}
