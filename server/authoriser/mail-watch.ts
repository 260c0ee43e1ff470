import { and, eq, inArray, isNotNull, isNull, lt, lte, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { authorisers } from '#db/schema/authorisers.ts'
import { members, networks } from '#db/schema/networks.ts'
import { users } from '#db/schema/people.ts'
import { watchMails, watchRefusals } from '#db/schema/watch-mails.ts'
import { inLanguage } from '#server/speaking.ts'
import { WATCH_DAYS } from '#server/vocabulary/backing.ts'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import type { NetworkId, UserId } from '#server/vocabulary/ids.ts'
import { FIRST_LANGUAGE, type Language, readLanguage } from '#server/vocabulary/language.ts'
import type { Mail, Work } from '#server/work.ts'
import { findRegister } from './find.ts'
import { type Watched, watchFrom } from './foresee.ts'
import { watchMail } from './watch-words.ts'

export interface WatchPost {
  readonly origin: string
  sendMail(mail: Mail): Promise<void>
}

/** A mail that was begun and never went, for the server stopped in between, is taken up again after so long. */
const GIVEN_UP_MS = 3_600_000
// Names that by RFC 2606 nobody has: the demo's people are called so.
const NOWHERE = /\.(example|test|invalid)$/i

interface Convenor {
  userId: UserId
  email: string
  /** The language they read last; null when they never said. */
  language: Language | null
}

/**
 * Mails the convenors of every network whose backing may end within 180, 90 or 30 days: each once for each of these, whatever
 * number of servers looks. Several that are new stand in one mail. Nobody who said no is mailed. Answers how many mails went;
 * one that could not be sent is tried at the next look.
 */
export async function mailWatch(work: Pick<Work, 'db' | 'clock'>, post: WatchPost): Promise<number> {
  const now = work.clock.now()
  // A day more than the longest watch: somewhere it is tomorrow already. Which day it is is then asked of each network.
  const soon = and(
    isNull(authorisers.endedOn),
    isNotNull(authorisers.endsOn),
    lte(authorisers.endsOn, daysAfter(dayAt(now, 'UTC'), WATCH_DAYS[0] + 1)),
  )
  const found = await work.db
    .selectDistinct({ id: networks.id, name: networks.name, zone: networks.timeZone })
    .from(authorisers)
    .innerJoin(networks, eq(networks.id, authorisers.networkId))
    .where(soon)
  let sent = 0
  for (const { id, name, zone } of found) {
    const networkId = id as NetworkId
    const convenors = await findConvenors(work.db, networkId)
    if (convenors.length === 0) continue
    const watch = watchFrom(
      await findRegister(work.db, { networkId, role: 'convenor' }, { support: false }),
      dayAt(now, zone),
    )
    const ahead = watch.filter(({ within }) => within > 0)
    for (const convenor of convenors) sent += await mailOne(work, post, { networkId, name }, convenor, ahead)
  }
  return sent
}

async function mailOne(
  { db, clock }: Pick<Work, 'db' | 'clock'>,
  { origin, sendMail }: WatchPost,
  network: { networkId: NetworkId; name: string },
  { userId, email, language }: Convenor,
  watch: readonly Watched[],
): Promise<number> {
  const fresh: Watched[] = []
  for (const watched of watch) if (await claim(db, clock.now(), network.networkId, userId, watched)) fresh.push(watched)
  if (fresh.length === 0) return 0
  const these = and(
    eq(watchMails.networkId, network.networkId),
    eq(watchMails.userId, userId),
    isNull(watchMails.sentAt),
    inArray(
      watchMails.authoriserId,
      fresh.map(({ authoriser }) => authoriser.id),
    ),
  )
  const address = `${origin}/network/${network.networkId}/backing#watch`
  try {
    const mail = inLanguage(language ?? FIRST_LANGUAGE, () => watchMail(network.name, fresh, address))
    await sendMail({ to: email, ...mail })
    await db.update(watchMails).set({ sentAt: clock.now() }).where(these)
    return 1
  } catch {
    // Given back, so that the next look tries again.
    await db.delete(watchMails).where(these)
    return 0
  }
}

/** Takes one mail upon this server; false when it went already, or another server has it in hand. */
async function claim(
  db: Db,
  now: Date,
  networkId: NetworkId,
  userId: UserId,
  { authoriser, within }: Watched,
): Promise<boolean> {
  const claimed = await db
    .insert(watchMails)
    .values({
      ...{ networkId, userId, authoriserId: authoriser.id, endsOn: authoriser.endsOn as string },
      ...{ days: within, claimedAt: now },
    })
    .onConflictDoUpdate({
      target: [watchMails.networkId, watchMails.authoriserId, watchMails.endsOn, watchMails.days, watchMails.userId],
      set: { claimedAt: now },
      setWhere: and(isNull(watchMails.sentAt), lt(watchMails.claimedAt, new Date(now.getTime() - GIVEN_UP_MS))),
    })
    .returning({ days: watchMails.days })
  return claimed.length > 0
}

/** Who runs a network now, has not refused these mails, and has an address that mail can reach. */
async function findConvenors(db: Db, networkId: NetworkId): Promise<Convenor[]> {
  const rows = await db
    .select({ userId: users.id, email: users.email, language: users.language })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(
      watchRefusals,
      and(eq(watchRefusals.networkId, members.networkId), eq(watchRefusals.userId, members.userId)),
    )
    .where(
      and(
        eq(members.networkId, networkId),
        isNull(members.endedAt),
        or(eq(members.role, 'convenor'), eq(members.role, 'co_convenor')),
        isNull(watchRefusals.userId),
      ),
    )
  return rows.flatMap(({ userId, email, language }) =>
    NOWHERE.test(email)
      ? []
      : [{ userId: userId as UserId, email, language: readLanguage(language ?? undefined) ?? null }],
  )
}
