import { type Kinds, labelsOf } from '#server/vocabulary/label.ts'
import type { Cell, DisagreementReport, Side, StatementReport } from './report.ts'

/** What is put to the room about a statement: one question a kind. */
export const TALK_KINDS = ['unclear', 'split', 'conflict', 'one-against-many', 'same-side', 'mixed'] as const
export type TalkKind = (typeof TALK_KINDS)[number]

/** One statement to talk about. */
export interface TalkItem {
  readonly statementId: string
  /** Why it is talked about, and so which question is put to the room. */
  readonly kind: TalkKind
  /** Whom to ask first, by partner id, as far as their side may be told; none where it is people who differ. */
  readonly askFirst: readonly string[]
}

/** Which question is put; few against many are asked what one is. None where there is nothing to ask. */
function talkKind(statement: Kinds): TalkKind | undefined {
  const [label] = labelsOf(statement)
  return label === 'few-against-many' ? 'one-against-many' : TALK_KINDS.find((kind) => kind === label)
}

/**
 * What the room should talk about, in order: what is unclear first, because part of a split goes once the words are clear; then
 * what splits partners, one against many, and what is mixed; within a kind the farthest apart first. What is shared, lukewarm or
 * answered by too few isn't on it. Made of what is told alone.
 * @example talkList({ statements: [] }) // []
 */
export function talkList({ statements }: Pick<DisagreementReport, 'statements'>): TalkItem[] {
  const apart = ({ between, dispersion }: StatementReport) => between ?? dispersion ?? 0
  return statements
    .flatMap((statement) => {
      const kind = talkKind(statement)
      return kind ? [{ statement, kind }] : []
    })
    .sort((a, b) => TALK_KINDS.indexOf(a.kind) - TALK_KINDS.indexOf(b.kind) || apart(b.statement) - apart(a.statement))
    .map(({ statement, kind }) => ({ statementId: statement.id, kind, askFirst: askFirst(kind, statement.cells) }))
}

/** Those in doubt say what is not clear to them; of two sides the smaller speaks first; of one side who leans the least. */
function askFirst(kind: TalkKind, cells: readonly Cell[]): string[] {
  const on = (side: Side) => cells.filter((cell) => cell.side === side).map(({ partnerId }) => partnerId)
  if (kind === 'unclear') return on('unclear')
  if (kind === 'mixed') return []
  if (kind === 'same-side') return weakest(cells)
  const [pro, con] = [on('for'), on('against')]
  // Whom hidden ones could still outnumber isn't seen to be few.
  const hidden = cells.filter(({ suppressed }) => suppressed).length
  if (kind === 'one-against-many' && Math.abs(pro.length - con.length) > hidden)
    return pro.length < con.length ? pro : con
  // On either side somebody is asked, the side with fewer first, so that nobody is drowned out.
  return pro.length <= con.length ? [...pro, ...con] : [...con, ...pro]
}

function weakest(cells: readonly Cell[]): string[] {
  const stances = cells.flatMap(({ partnerId, stance }) =>
    stance === null ? [] : [{ partnerId, at: Math.abs(stance) }],
  )
  const least = Math.min(...stances.map(({ at }) => at))
  return stances.filter(({ at }) => at === least).map(({ partnerId }) => partnerId)
}
