'use client'
import { useTranslations } from 'use-intl/react'
import type { Row } from '#app/_chart/marks.ts'
import { drawRows } from '#app/_chart/picture.ts'
import { RowsChart } from '#app/_chart/rows-chart.tsx'
import type { Perception } from '#server/analysis/perception.ts'
import type { StatementReport } from '#server/analysis/report.ts'
import type { Voice } from '#server/vocabulary/rating-scale.ts'
import { ChartFrame } from './chart-frame.tsx'

interface Props {
  statements: readonly StatementReport[]
  perceptions: readonly { statementId: string; perception: Perception | null }[]
  voice: Voice
  about: string
}

/** How well people know what most organisations think: what was found first, then each statement with its counts. */
export function Perceptions({ statements, perceptions, voice, about }: Props) {
  const t = useTranslations('perception')
  const differ = useTranslations('differ.perception')
  const here = useTranslations('differ.here')
  const answers = useTranslations('answers')
  const found = perceptions.flatMap(({ statementId, perception }) => {
    const at = statements.findIndex(({ id }) => id === statementId)
    const statement = statements[at]
    return perception && statement ? [{ no: at + 1, text: statement.text, perception, statementId }] : []
  })
  if (found.length === 0) return null
  const misjudged = found.filter(({ perception }) => perception.misjudgement !== null)
  const inOrder = [...misjudged, ...found.filter((one) => !misjudged.includes(one))]
  const [first] = inOrder
  const foundOf = ({ misjudgement, actual }: Perception) =>
    [misjudgement && t(`pattern.${misjudgement}`, { actual }), t(`actual.${actual}`)].filter(Boolean)
  const wordsOf = (perception: Perception) =>
    [...foundOf(perception), t('counts', { ...countsOf(perception), who: voice })].join(' ')
  const rows = inOrder.map(
    ({ no, text, perception, statementId }): Row => ({
      key: statementId,
      label: `${no}. ${text}`,
      lanes: [laneOf(perception)],
      words: wordsOf(perception),
      strong: perception.misjudgement !== null,
    }),
  )
  return (
    <ChartFrame
      id="perceptions"
      finding={t('finding', { count: misjudged.length, of: found.length })}
      about={about}
      file="what-we-expect"
      sheet={() => ({
        head: [answers('statement'), differ('right'), differ('wrong'), differ('dontKnow'), differ('found')],
        rows: inOrder.map(({ no, text, perception }) => [
          `${no}. ${text}`,
          perception.right,
          perception.wrong,
          perception.dontKnow,
          foundOf(perception).join(' '),
        ]),
      })}
      picture={() => drawRows(rows, [{ share: 1, left: differ('right'), right: differ('wrongOrUnknown') }])}
      how={
        <p>
          {differ('how')}{' '}
          {first && here('right', { no: first.no, right: first.perception.right, of: first.perception.of })}
        </p>
      }
    >
      <RowsChart rows={rows} ends={[{ share: 1, left: differ('right'), right: differ('wrongOrUnknown') }]} />
    </ChartFrame>
  )
}

const countsOf = ({ right, wrong, dontKnow, of }: Perception) => ({ right, wrong, dontKnow, of })

/** Right from the left, wrong after it, and who didn't know hatched at the end. */
function laneOf({ right, wrong, dontKnow, of }: Perception): Row['lanes'][number] {
  const all = Math.max(1, of, right + wrong + dontKnow)
  return {
    share: 1,
    marks: [
      ...(right > 0 ? [{ is: 'block', from: 0, to: right / all, tone: 'scale-5' } as const] : []),
      ...(wrong > 0 ? [{ is: 'block', from: right / all, to: (right + wrong) / all, tone: 'scale-2' } as const] : []),
      ...(dontKnow > 0
        ? [{ is: 'hatched', from: (right + wrong) / all, to: (right + wrong + dontKnow) / all } as const]
        : []),
    ],
  }
}
