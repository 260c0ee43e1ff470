import { and, eq } from 'drizzle-orm'
import { stories } from '#db/schema/stories.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { fieldNameOrNone } from '#server/field.ts'
import { authorIn, mustHaveTakenPart, showsNobody, writtenAt } from '#server/participant/author.ts'
import { firstTimeIn } from '#server/participant/first-time.ts'
import { wanted } from '#server/refusal.ts'
import { holdSession } from '#server/session/find.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { verdictOn } from '#server/vocabulary/moderation.ts'
import { readText } from '#server/vocabulary/text.ts'
import type { Work } from '#server/work.ts'
import { tellerIn } from './find.ts'
import type { TellStoryInput } from './input.ts'

/**
 * Tells what drew somebody in: one story a seat, the last words count. Where the workshop shows nobody, a story has no seat,
 * and so nobody can change it afterwards.
 */
export async function tellStory({ db, clock, announce }: Work, proven: Seat, input: TellStoryInput): Promise<void> {
  const text = wanted(readText(input.text, LIMITS.storyText))
  const said = fieldNameOrNone('teller', input.teller ?? '', LIMITS.nameGraphemes)
  const { networkId, sessionId } = proven
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, sessionId, 'share')
    const seat = await seatNow(tx, proven)
    const toldAt = writtenAt(session, clock.now())
    if (!(await firstTimeIn(tx, session, seat, input.key, toldAt))) return
    await mustHaveTakenPart(tx, session, seat, 'story', input.late ?? false)
    // It is asked for only where names are shown: what a page of before sends along is kept nowhere.
    const teller = tellerIn(session, { teller: said })
    const told = { networkId, id: input.storyId, sessionId, text, teller, toldAt }
    if (!showsNobody(session)) {
      const own = and(eq(stories.networkId, networkId), eq(stories.sessionId, sessionId), eq(stories.seatId, seat.id))
      const [before] = await tx.select().from(stories).where(own).for('update')
      if (before) {
        const verdict = verdictOn(before.verdict, before.text === text && before.teller === teller)
        await tx.update(stories).set({ text, teller, verdict }).where(own)
        return
      }
    }
    await tx
      .insert(stories)
      .values({ ...told, seatId: authorIn(session, seat) })
      .onConflictDoNothing()
  })
  announce(sessionId, 'views')
}
