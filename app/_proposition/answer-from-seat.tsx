'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { DeedKey } from '#server/vocabulary/ids.ts'
import { AnswerForm, type AnswerProps } from './answer-form.tsx'
import type { Looker } from './looker.ts'
import { useOwnMark } from './use-own-mark.ts'

/** Somebody in a workshop answers for their organisation; what they say is kept on the phone until it is stored. */
export function AnswerFromSeat(props: AnswerProps & { looker: Looker }) {
  const t = useTranslations('proposition')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const { waiting } = useOutbox()
  const { form, send } = useSending(t('answerSaved'), `proposition ${props.no}`)
  // Named with what comes after: an answer that this phone gave itself, and never heard of, is not a colleague's.
  const sent = useRef<DeedKey[]>([])
  const mark = useOwnMark()
  const onItsWay = waiting.filter(({ deed }) => deed.does === 'answer-proposition' && deed.no === props.no)
  const last = onItsWay.at(-1)?.deed
  const { wrong } = form
  // A refusal may tell of a colleague's answer: that is shown at once.
  useEffect(() => {
    if (wrong) void cache.invalidateQueries(trpc.proposition.pathFilter())
  }, [wrong, cache, trpc])
  return (
    <AnswerForm
      {...props}
      {...form}
      unsent={last?.does === 'answer-proposition' ? last : undefined}
      onAnswer={(given) => {
        const follows = [...onItsWay.map(({ key }) => key), ...sent.current].slice(0, 50)
        const needs = {
          propositionAnswer: given.answer,
          ...(given.answer === 'cannot' && { propositionReason: given.reason }),
        }
        const key = send({ does: 'answer-proposition', ...given, ballot: mark, follows }, needs)
        if (key) sent.current = [key, ...sent.current]
      }}
    />
  )
}
