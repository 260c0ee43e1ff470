'use client'
import { useTranslations } from 'use-intl/react'
import type { Row } from '#app/_chart/marks.ts'
import { drawRows } from '#app/_chart/picture.ts'
import { RowsChart } from '#app/_chart/rows-chart.tsx'
import { sayFigure } from '#app/_words/say-number.ts'
import type { PairReport } from '#server/analysis/pairs.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { ChartFrame, Undrawn } from './chart-frame.tsx'
import type { MarkedPartner } from './marked-partner.ts'

const SHOWN = 10

interface Props {
  report: DisagreementReport
  partners: readonly MarkedPartner[]
  about: string
}

/** Which organisations are farthest from each other, and on what. */
export function PairsSection({ report, partners, about }: Props) {
  const t = useTranslations('differ')
  const nameOf = (id: string) => partners.find((partner) => partner.id === id)?.name ?? ''
  const noOf = (id: string) => report.statements.findIndex((statement) => statement.id === id) + 1
  const compared = report.pairs.filter((pair) => pair.distance !== null)
  const pairs = [...compared].sort((a, b) => (b.distance as number) - (a.distance as number))
  const [first] = pairs
  if (!first) {
    const why = whyNone(report)
    return (
      <Undrawn id="pairs" topic={t('pairs')} finding={t(why)}>
        {why !== 'pairsNone' && <p>{t('pairsNeed')}</p>}
      </Undrawn>
    )
  }
  const furthest = (pair: PairReport) => pair.furthest.map(({ statementId }) => noOf(statementId)).join(', ')
  const labelOf = (pair: PairReport) => `${nameOf(pair.partnerIds[0])} – ${nameOf(pair.partnerIds[1])}`
  const distanceOf = (pair: PairReport) => Math.min(1, Math.max(0, pair.distance as number))
  const rows = pairs.slice(0, SHOWN).map(
    (pair): Row => ({
      key: pair.partnerIds.join(),
      label: labelOf(pair),
      lanes: [{ share: 1, zero: 0, marks: [{ is: 'block', from: 0, to: distanceOf(pair), tone: 'primary' }] }],
      words: [
        t('pairWords', {
          distance: sayFigure(distanceOf(pair), 2),
          points: sayFigure(pair.points ?? 0, 1),
          same: pair.sameWay,
          opposite: pair.opposite,
        }),
        // Of two who gave the same answers everywhere, or whose figures are not told, there is none.
        pair.furthest.length > 0 && t('pairFurthest', { furthest: furthest(pair) }),
      ]
        .filter(Boolean)
        .join(' '),
    }),
  )
  // As far as a reader can see: behind the second digit no order is shown.
  const tied = pairs.filter((pair) => sayFigure(distanceOf(pair), 2) === sayFigure(distanceOf(first), 2)).length
  // Of middle answers there is no plain distance of people's beside the one that is told.
  const byMiddle = first.plugIn === null
  const ends = [{ share: 1, left: t(byMiddle ? 'sameMiddle' : 'asColleagues'), right: t('oppositeEnds') }]
  return (
    <ChartFrame
      id="pairs"
      topic={t('pairs')}
      finding={
        (first.distance as number) > 0
          ? tied > 1
            ? t('pairsTied', { count: tied })
            : t('pairsFirst', {
                one: nameOf(first.partnerIds[0]),
                other: nameOf(first.partnerIds[1]),
                count: first.statementsInCommon,
              })
          : t(byMiddle ? 'pairsTogetherMiddle' : 'pairsTogether')
      }
      about={about}
      file="pairs"
      sheet={() => ({
        head: [t('pair'), t('distance'), t('points'), t('same'), t('opposite'), t('furthest')],
        rows: pairs.map((pair) => [
          labelOf(pair),
          sayFigure(distanceOf(pair), 2),
          pair.points === null ? null : sayFigure(pair.points, 1),
          pair.sameWay,
          pair.opposite,
          furthest(pair),
        ]),
      })}
      rows={() => [
        ['one', 'other', 'statements_in_common', 'distance', 'points_apart', 'same_way', 'opposite', 'furthest_on'],
        ...report.pairs.map((pair) => [
          nameOf(pair.partnerIds[0]),
          nameOf(pair.partnerIds[1]),
          pair.statementsInCommon,
          pair.distance,
          pair.points,
          pair.sameWay,
          pair.opposite,
          furthest(pair),
        ]),
      ]}
      picture={() => drawRows(rows, ends)}
      how={
        <p>
          {t(byMiddle ? 'pairsHowMiddle' : 'pairsHow')}{' '}
          {first.points !== null &&
            t('here.pair', {
              one: nameOf(first.partnerIds[0]),
              other: nameOf(first.partnerIds[1]),
              points: sayFigure(first.points, 1),
            })}
        </p>
      }
    >
      <RowsChart rows={rows} ends={ends} />
      {pairs.length > SHOWN && <p className="muted small">{t('morePairs', { count: pairs.length - SHOWN })}</p>}
      <p className="small muted">
        {t('pairsClose')} {t(byMiddle ? 'pairsHelpMiddle' : 'pairsHelp')}
      </p>
    </ChartFrame>
  )
}

/** Two who answered everything and can't be compared had too few statements; else too little is shown, or was answered by both. */
function whyNone({ pairs, statements }: DisagreementReport) {
  if (pairs.some((pair) => pair.statementsInCommon === statements.length)) return 'pairsFewStatements'
  return statements.some(({ cells }) => cells.some(({ suppressed }) => suppressed)) ? 'pairsNone' : 'pairsFewCommon'
}
