'use client'
import { useTranslations } from 'use-intl/react'
import { scaleWord } from '#app/_rating/rating-scale.tsx'
import { sayFigure } from '#app/_words/say-number.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import { isByMiddles, isRoughlyPlaced, labelOf } from '#server/vocabulary/label.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { signed } from './signed.ts'

interface Props {
  statement: StatementReport
  scale: number
  own?: Answer | undefined
}

/** How a statement came by its label, in at most sixty words: the rule, then this statement's own figures and one's own answer. */
export function WorkedOut({ statement, scale, own }: Props) {
  const rules = useTranslations('rules')
  const t = useTranslations('differ.worked')
  const words = useTranslations('scale')
  // Of what isn’t clear yet no figure shows how the label came about.
  const example = statement.orKind ? null : exampleOf(statement, scale)
  return (
    <p>
      {isByMiddles(statement) ? rules('byMiddle') : rules(labelOf(statement))}{' '}
      {example && t(example.key, example.facts)}{' '}
      {example?.key === 'average' && isRoughlyPlaced(statement) && t('roughly')}{' '}
      {own !== undefined && t('own', { answer: words(scaleWord(own)) })}
    </p>
  )
}

interface Example {
  readonly key: 'few' | 'unclear' | 'unclearVoices' | 'mixed' | 'conflict' | 'average' | 'sides'
  readonly facts: Record<string, number | string>
}

/** Which of a statement's figures shows best how its label came about; none where these can't be told. */
function exampleOf(statement: StatementReport, scale: number): Example | null {
  const { kind, voices, people, partners, partnersAsked: asked } = statement
  const on = (side: string) => statement.cells.filter((cell) => cell.side === side).length
  const sides = { pos: voices?.pos ?? on('for'), neg: voices?.neg ?? on('against') }
  if (kind === 'too-few') return { key: 'few', facts: { people, partners, asked } }
  if (kind === 'unclear')
    return voices
      ? { key: 'unclearVoices', facts: { unclear: voices.unclear, of: voices.n + voices.unclear } }
      : statement.unsure === null
        ? null
        : { key: 'unclear', facts: { percent: Math.round(100 * statement.unsure) } }
  if (kind === 'mixed')
    return statement.within === null
      ? null
      : { key: 'mixed', facts: { points: sayFigure((statement.within * (scale - 1)) / 2, 1) } }
  if (kind === 'conflict' && statement.betweenShare !== null)
    return { key: 'conflict', facts: { ...sides, percent: Math.round(100 * statement.betweenShare) } }
  const mean = voices ? voices.mean : statement.position === null ? null : statement.position * 2
  if (AVERAGED.includes(kind) && mean !== null) return { key: 'average', facts: { value: signed(mean) } }
  // Of whom is hidden nobody is seen on a side.
  return sides.pos + sides.neg === 0 && !voices ? null : { key: 'sides', facts: sides }
}

const AVERAGED: readonly StatementReport['kind'][] = [
  'aligned-for',
  'aligned-against',
  'lukewarm',
  'shared-yes',
  'shared-no',
]
