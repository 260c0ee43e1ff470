'use client'
import type { ComponentProps, ComponentType } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Disagreement } from '#server/disagreement/read-disagreement.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { hasBar } from './answers-bar.tsx'
import { AnswersLegend } from './answers-legend.tsx'
import type { FourFields } from './four-fields.tsx'
import type { FurtherSections } from './further-sections.tsx'
import { Headline } from './headline.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import type { ReasonsProps } from './reasons-told.tsx'
import { isAnyTold } from './spread-untold.ts'
import { StatementRow } from './statement-row.tsx'
import { StatementSteps } from './statement-steps.tsx'
import { inTalkOrder } from './talk-order.ts'

export interface DisagreementProps {
  shown: Disagreement
  partners: readonly MarkedPartner[]
  own?: ReadonlyMap<string, Answer>
  /** Statements on which one's own organisation is split, with how many of it answered. */
  inside?: ReadonlyMap<string, number>
  level: 1 | 2
  besideReason?: ReasonsProps['beside']
}

/** What stands around the statements: there with them, or fetched behind them. */
export interface Around {
  FourFields: ComponentType<ComponentProps<typeof FourFields>>
  FurtherSections: ComponentType<ComponentProps<typeof FurtherSections>>
}

/** Where partners differ: one sentence, the kinds counted, statements to talk about first, and everybody on everything. */
export function StatementsFirst({
  shown,
  partners,
  own,
  inside,
  level,
  besideReason,
  around,
}: DisagreementProps & { around: Around }) {
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
        <Headline report={report} opens />
      </header>
      {shown.is && <around.FourFields statements={report.statements} two={shown.is.two} about={about} />}
      <section aria-labelledby="ranked">
        <h2 id="ranked">{t('ranked')}</h2>
        {report.statements.some((one) => hasBar(one) || isAnyTold(one)) && <AnswersLegend scale={report.scale} />}
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
                besideReason={besideReason}
                own={own?.get(statement.id)}
                split={inside?.get(statement.id)}
              />
            ),
          }))}
        />
      </section>
      <around.FurtherSections shown={shown} partners={partners} about={about} />
    </div>
  )
}
