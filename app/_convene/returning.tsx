'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { Returning as Person } from '#server/participant/ask-to-return.ts'
import type { Participant } from '#server/participant/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SeatId, SessionId } from '#server/vocabulary/ids.ts'

/** Who waits for the seat they have on another device: let in by one press where it is plain whose it is. */
export function Returning({ now, people }: { now: SessionNow; people: readonly Participant[] }) {
  const t = useTranslations('return')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const [wrong, setWrong] = useState('')
  const waiting = useQuery({ ...trpc.participant.returning.queryOptions({ sessionId }), refetchInterval: 10_000 })
  const { refetch } = waiting
  const { returning } = now.people
  const locked = now.doors === 'locked'
  useEffect(() => {
    if (returning >= 0) void refetch()
  }, [returning, refetch])
  const done = {
    onSettled: () => cache.invalidateQueries({ queryKey: trpc.participant.returning.queryKey({ sessionId }) }),
    onError: (error: unknown) => setWrong(say(error)),
  }
  const letIn = useMutation(trpc.participant.letReturn.mutationOptions(done))
  const turnAway = useMutation(trpc.participant.turnAway.mutationOptions(done))
  if (!waiting.data || waiting.data.length === 0) return null
  return (
    <div className="banner warn">
      <strong>{locked ? t('deskTitleLocked') : t('deskTitle')}</strong>
      <p>{t('deskLead')}</p>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {waiting.data.map((person) => (
        <One
          key={person.returnId}
          person={person}
          partnerName={now.people.partners.find(({ id }) => id === person.partnerId)?.name ?? ''}
          seats={people.filter(({ partnerId, medium }) => partnerId === person.partnerId && medium === 'screen')}
          mayBeNew={locked}
          onYes={(seatId) => letIn.mutate({ sessionId, returnId: person.returnId, seatId })}
          onNo={() => turnAway.mutate({ sessionId, returnId: person.returnId })}
        />
      ))}
    </div>
  )
}

interface OneProps {
  person: Person
  partnerName: string
  seats: readonly Participant[]
  /** Whether they may have come late to a locked door, and have no seat yet. */
  mayBeNew: boolean
  onYes(seatId: SeatId | null): void
  onNo(): void
}
const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

function One({ person, partnerName, seats, mayBeNew, onYes, onNo }: OneProps) {
  const t = useTranslations('return')
  const convene = useTranslations('convene')
  const alike = seats.filter(({ name }) => same(name, person.name))
  const [chosen, setChosen] = useState<string>('')
  const seatId = (chosen || (alike.length === 1 ? alike[0]?.seatId : '')) as SeatId | ''
  const who = person.name || convene('noName')
  return (
    <div className="row" style={{ marginBlockStart: '0.5rem' }}>
      <span>{t('deskOne', { name: who, organisation: partnerName })}</span>
      {seats.length === 0 && <span>{t('noSeat')}</span>}
      {seats.length > 0 && alike.length !== 1 && (
        <select
          aria-label={t('which', { name: who })}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="">{t('choose')}</option>
          {seats.map((seat, i) => (
            <option key={seat.seatId} value={seat.seatId}>
              {seat.name || `${convene('noName')} (${i + 1})`}
            </option>
          ))}
        </select>
      )}
      {seats.length > 0 && (
        <button type="button" className="button small" disabled={!seatId} onClick={() => seatId && onYes(seatId)}>
          {convene('letIn')}
        </button>
      )}
      {(mayBeNew || seats.length === 0) && (
        <button
          type="button"
          className="button small"
          aria-label={t('letNewNamed', { name: who })}
          onClick={() => onYes(null)}
        >
          {t('letNew')}
        </button>
      )}
      <button type="button" className="button small" aria-label={t('noName', { name: who })} onClick={onNo}>
        {t('no')}
      </button>
    </div>
  )
}
