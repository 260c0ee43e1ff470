'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { DeedForm, type Keep } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { OwnAnswer } from '#server/proposition/find.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { PROPOSITION_ANSWERS, type PropositionAnswer } from '#server/vocabulary/proposition.ts'

/** What somebody says for their organisation. `version` is that of its answer that they saw; 0 when there was none. */
export interface Answering {
  no: number
  answer: PropositionAnswer | null
  reason: string
  version: number
}
export interface AnswerProps {
  no: number
  speaksFor: string
  /** What one's organisation has said so far; a colleague may have said it. */
  own: OwnAnswer | null
}
interface Props extends AnswerProps {
  busy: boolean
  wrong: string
  done: string
  /** What is chosen to begin with, when it is not what the organisation has said. */
  unsent?: { answer: PropositionAnswer | null; reason: string } | undefined
  keep?: Keep | undefined
  onAnswer(answering: Answering): void
}

/** Where somebody says for their organisation what it thinks of a version. It can be changed while partners are asked. */
export function AnswerForm({ no, speaksFor, own, busy, wrong, done, unsent, keep, onAnswer }: Props) {
  const t = useTranslations('proposition')
  const begin = unsent ?? own
  const [chosen, choose] = useState<PropositionAnswer | null>(begin?.answer ?? null)
  const said = own?.answer ?? null
  const at = own?.version ?? 0
  const [seenAt, see] = useState(at)
  const [isTyped, type] = useState(false)
  if (at !== seenAt) {
    see(at)
    if (said) type(false)
    // Nobody answers anew with what was taken out by pressing once: only what was typed since stands in the form.
    if (own?.takenOut && !isTyped && !unsent) choose(null)
  }
  if (own && !said && !own.takenOut) return <p className="panel">{t('ownKept', { partner: speaksFor })}</p>
  return (
    <div className="panel" onInput={() => type(true)}>
      <p role="status">
        {own && said
          ? t('ownSaid', { partner: speaksFor, answer: t(`answers.${said}`), reason: own.reason || 'none' })
          : t(own ? 'ownTakenOut' : 'ownNone', { partner: speaksFor })}
      </p>
      <DeedForm
        action={said ? t('answerChange') : t('answerSave')}
        busy={busy}
        wrong={wrong}
        done={done}
        times={0}
        keep={keep}
        look="first"
        onSend={({ text }) => onAnswer({ no, answer: chosen, reason: text('reason'), version: at })}
      >
        <fieldset>
          <legend>{t('question', { partner: speaksFor })}</legend>
          <div className="choices">
            {PROPOSITION_ANSWERS.map((one) => (
              <label key={one} className="choice slim">
                <input type="radio" name="answer" value={one} checked={chosen === one} onChange={() => choose(one)} />
                <span>{t(`answers.${one}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {chosen === 'cannot' && (
          <TextField
            name="reason"
            label={t('because')}
            hint={t('becauseHint', { limit: LIMITS.reasonText })}
            rows={3}
            value={begin?.reason ?? ''}
          />
        )}
      </DeedForm>
    </div>
  )
}
