import { and, desc, eq } from 'drizzle-orm'
import { supportLevels } from '#db/schema/authorisers.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldDayUntil, fieldTextOrNone } from '#server/field.ts'
import { todayIn } from '#server/network/today.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import { holdAuthoriser } from './find.ts'
import type { NoteSupportInput } from './input.ts'

/** Notes how far an authoriser stands behind the network, and since when. Earlier levels stay with their dates. */
export async function noteSupport(
  { db, clock }: Work,
  by: Pick<Membership, 'networkId' | 'userId'>,
  input: NoteSupportInput,
): Promise<void> {
  const since = fieldDayUntil('since', input.since, await todayIn({ db, clock }, by.networkId))
  const note = fieldTextOrNone('note', input.note, LIMITS.viewText)
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdAuthoriser(tx, networkId, input.authoriserId)
    const ofOne = and(eq(supportLevels.networkId, networkId), eq(supportLevels.authoriserId, row.id))
    const [last] = await tx
      .select()
      .from(supportLevels)
      .where(ofOne)
      .orderBy(desc(supportLevels.since), desc(supportLevels.notedAt))
      .limit(1)
    const noted = {
      ...{ networkId, id: input.id ?? newId(), authoriserId: row.id, level: input.level, since, note },
      notedAt: clock.now(),
    }
    const made = await tx.insert(supportLevels).values(noted).onConflictDoNothing().returning({ id: supportLevels.id })
    if (made.length === 0) return
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'support', thingId: row.id, label: row.label },
      before: last ? { level: last.level, since: last.since } : {},
      after: { level: input.level, since },
    })
  })
}
