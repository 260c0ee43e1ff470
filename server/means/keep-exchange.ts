import { and, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { exchanges, matches } from '#db/schema/means.ts'
import { networks } from '#db/schema/networks.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldDayOrNone, fieldNameOrNone, fieldText } from '#server/field.ts'
import { todayIn } from '#server/network/today.ts'
import { refuse } from '#server/refusal.ts'
import { type ExchangeId, type NetworkId, newId, type UserId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Work } from '#server/work.ts'
import type { AddExchangeInput, WithdrawExchangeInput } from './input.ts'
import { partnerName } from './keep-capacity.ts'
import { mustAdd, mustKeepFor } from './may.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Row = typeof exchanges.$inferSelect

/** Says what a partner can give, or needs. */
export async function addExchange({ db, clock }: Work, by: By, input: AddExchangeInput): Promise<ExchangeId> {
  mustAdd(by)
  const fields = {
    side: fieldChosen('exchangeSide', input.side),
    kind: fieldChosen('meansKind', input.kind),
    text: fieldText('exchangeText', input.text, LIMITS.viewText),
    partnerId: fieldChosen('meansPartner', input.partnerId),
    amount: fieldNameOrNone('amount', input.amount, LIMITS.title),
    untilDay: fieldDayOrNone('untilDay', input.untilDay),
  }
  if (fields.untilDay && fields.untilDay < (await todayIn({ db, clock }, by.networkId)))
    throw refuse('exchange.over', { date: fields.untilDay })
  const { networkId } = by
  const id = newId<'exchange'>()
  await db.transaction(async (tx) => {
    await tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('update')
    const [there] = await tx.select({ n: count() }).from(exchanges).where(eq(exchanges.networkId, networkId))
    if ((there?.n ?? 0) >= LIMITS.exchanges) throw refuse('means.too_many', { limit: LIMITS.exchanges })
    const partner = await partnerName(tx, networkId, fields.partnerId)
    await mustKeepFor(tx, by, fields.partnerId)
    await tx.insert(exchanges).values({ networkId, id, ...fields, addedAt: clock.now(), addedBy: by.userId })
    const { side, kind, text, amount, untilDay } = fields
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'exchange', thingId: id, label: text },
      before: {},
      after: { exchangeSide: side, meansKind: kind, meansPartner: partner, amount: amount || null, untilDay },
    })
  })
  return id
}

/** Takes an offer or an ask back. What was proposed on it and not settled is declined by that. */
export async function withdrawExchange({ db, clock }: Work, by: By, input: WithdrawExchangeInput): Promise<void> {
  mustAdd(by)
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdExchange(tx, networkId, input.exchangeId)
    await mustKeepFor(tx, by, row.partnerId)
    if (row.state !== 'open') throw refuse('exchange.not_open')
    await tx
      .update(exchanges)
      .set({ state: 'withdrawn' })
      .where(and(eq(exchanges.networkId, networkId), eq(exchanges.id, row.id)))
    await declineOpen(tx, row, by.userId, clock.now())
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'exchange', thingId: row.id, label: row.text },
      before: { exchangeState: row.state },
      after: { exchangeState: 'withdrawn' },
    })
  })
}

/** Declines what was proposed on an offer or an ask and waits still: it can't come to be any more. */
export async function declineOpen(tx: Pick<Db, 'update' | 'insert'>, row: Row, by: UserId, at: Date): Promise<void> {
  const { networkId } = row
  const side = row.side === 'offer' ? matches.offerId : matches.askId
  const declined = await tx
    .update(matches)
    .set({ state: 'declined', declinedBy: row.partnerId })
    .where(and(eq(matches.networkId, networkId), eq(side, row.id), eq(matches.state, 'proposed')))
    .returning({ id: matches.id, words: matches.words })
  for (const match of declined)
    await noteChange(tx, {
      ...{ networkId: networkId as NetworkId, at, by, noun: 'match', thingId: match.id, label: match.words },
      before: { matchState: 'proposed' },
      after: { matchState: 'declined' },
    })
}

/** The row itself, held until the transaction ends. */
export async function holdExchange(tx: Pick<Db, 'select'>, networkId: NetworkId, id: ExchangeId): Promise<Row> {
  const one = and(eq(exchanges.networkId, networkId), eq(exchanges.id, id))
  const [row] = await tx.select().from(exchanges).where(one).for('update')
  if (!row) throw refuse('not_found')
  return row
}
