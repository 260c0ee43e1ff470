import { and, eq } from 'drizzle-orm'
import { propositionAnswers, propositionVersions } from '#db/schema/propositions.ts'
import { type Seat, seatNow } from '#server/auth/seat.ts'
import { holdSession } from '#server/session/find.ts'
import type { Work } from '#server/work.ts'

/**
 * Takes what a phone answered for the wrong organisation back from it, once its seat speaks for another: it becomes that one's
 * answer, where none stands. No row says who gave an answer, so only the phone that knows it can.
 */
export async function takeAlong({ db, announce }: Work, proven: Seat, ballot: string): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await holdSession(tx, proven.sessionId, 'share')
    const { networkId, partnerId, kind } = await seatNow(tx, proven)
    if (session.closedAt || kind !== 'participant' || !partnerId) return
    const here = and(eq(propositionVersions.networkId, networkId), eq(propositionVersions.sessionId, session.id))
    const open = and(here, eq(propositionVersions.asking, 'open'))
    // Held as for an answer: once the asking is closed, what was shown stays.
    const [asked] = await tx.select().from(propositionVersions).where(open).for('update')
    if (!asked) return
    const answers = and(eq(propositionAnswers.networkId, networkId), eq(propositionAnswers.no, asked.no))
    const given = await tx.select().from(propositionAnswers).where(answers)
    const stands = given.filter(({ takenOutAt }) => takenOutAt === null)
    const strayed = stands.filter((one) => one.ballot === ballot && one.partnerId !== partnerId)
    const last = strayed.sort((a, b) => b.answeredAt.getTime() - a.answeredAt.getTime())[0]
    const free = !stands.some((one) => one.partnerId === partnerId)
    // One that was taken out there gives way, as to any other answer.
    const [before] = given.filter((one) => one.partnerId === partnerId)
    for (const one of last && free && before ? [...strayed, before] : strayed)
      await tx.delete(propositionAnswers).where(and(answers, eq(propositionAnswers.partnerId, one.partnerId)))
    const version = Math.max(last?.version ?? 0, before?.version ?? 0) + 1
    if (last && free) await tx.insert(propositionAnswers).values({ ...last, partnerId, version })
  })
  announce(proven.sessionId, 'statements')
}
