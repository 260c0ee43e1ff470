'use client'
import { useTranslations } from 'use-intl/react'
import { drawScatter, Scatter, type Spot } from '#app/_chart/scatter.tsx'
import type { TwoQuestions } from '#server/analysis/two-questions.ts'
import type { Quadrant } from '#server/vocabulary/kind.ts'
import { ChartFrame } from './chart-frame.tsx'
import { FieldsWorkedOut } from './fields-worked-out.tsx'
import { signed } from './signed.ts'

interface Props {
  points: readonly { one: TwoQuestions; no: number; isRough: boolean }[]
  about: string
  textOf(statementId: string): string | undefined
}

const TOGETHER: readonly Quadrant[] = ['shared-direction', 'hidden-agreement']
const outlineOf = (quadrant: Quadrant | null): Spot['outline'] =>
  quadrant === null ? 'plain' : TOGETHER.includes(quadrant) ? 'firm' : 'broken'

/** Each statement by what people say is the focus (across) and what should be (up). */
export function IsShouldMap({ points, about, textOf }: Props) {
  const t = useTranslations('twoQuestions')
  const placed = points.flatMap(({ one, no }) =>
    one.is === null || one.should === null ? [] : [{ ...one, no, is: one.is, should: one.should }],
  )
  if (placed.length === 0) return null
  const wanted = placed.filter(({ is, should }) => should - is > 0.25).length
  const plane = {
    across: t('axisIs'),
    up: t('axisShould'),
    diagonal: true,
    spots: placed.map(({ statementId, no, is, should, quadrant }) => ({
      key: statementId,
      x: is,
      y: should,
      sign: `${no}`,
      outline: outlineOf(quadrant),
    })),
  }
  return (
    <ChartFrame
      id="is-should"
      level={3}
      finding={t('map', { count: wanted, of: placed.length })}
      about={about}
      file="is-and-should"
      sheet={() => ({
        head: [t('statement'), t('axisIs'), t('axisShould'), t('field')],
        rows: placed.map(({ statementId, quadrant, is, should, no }) => [
          `${no}. ${textOf(statementId)}`,
          signed(is * 2),
          signed(should * 2),
          quadrant ? t(`name.${quadrant}`) : '–',
        ]),
      })}
      rows={() => [
        ['no', 'statement', 'is', 'should', 'field'],
        ...placed.map(({ statementId, quadrant, is, should, no }) => [
          no,
          textOf(statementId) ?? '',
          is,
          should,
          quadrant,
        ]),
      ]}
      picture={() => drawScatter(plane)}
      how={<FieldsWorkedOut points={points} rule="mapHow" />}
    >
      <p className="muted small">{t('mapLead')}</p>
      <Scatter {...plane} />
    </ChartFrame>
  )
}
