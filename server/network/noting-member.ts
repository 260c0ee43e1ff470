import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { delegates, members, partners } from '#db/schema/networks.ts'
import { type Fields, noteChange } from '#server/change/note-change.ts'
import type { NetworkId, UserId } from '#server/vocabulary/ids.ts'

interface Whose {
  networkId: NetworkId
  userId: string
  at: Date
  /** null for the operator. */
  by: UserId | null
}

/**
 * Does something to somebody's place in a network, and keeps in its history what it was before and after. Their name is not kept
 * there: whoever reads the history is told it as it is then, and no more once they have left the platform.
 */
export async function notingMember<Done>(
  tx: Pick<Db, 'select' | 'insert'>,
  { networkId, userId, at, by }: Whose,
  deed: () => Promise<Done>,
): Promise<Done> {
  const before = await placeOf(tx, networkId, userId)
  const done = await deed()
  const after = await placeOf(tx, networkId, userId)
  await noteChange(tx, { networkId, at, by, noun: 'member', thingId: userId, label: '', before, after })
  return done
}

/** In which role somebody belongs to a network, and for whom they speak; nothing when they do not belong to it. */
async function placeOf(tx: Pick<Db, 'select'>, networkId: NetworkId, userId: string): Promise<Fields> {
  const [place] = await tx
    .select({ role: members.role, speaksFor: partners.name })
    .from(members)
    .leftJoin(
      delegates,
      and(eq(delegates.networkId, members.networkId), eq(delegates.userId, members.userId), isNull(delegates.endedAt)),
    )
    .leftJoin(partners, and(eq(partners.networkId, delegates.networkId), eq(partners.id, delegates.partnerId)))
    .where(and(eq(members.networkId, networkId), eq(members.userId, userId), isNull(members.endedAt)))
  return place ?? {}
}
