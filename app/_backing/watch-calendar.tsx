'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedButton } from '#app/_ui/deed-button.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { Messages } from '#app/_words/words.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

interface Props {
  networkId: NetworkId
  /** Whether this convenor's calendar has an address already. */
  has: boolean
}

/** The address at which a calendar fetches the change watch by itself: made, shown once, and taken back. */
export function WatchCalendar({ messages, ...props }: Props & { messages: Messages }) {
  return (
    <Forms messages={messages}>
      <Address {...props} />
    </Forms>
  )
}

function Address({ networkId, has }: Props) {
  const t = useTranslations('attention')
  const say = useRefusalWords()
  const id = useId()
  const [address, setAddress] = useState('')
  const router = useRouter()
  const end = useDoing(
    (all) => all.authoriser.endCalendarKey,
    '',
    () => {
      setAddress('')
      router.refresh()
    },
  )
  const make = useMutation(
    useTRPC().authoriser.makeCalendarKey.mutationOptions({
      onSuccess: (key) => setAddress(`${window.location.origin}/network/${networkId}/backing/calendar?key=${key}`),
    }),
  )
  const stands = has || address !== ''
  return (
    <details>
      <summary>{t('calendarTitle')}</summary>
      <p className="muted">{t('calendarLead')}</p>
      <p role="status">{address ? t('calendarOnce') : stands ? t('calendarStands') : ''}</p>
      {address && (
        <div className="field">
          <label htmlFor={id}>{t('calendarAddress')}</label>
          <input id={id} type="text" readOnly dir="ltr" value={address} onFocus={(event) => event.target.select()} />
        </div>
      )}
      <p className="row">
        <DeedButton
          busy={make.isPending}
          wrong={make.error ? say(make.error) : ''}
          onPress={() => make.mutate({ networkId })}
        >
          {t(stands ? 'calendarAnew' : 'calendarMake')}
        </DeedButton>
        {stands && (
          <DeedButton {...end.form} onPress={() => end.send({ networkId })}>
            {t('calendarEnd')}
          </DeedButton>
        )}
      </p>
    </details>
  )
}
