'use client'
import { useTranslations } from 'use-intl/react'
import { AnswersBar } from '#app/_disagreement/answers-bar.tsx'
import { Headline } from '#app/_disagreement/headline.tsx'
import { KindLabel } from '#app/_disagreement/kind-label.tsx'
import { inTalkOrder } from '#app/_disagreement/talk-order.ts'
import { useSentence } from '#app/_disagreement/use-sentence.ts'
import { useShown } from '#app/_disagreement/use-shown.ts'
import { AbsentHere } from '#app/_governance/absent-here.tsx'
import { Said } from '#app/_words/said.tsx'
import type { DisagreementReport, StatementReport } from '#server/analysis/report.ts'
import type { SessionNow } from '#server/session/now.ts'
import { labelOf } from '#server/vocabulary/label.ts'
import { Sides } from './sides.tsx'
import { Turn } from './turn.tsx'
import { useItem } from './use-item.ts'

/** What was answered, once it is shown: in short first, then one statement at a time with its figures. */
export function Answers({ now }: { now: SessionNow }) {
  const words = useTranslations('answers')
  const common = useTranslations('common')
  const shown = useShown(now)
  const list = shown ? inTalkOrder(shown.report) : []
  const item = useItem(shown ? 1 + list.length : 1)
  if (!shown && now.shownRound > 0) return <p className="muted">{common('loading')}</p>
  if (!shown || list.length === 0) return <p className="muted">{words('none')}</p>
  const statement = list[item.at - 1]
  return (
    <>
      {statement ? (
        <OneStatement statement={statement} report={shown.report} partners={now.people.partners} />
      ) : (
        <InShort report={shown.report} sessionId={now.sessionId} />
      )}
      <Turn {...item} />
    </>
  )
}

function InShort({ report, sessionId }: { report: DisagreementReport; sessionId: string }) {
  const words = useTranslations('answers')
  const { people, partners } = report.network
  return (
    <div className="few in-short">
      <Headline report={report} />
      <p className="large">{words('who', { people, partners })}</p>
      <AbsentHere sessionId={sessionId} />
    </div>
  )
}

interface OneProps {
  statement: StatementReport
  report: DisagreementReport
  partners: SessionNow['people']['partners']
}

function OneStatement({ statement, report, partners }: OneProps) {
  const sentence = useSentence()
  return (
    <section className="one-statement" aria-live="polite" aria-labelledby="one-statement">
      <p className="row">
        <KindLabel kind={labelOf(statement)} />
      </p>
      <h2 id="one-statement" className={statement.text.length > 140 ? 'long' : undefined}>
        <Said language={statement.language}>{statement.text}</Said>
      </h2>
      <p>{sentence(statement, partners)}</p>
      <Sides statement={statement} partners={partners} />
      <AnswersBar statement={statement} scale={report.scale} />
    </section>
  )
}
