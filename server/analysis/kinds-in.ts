import type { Kind } from '#server/vocabulary/kind.ts'
import type { NetworkReport } from './report.ts'

/** The order in which kinds are talked about: what is unclear first, because part of a split goes once the words are clear. */
const TALK_ORDER: readonly Kind[] = [
  'unclear',
  'split',
  'conflict',
  'one-against-many',
  'same-side',
  'mixed',
  'lukewarm',
  'shared-yes',
  'aligned-for',
  'shared-no',
  'aligned-against',
  'too-few',
]

/**
 * How many statements are of each kind, in the order in which they are talked about.
 * @example kindsIn([{ kind: 'lukewarm' }, { kind: 'unclear' }]) // [{ kind: 'unclear', count: 1 }, { kind: 'lukewarm', count: 1 }]
 * @example kindsIn([]) // []
 */
export function kindsIn(statements: readonly { readonly kind: Kind }[]): NetworkReport['kinds'] {
  return TALK_ORDER.map((kind) => ({
    kind,
    count: statements.filter((statement) => statement.kind === kind).length,
  })).filter(({ count }) => count > 0)
}
