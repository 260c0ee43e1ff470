import type { Quadrant } from '#server/vocabulary/kind.ts'
import { type Label, labelsOf } from '#server/vocabulary/label.ts'
import type { StatementReport } from './report.ts'

/** What asking two things of a statement shows: "is it our focus now?" and "should it be?". */
export interface TwoQuestions {
  readonly statementId: string
  /** Null when it can't be placed; `because` then says why. */
  readonly quadrant: Quadrant | null
  /**
   * Too few answered one of the two; nobody is sure what it would mean; each partner holds both views of what should be; or
   * on average it leans neither way, and there is nothing to announce or to negotiate; or it is not clear yet which of two kinds
   * one of the two questions is of, and each would have another place.
   */
  readonly because: 'too-few' | 'unclear' | 'mixed' | 'lukewarm' | 'not-clear' | null
  /** How clear partners are that it is, and how much they want it: -1 against .. 1 for; null when nobody said. */
  readonly is: number | null
  readonly should: number | null
  /** Of the partners whose answers may be shown, how many lean to "it is our focus now". */
  readonly believing: { readonly partners: number; readonly of: number }
}

// Of few against many one side is too small for a camp, and yet it is seen to be against.
const OPPOSED: readonly Label[] = ['conflict', 'split', 'one-against-many', 'few-against-many']
const TOGETHER: readonly Label[] = ['aligned-for', 'aligned-against', 'same-side', 'shared-yes', 'shared-no']
// Clear is what everybody would tell a newcomer alike: that it is our focus, or that it isn't.
const CLEAR: readonly Label[] = ['aligned-for', 'aligned-against', 'same-side', 'shared-yes', 'shared-no']

/**
 * Places one statement by its two reports. What should be decides whether partners are together or opposed, what is whether
 * that is known. Source: the four fields of section 2.1 of the specification; McLeod & Chaffee 1973 on coorientation.
 */
export function twoQuestions(should: StatementReport, is: StatementReport): TwoQuestions {
  const shown = is.cells.filter(({ suppressed, side }) => suppressed === null && side !== null && side !== 'none')
  return {
    statementId: should.id,
    ...placedIn(should, is),
    is: is.position,
    should: should.position,
    believing: { partners: shown.filter(({ side }) => side === 'for').length, of: shown.length },
  }
}

type Placed = Pick<TwoQuestions, 'quadrant' | 'because'>

/** Where whatever the two may be has one place, that; else none. */
function placedIn(should: StatementReport, is: StatementReport): Placed {
  const [first, ...others] = labelsOf(should).flatMap((one) => labelsOf(is).map((other) => placed(one, other))) as [
    Placed,
  ]
  return others.every(({ quadrant }: Placed) => quadrant === first.quadrant)
    ? first
    : { quadrant: null, because: 'not-clear' }
}

function placed(should: Label, is: Label): Placed {
  if (should === 'too-few' || is === 'too-few') return { quadrant: null, because: 'too-few' }
  if (should === 'mixed') return { quadrant: null, because: 'mixed' }
  const isClear = CLEAR.includes(is)
  if (OPPOSED.includes(should)) return { quadrant: isClear ? 'open-disagreement' : 'muddled-dispute', because: null }
  if (TOGETHER.includes(should)) return { quadrant: isClear ? 'shared-direction' : 'hidden-agreement', because: null }
  return { quadrant: null, because: should === 'unclear' ? 'unclear' : 'lukewarm' }
}
