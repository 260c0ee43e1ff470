import type { Db } from '#db/client.ts'
import { findOverdue } from '#server/activity/find-deeds.ts'
import { findReviews } from '#server/agreement/find-reviews.ts'
import { blindCorners } from '#server/alignment/blind-corners.ts'
import { done } from '#server/alignment/deed.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { Register } from '#server/authoriser/find.ts'
import { watchFrom } from '#server/authoriser/foresee.ts'
import { findUntold } from '#server/briefing/find.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { todayIn } from '#server/network/today.ts'
import { type Day, daysAfter } from '#server/vocabulary/day.ts'
import type { PartnerId } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'
import type { Work } from '#server/work.ts'
import { type Gathered, gather } from './gather.ts'
import type { Item } from './item.ts'

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>
interface Asked {
  db: Db
  reader: Reader
  /** The partner this reader speaks for. */
  own: PartnerId | undefined
  leads: boolean
  today: Day
  gathered: Gathered
}

const DUE_DAYS = 30

/**
 * What waits for one member of a network, the most urgent first: for a convenor all that the network should look at, for
 * others what is theirs or their organisation's. Observers only look in: nothing waits for them.
 */
export async function readAttention(
  { db, clock }: Pick<Work, 'db' | 'clock'>,
  reader: Reader,
  known?: Gathered,
): Promise<Item[]> {
  if (reader.role === 'observer') return []
  const now = clock.now()
  const today = await todayIn({ db, clock }, reader.networkId)
  const own = await partnerOfDelegate(db, reader.networkId, reader.userId)
  const gathered = known ?? (await gather(db, reader, now))
  const asked: Asked = { db, reader, own, leads: convenes(reader.role), today, gathered }
  const { register } = gathered
  return [
    ...fromMeans(asked),
    ...fromRegister(asked, register),
    ...(await fromAgreements(asked)),
    ...(await fromActivities(asked)),
    ...fromHearing(asked),
    ...(await fromLog(asked)),
    ...fromLedger(asked),
    ...fromStatements(asked, register),
  ]
}

function fromMeans({ today, gathered }: Asked): Item[] {
  const { matches, capacities } = gathered.means
  return [
    ...matches
      .filter(({ mayAnswer }) => mayAnswer)
      .map(({ words }): Item => ({ is: 'match_to_answer', words, path: 'means#matches' })),
    ...capacities
      .filter(({ mayChange, untilDay }) => mayChange && untilDay !== null && untilDay < today)
      .map(
        ({ id, label, untilDay }): Item => ({
          ...{ is: 'means_over', label, day: untilDay as string, path: `means/${id}` },
        }),
      ),
  ]
}

/** Backing that may end, and papers that are due: a convenor's whole watch, others' what their organisation holds. */
function fromRegister({ own, leads, today }: Asked, register: Register): Item[] {
  const ends = watchFrom(register, today)
    .filter(
      ({ authoriser: { heldBy, second } }) => leads || (own && [heldBy, second].some((one) => one?.partnerId === own)),
    )
    .map(
      ({ authoriser, inDays, left }): Item => ({
        ...{ is: 'backing_ends', backer: authoriser.label, inDays, day: authoriser.endsOn as string },
        ...{ left: left.length, alone: authoriser.singleThread, path: `backing/${authoriser.id}` },
      }),
    )
  const due = register.authorisers.flatMap(({ id, label, formalisations }) =>
    formalisations
      .filter(({ state, dueOn }) => state === 'open' && dueOn <= daysAfter(today, DUE_DAYS))
      .filter(({ ownerPartner }) => leads || (own !== undefined && ownerPartner === own))
      .map(
        ({ what, dueOn }): Item => ({
          ...{ is: 'paper_due', backer: label, what, day: dueOn, late: dueOn < today, path: `backing/${id}` },
        }),
      ),
  )
  return [...ends, ...due]
}

/** Agreements to be looked at again: a convenor's all, others' those that their organisation sees to. */
async function fromAgreements({ db, reader, own, leads, today }: Asked): Promise<Item[]> {
  return (await findReviews(db, reader.networkId, daysAfter(today, DUE_DAYS)))
    .filter(({ ownerPartner }) => leads || ownerPartner === own)
    .map(
      ({ id, text, reviewOn }): Item => ({
        ...{ is: 'agreement_due', text, day: reviewOn, late: reviewOn < today, path: `agreements/${id}` },
      }),
    )
}

async function fromActivities({ db, reader, leads, today, gathered }: Asked): Promise<Item[]> {
  const passed = (await findOverdue(db, reader, today)).map(
    ({ id, title, onDay }): Item => ({ is: 'plan_passed', title, day: onDay, path: `activities/${id}` }),
  )
  const deeds = leads ? gathered.deeds : []
  // A network that has done nothing yet is new, not blind.
  const blind = done(deeds).length === 0 ? [] : blindCorners(deeds, today).filter(({ next }) => next === null)
  return [...passed, ...blind.map(({ corner }): Item => ({ is: 'corner_blind', corner, path: 'activities' }))]
}

function fromHearing({ leads, gathered }: Asked): Item[] {
  const { unread, ageing, answered } = gathered.waiting
  const items: (Item | false)[] = [
    leads && ageing > 0 && { is: 'notes_ageing', count: ageing, path: 'hearing#ageing' },
    leads && unread > 0 && { is: 'notes_new', count: unread, path: 'hearing#single' },
    answered > 0 && { is: 'note_answered', count: answered, path: 'hearing#mine' },
  ]
  return items.filter((item) => item !== false)
}

/** Who ought to know of a briefing and was not told. The log is for convenors alone. */
async function fromLog({ db, reader, leads }: Asked): Promise<Item[]> {
  if (!leads) return []
  return (await findUntold(db, reader.networkId)).map(
    ({ who, count }): Item => ({ is: 'not_told', who, count, path: 'backing/informing' }),
  )
}

/** Losses nobody deals with: all of them for a convenor. Whoever owns one knows it by the ledger. */
function fromLedger({ leads, gathered }: Asked): Item[] {
  if (!leads) return []
  return gathered.values
    .filter(({ lossState }) => lossState === 'open')
    .map(({ id, text }): Item => ({ is: 'loss_open', text, path: `value/${id}` }))
}

function fromStatements({ leads }: Asked, { statements, authorisers }: Register): Item[] {
  const count = statements.all - statements.backed
  return leads && authorisers.length > 0 && count > 0 ? [{ is: 'unbacked', count, path: 'triangle#missing' }] : []
}
