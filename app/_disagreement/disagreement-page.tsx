'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'use-intl/react'
import type { Disagreement } from '#server/disagreement/read-disagreement.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { AnswersLegend } from './answers-legend.tsx'
import { Headline } from './headline.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { StatementRow } from './statement-row.tsx'
import { StatementSteps } from './statement-steps.tsx'
import { inTalkOrder } from './talk-order.ts'

// What stands below the statements, or only where two questions were asked, is fetched when there are figures to show.
const FourFields = dynamic(() => import('./four-fields.tsx').then((file) => file.FourFields))
const FurtherSections = dynamic(() => import('./further-sections.tsx').then((file) => file.FurtherSections))

interface Props {
  shown: Disagreement
  partners: readonly MarkedPartner[]
  own?: ReadonlyMap<string, Answer>
  /** Statements on which one's own organisation is split, with how many of it answered. */
  inside?: ReadonlyMap<string, number>
  level: 1 | 2
}

/** Where partners differ: one sentence, the kinds counted, statements to talk about first, and everybody on everything. */
export function DisagreementPage({ shown, partners, own, inside, level }: Props) {
  const t = useTranslations('answers')
  const differ = useTranslations('differ')
  const { report, reasons } = shown
  const Title = level === 1 ? 'h1' : 'h2'
  const { people, partners: answered } = report.network
  const about = differ('chart.about', { people, partners: answered })
  return (
    <div className="stack differ">
      <header>
        <Title>{t('title')}</Title>
        <p>{t('who', { people, partners: answered })}</p>
        <Headline report={report} />
      </header>
      {shown.is && <FourFields statements={report.statements} two={shown.is.two} about={about} />}
      <section aria-labelledby="ranked">
        <h2 id="ranked">{t('ranked')}</h2>
        <AnswersLegend scale={report.scale} />
        <StatementSteps
          items={inTalkOrder(report).map((statement) => ({
            key: statement.id,
            shown: (
              <StatementRow
                statement={statement}
                no={report.statements.indexOf(statement) + 1}
                scale={report.scale}
                is={shown.is?.report.statements.find(({ id }) => id === statement.id)}
                partners={partners}
                reasons={reasons.filter(({ statementId }) => statementId === statement.id)}
                own={own?.get(statement.id)}
                split={inside?.get(statement.id)}
              />
            ),
          }))}
        />
      </section>
      <FurtherSections shown={shown} partners={partners} about={about} />
    </div>
  )
}
