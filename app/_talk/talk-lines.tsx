'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { type MarkedPartner, NAMED } from '#app/_disagreement/marked-partner.ts'
import { OpenLabel } from '#app/_disagreement/open-label.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import type { TalkLine } from '#server/talk/find.ts'
import './talk.css'

interface Props {
  lines: readonly TalkLine[]
  partners: readonly MarkedPartner[]
  /** What stands below a line: the form of whoever may write. */
  below?: (line: TalkLine) => ReactNode
  /** Of each statement's heading. */
  level?: 2 | 3
}

/** What to talk about, in order: the question to put to the room, whom to ask first, and how it ended. */
export function TalkLines({ lines, partners, below, level = 3 }: Props) {
  const t = useTranslations('talk')
  const rules = useTranslations('rules')
  if (lines.length === 0) return <p className="muted">{t('nothing')}</p>
  const Name = level === 2 ? 'h2' : 'h3'
  const ended = lines.filter((line) => line.ended).length
  return (
    <>
      <p className="small muted">{t('count', { ended, all: lines.length })}</p>
      <ol className="plain-list stack talk">
        {lines.map((line, i) => (
          <li key={line.statementId} className="panel">
            <article aria-labelledby={`talk-${line.statementId}`}>
              <div className="row apart">
                <Name id={`talk-${line.statementId}`}>{line.text}</Name>
                {!line.kind && <span className="kind">{t('beside')}</span>}
              </div>
              {line.kind && (
                <OpenLabel kind={line.label ?? line.kind} byMiddle={line.byMiddle ? 'all' : undefined}>
                  {rules('place', { no: i + 1, of: lines.length })}
                </OpenLabel>
              )}
              {line.kind && (
                <>
                  <p className="question">{t(`ask.${line.kind}`)}</p>
                  <AskFirst line={line} partners={partners} />
                </>
              )}
              <Ended line={line} />
              {below?.(line)}
            </article>
          </li>
        ))}
      </ol>
    </>
  )
}

function AskFirst({ line: { kind, askFirst }, partners }: { line: TalkLine; partners: readonly MarkedPartner[] }) {
  const t = useTranslations('talk')
  const who = askFirst.flatMap((id) => partners.find((one) => one.id === id) ?? [])
  if (who.length === 0) return <p className="small muted">{t(kind === 'mixed' ? 'askAny' : 'askUnnamed')}</p>
  const named = (
    <ul className="plain-list who-list">
      {who.map(({ id, name, initials, markNo }) => (
        <li key={id} className="who">
          <Mark initials={initials} no={markNo} /> {name}
        </li>
      ))}
    </ul>
  )
  return (
    <div className="small ask-first">
      <span className="muted">{t('askFirst', { who: '' })}</span>
      {who.length <= NAMED ? (
        named
      ) : (
        <>
          <ul className="plain-list who-list many">
            {who.map(({ id, name, initials, markNo }) => (
              <li key={id} className="who">
                <Mark initials={initials} no={markNo} label={name} />
              </li>
            ))}
          </ul>
          <details className="names">
            <summary>{t('names')}</summary>
            {named}
          </details>
        </>
      )}
    </div>
  )
}

function Ended({ line: { ended } }: { line: TalkLine }) {
  const t = useTranslations('talk')
  if (!ended) return <p className="muted ended">{t('open')}</p>
  const { outcome, reworded, sentTo, note } = ended
  return (
    <div className="ended">
      <p>
        <strong>
          <span aria-hidden="true">✓ </span>
          {sentTo ? t('sentTo', { who: sentTo.label }) : t(`outcomes.${outcome}`)}
        </strong>
      </p>
      {reworded && (
        <>
          <p>{t('newWords', { text: reworded.text })}</p>
          <p className="small muted">{t(reworded.meaning)}</p>
        </>
      )}
      {note && <p>{t('note', { note })}</p>}
    </div>
  )
}
