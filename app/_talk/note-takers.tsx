'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SeatId, SessionId } from '#server/vocabulary/ids.ts'

/** Who may write down how the talk ended beside those who run the workshop. */
export function NoteTakers({ now }: { now: SessionNow }) {
  const t = useTranslations('talk')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const say = useRefusalWords()
  const [wrong, setWrong] = useState('')
  const sessionId = now.sessionId as SessionId
  const people = useQuery(trpc.participant.list.queryOptions({ sessionId }))
  const takers = useQuery(trpc.talk.noteTakers.queryOptions({ sessionId }))
  const name = useMutation(
    trpc.talk.nameNoteTaker.mutationOptions({
      onSuccess: () => {
        setWrong('')
        return cache.invalidateQueries({ queryKey: trpc.talk.noteTakers.queryKey({ sessionId }) })
      },
      onError: (error) => setWrong(say(error)),
    }),
  )
  const could = people.data?.filter(({ medium, partnerId }) => medium === 'screen' && partnerId) ?? []
  // What was pressed shows at once, and is taken back when it is refused.
  const isNamed = (seatId: SeatId) =>
    name.isPending && name.variables.seatId === seatId ? name.variables.takes : (takers.data?.includes(seatId) ?? false)
  const partnerOf = (id: string | null) => now.people.partners.find((one) => one.id === id)?.name ?? ''
  return (
    <details>
      <summary>{t('notesTitle')}</summary>
      <p>{t('notesLead')}</p>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {could.length === 0 && <p className="muted">{t('nobodyHere')}</p>}
      <div className="choices ticks">
        {could.map(({ seatId, name: called, partnerId }) => (
          <label key={seatId} className="choice slim">
            <input
              type="checkbox"
              checked={isNamed(seatId)}
              aria-disabled={name.isPending}
              onChange={({ target }) => name.isPending || name.mutate({ sessionId, seatId, takes: target.checked })}
            />
            <span>{t('takesNotes', { name: called || t('nameless', { partner: partnerOf(partnerId) }) })}</span>
          </label>
        ))}
      </div>
    </details>
  )
}
