import { finishActivity } from '#server/activity/change-activity.ts'
import { LogActivityInput, PlanActivityInput } from '#server/activity/input.ts'
import { logActivity, planActivity } from '#server/activity/log-activity.ts'
import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import type { ActivityKind } from '#server/vocabulary/activity.ts'
import type { Corner } from '#server/vocabulary/corner.ts'
import { dayAt } from '#server/vocabulary/day.ts'
import type { NetworkId, UserId } from '#server/vocabulary/ids.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import type { Work } from '#server/work.ts'

export interface DemoActivity {
  type: ActivityKind
  title: string
  corners: Corner[]
  planned: boolean
}
interface Demo {
  networkId: NetworkId
  convenor: UserId
  /** The demo's own id of a statement -> its line. */
  lines: ReadonlyMap<string, string>
  activities: readonly DemoActivity[]
  /** A work whose clock stands so many days before the seeding. */
  workAt(daysAgo: number): Work
}

/** What each was for, invented like the stances: a statement of the demo, or the gap it was to fill. */
const AIMS: Readonly<Record<string, string>> = {
  'Founders retell the cafe-table origin at the annual gathering': 'c07',
  'Breakfast for 20 traders on the outer estates': 'c08',
  'Walk-and-talk with the opposition group leader before the election': 'c11',
  'Monthly reflection circle with junior staff': 'What junior staff see does not reach those who decide.',
  'Tenant tells the story of a first warm winter': 'e04',
  'Quarterly commission meeting': 'e09',
  'Brief all party group leaders separately on the remit vote': 'e11',
  'Three young people open each meeting with their year': 'm07',
  'Twice-yearly city gathering, offers and asks': 'm02',
  'Match employers with the two estates that have no work placements': 'm03',
  'Meet each group leader before the constitution working group': 'm11',
  'Youth workers’ learning hour': 'Youth workers learn alone.',
}
const DAYS_AGO = [54, 45, 33, 24, 12, 5] as const
const PLANNED_DAYS_AHEAD = 14

/** Keeps a demo network's informal work through the verbs that people's forms use: planned before it was done, or logged after. */
export async function seedActivities(demo: Demo): Promise<void> {
  const { networkId, convenor, activities, workAt } = demo
  const by = (await membershipIn(workAt(0).db, { userId: convenor }, networkId)) as Membership
  for (const [i, activity] of activities.entries()) {
    const daysAgo = DAYS_AGO[i % DAYS_AGO.length] as number
    const then = workAt(daysAgo)
    const onDay = dayAt(then.clock.now(), FIRST_ZONE)
    const about = {
      title: activity.title,
      kind: activity.type,
      corners: activity.corners,
      onDay,
      aim: aimOf(demo, activity),
    }
    if (!activity.planned) {
      await logActivity(then, by, LogActivityInput.parse(about))
      continue
    }
    const activityId = await planActivity(workAt(daysAgo + PLANNED_DAYS_AHEAD), by, PlanActivityInput.parse(about))
    await finishActivity(then, by, { activityId, version: 1, onDay, outcome: '', next: '' })
  }
}

function aimOf({ lines }: Demo, { title, planned }: DemoActivity) {
  const aim = AIMS[title.replaceAll("'", '’')]
  if (!aim) return planned ? { kind: 'own_words', text: title } : null
  const line = lines.get(aim)
  return line ? { kind: 'statement', id: line } : { kind: 'capacity_gap', text: aim }
}
