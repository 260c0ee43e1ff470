'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { scaleWord } from '#app/_rating/rating-scale.tsx'
import { Said } from '#app/_words/said.tsx'
import type { StatementReport } from '#server/analysis/report.ts'
import { labelOf } from '#server/vocabulary/label.ts'
import type { Answer } from '#server/vocabulary/rating-scale.ts'
import { AnswersBar } from './answers-bar.tsx'
import { IntervalBar } from './interval-bar.tsx'
import { KindLabel } from './kind-label.tsx'
import './differ.css'
import { type ReasonsProps, ReasonsTold } from './reasons-told.tsx'
import { SidesList } from './sides-list.tsx'
import { isSpreadUntold } from './spread-untold.ts'
import { StatementBars } from './statement-bars.tsx'
import { StructureSaid } from './structure-said.tsx'
import { useSentence } from './use-sentence.ts'
import { WorkedOut } from './worked-out.tsx'

interface Props extends Pick<ReasonsProps, 'partners' | 'reasons'> {
  statement: StatementReport
  no: number
  scale: number
  /** The same statement's answers to "is it our focus now?", where that was asked. */
  is?: StatementReport | undefined
  besideReason?: ReasonsProps['beside']
  own?: Answer
  /** How many of one's own organisation answered, where they are split. */
  split?: number
}

/** One statement: its kind, a sentence, the bar of answers, who is where, and how far apart. */
export function StatementRow({ statement, no, scale, is, partners, reasons, besideReason, own, split }: Props) {
  const t = useTranslations('answers')
  const differ = useTranslations('differ')
  const words = useTranslations('scale')
  const asks = useTranslations('asks')
  const sentence = useSentence()
  const isPartly = statement.basis === 'together' || statement.basis === 'shown'
  const leftOut = isPartly ? statement.cells.filter(({ suppressed }) => suppressed).length : 0
  return (
    <article className="statement" aria-labelledby={`statement-${statement.id}`}>
      <div className="statement-parts">
        <div className="says">
          <div className="row apart">
            <h3 id={`statement-${statement.id}`}>
              {no}. <Said language={statement.language}>{statement.text}</Said>
            </h3>
            <KindLabel kind={labelOf(statement)} />
          </div>
          <p>{sentence(statement, partners)}</p>
          {statement.dependsOnCounting && <p className="muted">{t('depends')}</p>}
          {own !== undefined && (
            <p>
              <strong>{t('yours', { answer: words(scaleWord(own)) })}</strong>
            </p>
          )}
          {split !== undefined && <p className="muted">{differ('ownSplit', { people: split })}</p>}
          <StructureSaid structure={statement.structure} />
        </div>
        <div className="draws">
          {is && statement.distribution && <p className="small muted">{asks('should')}</p>}
          <AnswersBar statement={statement} scale={scale} />
          {is?.distribution && (
            <>
              <p className="small muted">{asks('is')}</p>
              <AnswersBar statement={is} scale={scale} />
            </>
          )}
          <SidesList statement={statement} partners={partners} />
          <IntervalBar statement={statement} />
          {isSpreadUntold(statement) && <p className="small muted">{differ('spreadUntold')}</p>}
          {leftOut > 0 && <p className="small muted">{differ('shownAlone', { count: leftOut })}</p>}
        </div>
        <div className="tells">
          <BarsOnDemand statement={statement} no={no} scale={scale} partners={partners} />
          <ReasonsTold reasons={reasons} partners={partners} beside={besideReason} />
          <details>
            <summary>{t('how')}</summary>
            <WorkedOut statement={statement} scale={scale} own={own} />
          </details>
        </div>
      </div>
    </article>
  )
}

type BarsProps = Pick<Props, 'statement' | 'no' | 'scale' | 'partners'>

/** Every organisation's bar, drawn once it is asked for: sixty of them on a hundred statements would be slow to open. */
function BarsOnDemand(props: BarsProps) {
  const t = useTranslations('differ.bars')
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('open')}</summary>
      {isOpen && <StatementBars {...props} />}
    </details>
  )
}
