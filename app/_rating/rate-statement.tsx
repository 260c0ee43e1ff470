'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Statement } from '#server/statement/find.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { type Answer, MANDATES, type Mandate } from '#server/vocabulary/rating-scale.ts'
import { RatingScale, scaleWord } from './rating-scale.tsx'
import type { Given } from './use-answers.ts'

interface Props {
  statement: Statement
  of: number
  named: boolean
  given: Given | undefined
  before: { answer: Answer } | undefined
  mandate: Mandate
  onGive(given: Given): void
}

/** One statement to rate: its words, the seven answers, whom one speaks for, and a reason if one likes. */
export function RateStatement({ statement, of, named, given, before, mandate, onGive }: Props) {
  const t = useTranslations('rate')
  const scale = useTranslations('scale')
  const mandates = useTranslations('mandates')
  const [reason, setReason] = useState(given?.reason ?? '')
  const spoken = given?.mandate ?? mandate
  const id = statement.id
  return (
    <fieldset className="split">
      <legend>
        <span className="muted small">{t('no', { no: statement.no, count: of })}</span>
        <br />
        <span style={{ fontSize: 'var(--text-xl)', lineHeight: 1.3 }}>{statement.text}</span>
      </legend>
      {before && <p className="muted small">{t('earlier', { answer: scale(scaleWord(before.answer)) })}</p>}
      <RatingScale
        name={`answer-${id}`}
        value={given?.answer}
        onGive={(answer) => onGive({ answer, mandate: spoken, reason })}
      />
      <div style={{ marginBlockStart: '1rem' }}>
        {!named && (
          <div className="field">
            <label htmlFor={`mandate-${id}`}>{mandates('label')}</label>
            <select
              id={`mandate-${id}`}
              value={spoken}
              onChange={(event) => given && onGive({ ...given, mandate: event.target.value as Mandate, reason })}
              disabled={!given}
            >
              {MANDATES.map((one) => (
                <option key={one} value={one}>
                  {mandates(one)}
                </option>
              ))}
            </select>
          </div>
        )}
        <div className="field">
          <label htmlFor={`why-${id}`}>{t('why')}</label>
          <span className="hint" id={`why-hint-${id}`}>
            {t('whyHint')}
          </span>
          <textarea
            id={`why-${id}`}
            value={reason}
            maxLength={LIMITS.reasonText}
            aria-describedby={`why-hint-${id}`}
            onChange={(event) => setReason(event.target.value)}
            // Whoever goes on to the next statement has said why, whether or not they pressed the button.
            onBlur={() => given && reason.trim() !== given.reason && onGive({ ...given, reason })}
          />
          {given && reason.trim() !== given.reason && (
            <button type="button" className="button" onClick={() => onGive({ ...given, reason })}>
              {t('saveWhy')}
            </button>
          )}
        </div>
      </div>
    </fieldset>
  )
}
