'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { AnswerForm, type AnswerProps } from './answer-form.tsx'
import type { Looker } from './looker.ts'

/** A member answers for the partner they speak for, from the network's own page. */
export function AnswerAsMember({ looker, ...props }: AnswerProps & { looker: Looker }) {
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
  const answer = useMutation(trpc.proposition.answer.mutationOptions({ ...options, onError }))
  return (
    <AnswerForm
      {...props}
      busy={answer.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done={said.is === 'done' ? t('answerSaved') : ''}
      onAnswer={(given) => looker.is === 'member' && answer.mutate({ networkId: looker.networkId, ...given })}
    />
  )
}
