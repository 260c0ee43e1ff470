import type { Db } from '#db/client.ts'
import { blindCorners } from '#server/alignment/blind-corners.ts'
import { shareByChance } from '#server/alignment/by-chance.ts'
import { countOf, done } from '#server/alignment/deed.ts'
import { talkList } from '#server/analysis/talk-list.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { imbalance } from '#server/balance/imbalance.ts'
import { findThreads } from '#server/intelligence/find-threads.ts'
import { todayIn } from '#server/network/today.ts'
import type { RecordLine } from '#server/record/find.ts'
import { findRecordStatements } from '#server/record/find-statements.ts'
import { inReadersWords } from '#server/statement/wordings.ts'
import { findPurposes } from '#server/triangle/find-purposes.ts'
import type { Kind } from '#server/vocabulary/kind.ts'
import type { Work } from '#server/work.ts'
import { type Gathered, gather } from './gather.ts'

type Reader = Pick<Membership, 'networkId' | 'userId' | 'role'>

const FURTHEST = 3

/** What the tiles of a network's page say: how its records stand, as far as this reader may know it. */
export async function readOverview(
  { db, clock }: Pick<Work, 'db' | 'clock'>,
  reader: Reader,
  last?: RecordLine,
  known?: Gathered,
) {
  const { networkId } = reader
  const now = clock.now()
  const { register, means, values, deeds, waiting } = known ?? (await gather(db, reader, now))
  const purposes = (await findPurposes(db, networkId)).length + register.statements.all
  const cards = register.things.filter(({ kind, backers }) => kind === 'purpose' && backers.length > 0).length
  return {
    purposes: { all: purposes, unbacked: purposes - register.statements.backed - cards },
    backing: {
      all: register.authorisers.length,
      alone: register.authorisers.filter(({ singleThread }) => singleThread).length,
    },
    means: {
      all: means.capacities.length,
      asks: means.asks.length,
      /** What somebody asked for last and nobody has met. */
      gap: means.asks[0]?.text ?? null,
      idle: imbalance({
        purposes: [],
        backers: [],
        means: means.capacities.map(({ id, uses }) => ({ id, uses: uses.length })),
      }).idleMeans.length,
    },
    work: {
      done: done(deeds).length,
      share: shareByChance(countOf(done(deeds))) ?? null,
      blind:
        done(deeds).length === 0
          ? []
          : blindCorners(deeds, await todayIn({ db, clock }, reader.networkId)).map(({ corner }) => corner),
    },
    value: {
      all: values.length,
      disputed: values.filter(({ disputed }) => disputed).length,
      open: values.filter(({ lossState }) => lossState === 'open').length,
    },
    hearing: reader.role === 'observer' ? null : { threads: (await findThreads(db, reader)).length, ...waiting },
    apart: last ? await furthestApart(db, reader, last) : [],
  }
}
export type Overview = Awaited<ReturnType<typeof readOverview>>

/** The statements on which partners differ most in a closed workshop, as its room saw them: what the room should talk about first. */
async function furthestApart(
  db: Db,
  reader: Reader,
  { sessionId }: RecordLine,
): Promise<{ id: string; text: string; language?: string | null; kind: Kind }[]> {
  const { statements } = await findRecordStatements(db, reader, sessionId)
  const first = talkList({ statements })
    .filter(({ kind }) => kind !== 'unclear')
    .flatMap(({ statementId }) => statements.find(({ id, orKind }) => id === statementId && !orKind) ?? [])
    .slice(0, FURTHEST)
    .map(({ id, text, language, kind }) => ({ id, text, language, kind }))
  return inReadersWords(db, reader.networkId, sessionId, first)
}
