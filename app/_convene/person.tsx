'use client'
import { useTranslations } from 'use-intl/react'
import type { Participant } from '#server/participant/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { PartnerId, SeatId, SessionId } from '#server/vocabulary/ids.ts'
import type { DeskDeeds } from './use-desk-deeds.ts'

interface Props {
  now: SessionNow
  person: Participant
  others: readonly Participant[]
  deeds: DeskDeeds
}

/** One person in the room: whom they speak for, whether they are here twice, and the way out. */
export function Person({ now, person, others, deeds }: Props) {
  const t = useTranslations('convene')
  const common = useTranslations('common')
  const sessionId = now.sessionId as SessionId
  const { seatId } = person
  const called = person.name || t('noName')
  return (
    <li className="person">
      <strong>{called}</strong>
      <select
        aria-label={t('changePartner', { name: called })}
        value={person.partnerId ?? ''}
        onChange={({ target }) => deeds.correct.mutate({ sessionId, seatId, partnerId: target.value as PartnerId })}
      >
        {!person.partnerId && <option value="">{t('choosePartner')}</option>}
        {now.people.partners.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {others.length > 0 && (
        <select
          aria-label={t('samePersonAs', { name: called })}
          value=""
          onChange={({ target }) => {
            const other = others.find((one) => one.seatId === target.value)
            if (other && window.confirm(t('mergeAsk', { name: called, other: other.name || t('noName') })))
              deeds.askToMerge.mutate({ sessionId, seatId, intoSeatId: target.value as SeatId })
          }}
        >
          <option value="">{t('samePerson')}</option>
          {others.map((one) => (
            <option key={one.seatId} value={one.seatId}>
              {[one.name || t('noName'), now.people.partners.find(({ id }) => id === one.partnerId)?.name]
                .filter(Boolean)
                .join(', ')}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        className="button small danger"
        aria-label={t('remove', { name: called })}
        onClick={() => window.confirm(t('removeAsk', { name: called })) && deeds.remove.mutate({ sessionId, seatId })}
      >
        {common('remove')}
      </button>
    </li>
  )
}
