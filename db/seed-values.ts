import { type Membership, membershipIn } from '#server/auth/who-is.ts'
import { NoteValueInput } from '#server/value/input.ts'
import { writeJudgement } from '#server/value/judge-value.ts'
import { noteValue } from '#server/value/note-value.ts'
import type { NetworkId, PartnerId, UserId } from '#server/vocabulary/ids.ts'
import type { Direction, Judgement, ValueDimension } from '#server/vocabulary/value.ts'
import type { Work } from '#server/work.ts'

export interface DemoValue {
  direction: Direction
  dimension: ValueDimension
  text: string
  judged: Record<string, number>
}
interface Demo {
  work: Work
  networkId: NetworkId
  convenor: UserId
  partnerIds: ReadonlyMap<string, PartnerId>
  /** The demo's own id of a statement -> its line. */
  lines: ReadonlyMap<string, string>
  values: readonly DemoValue[]
}

/** Who gains, who bears, and the statement a loss comes from: invented, like the stances. */
const ABOUT: Readonly<Record<string, { gains?: string; bears?: string; from?: string }>> = {
  'Independent shops report new trade between members.': { gains: 'Independent shops' },
  'Outer-estate residents feel the scheme is not for them.': { bears: 'Residents of the outer estates', from: 'c05' },
  'Monthly running cost is met from reserves that could have funded trader advice.': {
    ...{ gains: 'People who use the scheme', bears: 'Traders who wanted advice', from: 'c12' },
  },
  'First time the hospital and housing association planned works together.': { gains: 'Tenants and patients' },
  'Minutes were not published for three meetings.': { bears: 'Residents who want to follow', from: 'e03' },
  'Street-by-street retrofit raised rents on one estate.': {
    ...{ gains: 'Tenants whose homes are warmer', bears: 'Tenants whose rent went up', from: 'e09' },
  },
  "Junior youth workers now call the employers' forum directly.": { gains: 'Junior youth workers' },
  'The lead provider was discussed in private before partners saw the options.': {
    ...{ bears: 'Small providers', from: 'm09' },
  },
  'Counting job starts moves effort away from those furthest from work.': {
    ...{ gains: 'Young people near a job', bears: 'Young people furthest from work', from: 'm06' },
  },
}

/** Fills a demo network's value ledger through the verbs that people's forms use, each partner with its own judgement. */
export async function seedValues({ work, networkId, convenor, partnerIds, lines, values }: Demo): Promise<void> {
  const by = (await membershipIn(work.db, { userId: convenor }, networkId)) as Membership
  for (const { direction, dimension, text, judged } of values) {
    const { gains = '', bears = '', from } = ABOUT[text] ?? {}
    const cause = from ? { kind: 'statement', id: lines.get(from) } : null
    const entryId = await noteValue(work, by, NoteValueInput.parse({ direction, dimension, text, gains, bears, cause }))
    for (const [partner, point] of Object.entries(judged)) {
      const partnerId = partnerIds.get(partner) as PartnerId
      await writeJudgement(
        work,
        { networkId, userId: null, partnerId },
        { entryId, point: point as Judgement, reason: '' },
      )
    }
  }
}
