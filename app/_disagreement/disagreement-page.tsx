'use client'
import { useTranslations } from 'use-intl/react'
import type { Disagreement } from '#server/disagreement/read-disagreement.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { AnswersLegend } from './answers-legend.tsx'
import { FourFields } from './four-fields.tsx'
import { Headline } from './headline.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { PartnerMatrix } from './partner-matrix.tsx'
import { Perceptions } from './perceptions.tsx'
import { StatementRow } from './statement-row.tsx'
import { inTalkOrder } from './talk-order.ts'

interface Props {
  shown: Disagreement
  partners: readonly MarkedPartner[]
  own?: ReadonlyMap<string, Answer>
  level: 1 | 2
}

/** Where partners differ: one sentence, the kinds counted, statements to talk about first, and everybody on everything. */
export function DisagreementPage({ shown, partners, own, level }: Props) {
  const t = useTranslations('answers')
  const { report, reasons } = shown
  const Title = level === 1 ? 'h1' : 'h2'
  return (
    <div className="stack differ">
      <header>
        <Title>{t('title')}</Title>
        <p>{t('who', { people: report.network.people, partners: report.network.partners })}</p>
        <Headline report={report} />
      </header>
      {shown.is && <FourFields statements={report.statements} two={shown.is.two} />}
      <section aria-labelledby="ranked">
        <h2 id="ranked">{t('ranked')}</h2>
        <AnswersLegend scale={report.scale} />
        <ol className="plain-list stack">
          {inTalkOrder(report).map((statement) => (
            <li key={statement.id} className="panel">
              <StatementRow
                statement={statement}
                no={report.statements.indexOf(statement) + 1}
                scale={report.scale}
                is={shown.is?.report.statements.find(({ id }) => id === statement.id)}
                partners={partners}
                reasons={reasons.filter(({ statementId }) => statementId === statement.id)}
                own={own?.get(statement.id)}
              />
            </li>
          ))}
        </ol>
      </section>
      {shown.perceptions && (
        <Perceptions statements={report.statements} perceptions={shown.perceptions} voice={report.voice} />
      )}
      <PartnerMatrix report={report} partners={partners} />
    </div>
  )
}
