'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { OwnTemplate } from '#server/plan/templates.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** The plans that a network keeps, each with a way to let it go. `onGone` is told which are left. */
export function OwnTemplates({
  networkId,
  own,
  onGone,
}: {
  networkId: NetworkId
  own: readonly OwnTemplate[]
  onGone(left: readonly OwnTemplate[]): void
}) {
  const t = useTranslations('plan.template')
  const common = useTranslations('common')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const [asking, setAsking] = useState<OwnTemplate>()
  const [wrong, setWrong] = useState('')
  const forget = useMutation(
    trpc.plan.forget.mutationOptions({
      onSuccess: (_done, { templateId }) => {
        setAsking(undefined)
        onGone(own.filter(({ id }) => id !== templateId))
      },
      onError: (error) => setWrong(say(error)),
    }),
  )
  if (own.length === 0) return null
  return (
    <details style={{ marginBlockEnd: '1rem' }}>
      <summary>{t('tidy')}</summary>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <ul className="plain-list">
        {own.map((one) => (
          <li key={one.id} className="row apart">
            {one.name}
            {asking === one ? (
              <span className="row" role="alertdialog" aria-label={t('forgetAsk', { name: one.name })}>
                {t('forgetAsk', { name: one.name })}
                <button
                  type="button"
                  className="button small danger"
                  onClick={() => forget.mutate({ networkId, templateId: one.id })}
                >
                  {common('delete')}
                </button>
                <button type="button" className="button small" onClick={() => setAsking(undefined)}>
                  {common('cancel')}
                </button>
              </span>
            ) : (
              <button
                type="button"
                className="button small"
                onClick={() => setAsking(one)}
                aria-label={t('forget', { name: one.name })}
              >
                {common('delete')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
