'use client'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Participant } from '#server/participant/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { PartnerId, SeatId, SessionId } from '#server/vocabulary/ids.ts'
import { ChooseAndPress } from './choose-and-press.tsx'
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
  const { partners } = now.people
  const list = useRef<HTMLSelectElement>(null)
  const called = person.name || t('noName')
  const { moved, setMoved } = deeds
  const arrived = moved?.seatId === seatId && moved.partnerId === person.partnerId
  // Put with another partner, they stand in another list: it is opened, and whoever pressed goes along.
  useEffect(() => {
    if (!arrived || !list.current) return
    const { activeElement } = document
    const theirs = list.current.closest('details')
    if (theirs) theirs.open = true
    if (!activeElement || activeElement === document.body) list.current.focus()
    setMoved(undefined)
  }, [arrived, setMoved])
  function move(partnerId: PartnerId) {
    setMoved({ seatId, partnerId })
    deeds.correct.mutate({ sessionId, seatId, partnerId }, { onError: () => setMoved(undefined) })
  }
  return (
    <li className="person">
      <strong>{called}</strong>
      <ChooseAndPress
        label={t('changePartner', { name: called })}
        list={list}
        holds={person.partnerId ?? ''}
        none={t('choosePartner')}
        options={partners}
        verb={t('move')}
        verbNamed={t('moveNamed', { name: called })}
        onPress={(id) => move(id as PartnerId)}
      />
      {others.length > 0 && (
        <ChooseAndPress
          label={t('samePersonAs', { name: called })}
          holds=""
          none={t('samePerson')}
          options={others.map((one) => ({
            id: one.seatId,
            name: [one.name || t('noName'), partners.find(({ id }) => id === one.partnerId)?.name]
              .filter(Boolean)
              .join(', '),
          }))}
          verb={t('askBoth')}
          verbNamed={t('askBothNamed', { name: called })}
          onPress={(id, done) => {
            const other = others.find((one) => one.seatId === id)
            if (other && window.confirm(t('mergeAsk', { name: called, other: other.name || t('noName') })))
              deeds.askToMerge.mutate({ sessionId, seatId, intoSeatId: id as SeatId }, { onSuccess: done })
          }}
        />
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
