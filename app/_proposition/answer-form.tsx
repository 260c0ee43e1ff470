'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { OwnAnswer } from '#server/proposition/find.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { PROPOSITION_ANSWERS, type PropositionAnswer } from '#server/vocabulary/proposition.ts'
import type { Looker } from './looker.ts'

interface Props {
  looker: Looker
  no: number
  speaksFor: string
  /** What one's organisation has said so far; a colleague may have said it. */
  own: OwnAnswer | null
}

/** Where somebody says for their organisation what it thinks of a version. It can be changed while partners are asked. */
export function AnswerForm({ looker, no, speaksFor, own }: Props) {
  const t = useTranslations('proposition')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const lookAgain = () => void cache.invalidateQueries(trpc.proposition.pathFilter())
  const { said, options } = useDeed(lookAgain)
  // A refusal may tell of a colleague's answer: that is shown at once.
  const onError = (error: unknown) => {
    lookAgain()
    options.onError(error)
  }
  const both = { ...options, onError }
  const asMember = useMutation(trpc.proposition.answer.mutationOptions(both))
  const fromSeat = useMutation(trpc.proposition.answerHere.mutationOptions(both))
  const [chosen, choose] = useState<PropositionAnswer | null>(own?.answer ?? null)
  return (
    <div className="panel">
      <p role="status">
        {own
          ? t('ownSaid', { partner: speaksFor, answer: t(`answers.${own.answer}`), reason: own.reason || 'none' })
          : t('ownNone', { partner: speaksFor })}
      </p>
      <DeedForm
        action={own ? t('answerChange') : t('answerSave')}
        busy={asMember.isPending || fromSeat.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done={said.is === 'done' ? t('answerSaved') : ''}
        times={0}
        look="first"
        onSend={({ text }) => {
          const given = { no, answer: chosen, reason: text('reason'), version: own?.version ?? 0 }
          if (looker.is === 'seat') fromSeat.mutate({ sessionId: looker.sessionId, ...given })
          else asMember.mutate({ networkId: looker.networkId, ...given })
        }}
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
            value={own?.reason ?? ''}
          />
        )}
      </DeedForm>
    </div>
  )
}
