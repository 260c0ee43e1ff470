import { and, eq, inArray, ne } from 'drizzle-orm'
import { exchanges, matches } from '#db/schema/means.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldText, fieldTextOrNone } from '#server/field.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { type ExchangeId, type MatchId, newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { AnswerMatchInput, ProposeMatchInput } from './input.ts'
import { declineOpen, holdExchange } from './keep-exchange.ts'
import { isOpen, mustAdd, mustSpeakFor } from './may.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>

/** Puts an offer to an ask, in words. Whoever speaks for one of the two says yes with it; the other is asked. */
export async function proposeMatch({ db, clock }: Work, by: By, input: ProposeMatchInput): Promise<MatchId> {
  mustAdd(by)
  const words = fieldText('matchWords', input.words, LIMITS.viewText)
  const [offerId, askId] = [fieldChosen('offer', input.offerId), fieldChosen('ask', input.askId)]
  const { networkId } = by
  const id = newId<'match'>()
  await db.transaction(async (tx) => {
    const [offer, ask] = [await holdExchange(tx, networkId, offerId), await holdExchange(tx, networkId, askId)]
    if (offer.side !== 'offer' || ask.side !== 'ask') throw refuse('not_found')
    const today = await todayIn({ db: tx, clock }, networkId)
    if (![offer, ask].every((one) => isOpen(one, today))) throw refuse('exchange.not_open')
    if (offer.partnerId === ask.partnerId) throw refuse('match.same_partner')
    const pair = and(eq(matches.networkId, networkId), eq(matches.offerId, offer.id), eq(matches.askId, ask.id))
    const [twice] = await tx
      .select({ id: matches.id })
      .from(matches)
      .where(and(pair, ne(matches.state, 'declined')))
    if (twice) throw refuse('match.proposed_already')
    const own = await partnerOfDelegate(tx, networkId, by.userId)
    const now = clock.now()
    await tx.insert(matches).values({
      ...{ networkId, id, offerId: offer.id, askId: ask.id, words, proposedBy: by.userId, proposedAt: now },
      offerAt: own === offer.partnerId ? now : null,
      askAt: own === ask.partnerId ? now : null,
    })
    await noteChange(tx, {
      ...{ networkId, at: now, by: by.userId, noun: 'match', thingId: id, label: words },
      before: {},
      after: { offer: offer.text, ask: ask.text, matchState: 'proposed' },
    })
  })
  return id
}

/**
 * Says yes or no for one's partner. With both yes, the offer and the ask are met, and what else was proposed on them is
 * declined by that; with one no, both are open again.
 */
export async function answerMatch({ db, clock }: Work, by: By, input: AnswerMatchInput): Promise<void> {
  const reason = fieldTextOrNone('matchReason', input.reason, LIMITS.viewText)
  const { networkId } = by
  await db.transaction(async (tx) => {
    const one = and(eq(matches.networkId, networkId), eq(matches.id, input.matchId))
    // Whoever takes an offer back holds it before its matches, so they are held in that order here too.
    const [pair] = await tx.select().from(matches).where(one)
    if (!pair) throw refuse('not_found')
    const offer = await holdExchange(tx, networkId, pair.offerId as ExchangeId)
    const ask = await holdExchange(tx, networkId, pair.askId as ExchangeId)
    const [row = pair] = await tx.select().from(matches).where(one).for('update')
    const own = await mustSpeakFor(tx, by, [offer.partnerId, ask.partnerId])
    if (row.state !== 'proposed') throw refuse('match.settled')
    const now = clock.now()
    const said = {
      offerAt: own === offer.partnerId ? now : row.offerAt,
      askAt: own === ask.partnerId ? now : row.askAt,
    }
    const state = input.says === 'no' ? 'declined' : said.offerAt && said.askAt ? 'confirmed' : 'proposed'
    if (state === 'confirmed' && (offer.state !== 'open' || ask.state !== 'open')) throw refuse('exchange.not_open')
    await tx
      .update(matches)
      .set(input.says === 'no' ? { state, declinedBy: own, reason } : { state, ...said })
      .where(one)
    if (state === 'confirmed')
      await tx
        .update(exchanges)
        .set({ state: 'met' })
        .where(and(eq(exchanges.networkId, networkId), inArray(exchanges.id, [offer.id, ask.id])))
    if (state === 'confirmed') for (const met of [offer, ask]) await declineOpen(tx, met, by.userId, now)
    await noteChange(tx, {
      ...{ networkId, at: now, by: by.userId, noun: 'match', thingId: row.id, label: row.words },
      before: { matchState: row.state, matchAnswer: null },
      after: { matchState: state, matchAnswer: input.says, reason: reason || null },
    })
  })
}
