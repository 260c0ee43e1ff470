'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { LIMITS } from '#server/vocabulary/limits.ts'

/** Sets up a network by its name, and goes on to its people. */
export function NewNetwork({ messages }: { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <Form />
      </Procedures>
    </Words>
  )
}

function Form() {
  const t = useTranslations('home')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const [wrong, setWrong] = useState('')
  const create = useMutation(
    trpc.network.create.mutationOptions({
      onSuccess: (networkId) => window.location.assign(`/network/${networkId}/people`),
      onError: (error) => setWrong(say(error)),
    }),
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ name: String(new FormData(event.currentTarget).get('name')) })
      }}
    >
      <div className="field">
        <label htmlFor="network-name">{t('newNetworkName')}</label>
        {wrong && (
          <span className="wrong" role="alert">
            {wrong}
          </span>
        )}
        <input id="network-name" name="name" type="text" required maxLength={LIMITS.partnerName} />
      </div>
      <button type="submit" className="button first">
        {t('newNetwork')}
      </button>
    </form>
  )
}
