import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { seats } from '#db/schema/sessions.ts'
import type { Convening } from '#server/auth/who-is.ts'
import type { SeatId } from '#server/vocabulary/ids.ts'
import { GONE_MS, SILENT_MS } from '#server/vocabulary/silence.ts'
import type { Heard, Work } from '#server/work.ts'

/** How many people's devices have fallen silent, and how many so long ago that they may have left. Never which. */
export interface Silent {
  silent: number
  gone: number
}

/**
 * Counts the devices of those who take part that were heard from and are not any more. Whoever was never heard from is left out:
 * a browser without script says nothing, and neither does paper. Of one person's devices the one that spoke last counts.
 */
export async function countSilent(
  { db, clock }: Pick<Work, 'db' | 'clock'>,
  { networkId, sessionId }: Convening,
  heard: Heard,
): Promise<Silent> {
  const rows = await db
    .select({ id: seats.id, mergedInto: seats.mergedInto })
    .from(seats)
    .where(
      and(
        eq(seats.networkId, networkId),
        eq(seats.sessionId, sessionId),
        eq(seats.kind, 'participant'),
        eq(seats.medium, 'screen'),
        or(isNull(seats.removedAt), isNotNull(seats.mergedInto)),
      ),
    )
  const last = new Map<string, number>()
  for (const { id, mergedInto } of rows) {
    const at = heard.lastFrom(id as SeatId)?.getTime()
    const person = mergedInto ?? id
    if (at !== undefined) last.set(person, Math.max(at, last.get(person) ?? 0))
  }
  const now = clock.now().getTime()
  const here = new Set(rows.filter(({ mergedInto }) => !mergedInto).map(({ id }) => id))
  const silences = [...last].filter(([person]) => here.has(person)).map(([, at]) => now - at)
  return {
    silent: silences.filter((ms) => ms >= SILENT_MS && ms < GONE_MS).length,
    gone: silences.filter((ms) => ms >= GONE_MS).length,
  }
}
