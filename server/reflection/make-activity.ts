import { reflections } from '#db/schema/reflections.ts'
import { writeActivity } from '#server/activity/log-activity.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { fieldChosen } from '#server/field.ts'
import { refuse } from '#server/refusal.ts'
import { USUAL_FAMILY } from '#server/vocabulary/activity.ts'
import type { ActivityId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'
import { activityTitle, aimOf } from './activity-words.ts'
import type { MakeActivityInput } from './input.ts'
import { mustWrite } from './may.ts'
import { holdOwn, theOne } from './write-reflection.ts'

/**
 * Makes a plan of one's reflection: what comes next becomes its title and its aim, and the author keeps it up. The network
 * reads the title and the aim, and nothing else of the reflection; the page says so before.
 */
export async function makeActivity(
  { db, clock }: Work,
  by: Pick<Membership, 'networkId' | 'userId' | 'role'>,
  { reflectionId, corner: chosen }: MakeActivityInput,
): Promise<ActivityId> {
  mustWrite(by)
  const corner = fieldChosen('corner', chosen)
  return db.transaction(async (tx) => {
    const row = await holdOwn(tx, by, reflectionId)
    if (row.activityId) throw refuse('reflection.made_already')
    const kind = 'reflective_practice'
    const plan = { kind, family: USUAL_FAMILY[kind], way: 'planned', state: 'ahead', onDay: null } as const
    const words = { title: activityTitle(row), aimKind: 'own_words', aimText: aimOf(row) } as const
    const activityId = await writeActivity(
      tx,
      by,
      clock.now(),
      { ...plan, ...words, corners: [corner], ownerId: by.userId },
      [],
    )
    await tx.update(reflections).set({ activityId }).where(theOne(by.networkId, reflectionId))
    return activityId
  })
}
