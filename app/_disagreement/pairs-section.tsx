'use client'
import { useTranslations } from 'use-intl/react'
import { sayFigure } from '#app/_words/say-number.ts'
import type { PairReport } from '#server/analysis/pairs.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import type { MarkedPartner } from './marked-partner.ts'
import { SaveCsv } from './save-csv.tsx'

const SHOWN = 10

/** Which organisations are farthest from each other, and on what: the finding in words, then a table. */
export function PairsSection({ report, partners }: { report: DisagreementReport; partners: readonly MarkedPartner[] }) {
  const t = useTranslations('differ')
  const answers = useTranslations('answers')
  const nameOf = (id: string) => partners.find((partner) => partner.id === id)?.name ?? ''
  const noOf = (id: string) => report.statements.findIndex((statement) => statement.id === id) + 1
  const compared = report.pairs.filter((pair) => pair.distance !== null)
  const pairs = [...compared].sort((a, b) => (b.distance as number) - (a.distance as number))
  const [first] = pairs
  const furthest = (pair: PairReport) => pair.furthest.map(({ statementId }) => noOf(statementId)).join(', ')
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{t('pairs')}</h2>
      <p>
        {first
          ? t('pairsFirst', {
              one: nameOf(first.partnerIds[0]),
              other: nameOf(first.partnerIds[1]),
              count: first.statementsInCommon,
            })
          : t('pairsNone')}
        .
      </p>
      {first && (
        <>
          <table className="pairs">
            <thead>
              <tr>
                <th scope="col">{t('pair')}</th>
                <th scope="col">{t('distance')}</th>
                <th scope="col">{t('points')}</th>
                <th scope="col">{t('ways')}</th>
                <th scope="col">{t('furthest')}</th>
              </tr>
            </thead>
            <tbody>
              {pairs.slice(0, SHOWN).map((pair) => (
                <tr key={pair.partnerIds.join()}>
                  <th scope="row">
                    {nameOf(pair.partnerIds[0])} – {nameOf(pair.partnerIds[1])}
                  </th>
                  <td data-label={t('distance')}>{sayFigure(Math.max(0, pair.distance as number), 2)}</td>
                  <td data-label={t('points')}>{pair.points === null ? '' : sayFigure(pair.points, 1)}</td>
                  <td data-label={t('ways')}>{t('wayCount', { same: pair.sameWay, opposite: pair.opposite })}</td>
                  <td data-label={t('furthest')}>{furthest(pair)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {pairs.length > SHOWN && <p className="muted">{t('more', { count: pairs.length - SHOWN })}</p>}
          <p className="small muted">
            {t('pairsClose')} {t('pairsHelp')}
          </p>
          <SaveCsv
            label={t('savePairs')}
            file="pairs.csv"
            rows={() => [
              [
                'one',
                'other',
                'statements_in_common',
                'distance',
                'points_apart',
                'same_way',
                'opposite',
                'furthest_on',
              ],
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
          />
          <details>
            <summary>{answers('how')}</summary>
            <p>{t('pairsHow')}</p>
          </details>
        </>
      )}
    </section>
  )
}
