'use client'
import { useTranslations } from 'use-intl/react'
import type { TwoQuestions } from '#server/analysis/two-questions.ts'
import { signed } from './signed.ts'

interface Props {
  /** `isRough` where these places are only told in coarse steps. */
  points: readonly { one: TwoQuestions; no: number; isRough: boolean }[]
  rule: 'how' | 'mapHow'
}

/** How statements come by their field or their place on the map, with the first of the reader's own that has one as the example. */
export function FieldsWorkedOut({ points, rule }: Props) {
  const t = useTranslations('twoQuestions')
  const worked = useTranslations('differ.worked')
  const [example] = points.flatMap(({ one: { is, should }, no, isRough }) =>
    is === null || should === null ? [] : { is, should, no, isRough },
  )
  return (
    <p>
      {t(rule)}{' '}
      {example && t('example', { no: example.no, is: signed(example.is * 2), should: signed(example.should * 2) })}{' '}
      {example?.isRough && worked('roughly')}
    </p>
  )
}
