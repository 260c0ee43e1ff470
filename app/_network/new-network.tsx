'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { FIRST_ZONE, isTimeZone } from '#server/vocabulary/time-zone.ts'

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
        const sent = new FormData(event.currentTarget)
        create.mutate({ name: String(sent.get('name')), timeZone: String(sent.get('timeZone')) })
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
      <ZoneField />
      <button type="submit" className="button first">
        {t('newNetwork')}
      </button>
    </form>
  )
}

/** Where the network is: the browser's own place stands first, and any other can be chosen. */
function ZoneField() {
  const t = useTranslations('home')
  const [zones, setZones] = useState<{ here: string; all: readonly string[] }>({ here: FIRST_ZONE, all: [FIRST_ZONE] })
  // Only the browser knows where it is, and which places its calendar knows.
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    const here = isTimeZone(own) ? own : FIRST_ZONE
    setZones({ here, all: [...new Set([here, FIRST_ZONE, ...Intl.supportedValuesOf('timeZone')])].sort() })
  }, [])
  return (
    <div className="field">
      <label htmlFor="network-zone">{t('zone')}</label>
      <span className="hint" id="network-zone-hint">
        {t('zoneHint')}
      </span>
      <select
        key={zones.here}
        id="network-zone"
        name="timeZone"
        defaultValue={zones.here}
        aria-describedby="network-zone-hint"
      >
        {zones.all.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </div>
  )
}
