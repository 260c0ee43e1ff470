'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Mark } from '#app/_ui/mark.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { DoorControl } from './door-control.tsx'
import { Merging } from './merging.tsx'
import { Person } from './person.tsx'
import { Returning } from './returning.tsx'
import { Silent } from './silent.tsx'
import type { DeskDeeds } from './use-desk-deeds.ts'

/** Who is here, by partner; who waits to be let in; who is missing; and the door. */
export function Room({ now, deeds }: { now: SessionNow; deeds: DeskDeeds }) {
  const t = useTranslations('convene')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const people = useQuery({ ...trpc.participant.list.queryOptions({ sessionId }), refetchInterval: 10_000 })
  const { refetch } = people
  const { count, waiting: waits } = now.people
  useEffect(() => {
    if (count >= 0 && waits >= 0) void refetch()
  }, [count, waits, refetch])
  const everybody = people.data ?? []
  const missing = now.people.partners.filter(({ here }) => here === 0)
  const waiting = everybody.filter(({ partnerId }) => !partnerId)
  return (
    <section className="panel desk-room" aria-labelledby="room">
      <h2 id="room">
        {t('room')} ({now.people.count})
      </h2>
      {waiting.length > 0 && (
        <div className="banner warn">
          <strong>{t('waitingTitle')}</strong>
          <ul className="plain-list">
            {waiting.map((person) => (
              <li key={person.seatId}>
                <p className="row">
                  {person.name
                    ? t('waiting', { name: person.name, organisation: person.askedPartner ?? '' })
                    : t('waitingNoName', { organisation: person.askedPartner ?? '' })}
                  <button
                    type="button"
                    className="button small first"
                    onClick={() => deeds.letIn.mutate({ sessionId, seatId: person.seatId })}
                  >
                    {t('letIn')}
                  </button>
                </p>
                <details>
                  <summary>{t('notNew')}</summary>
                  <ul className="plain-list">
                    <Person now={now} person={person} others={[]} deeds={deeds} />
                  </ul>
                </details>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Returning now={now} people={people.data ?? []} />
      <Merging now={now} people={people.data ?? []} deeds={deeds} />
      <Silent sessionId={sessionId} />
      {now.people.onPaper > 0 && <p>{t('fromPaper', { count: now.people.onPaper })}</p>}
      {now.people.count === 0 && <p className="muted">{t('noOne')}</p>}
      {now.people.partners
        .filter(({ here }) => here > 0)
        .map((partner) => (
          <details key={partner.id}>
            <summary>
              <span className="who">
                <Mark initials={partner.initials} no={partner.markNo} /> {partner.name} ({partner.here})
              </span>
            </summary>
            <ul className="plain-list">
              {everybody
                .filter(({ partnerId, medium }) => partnerId === partner.id && medium === 'screen')
                .map((person) => (
                  <Person
                    key={person.seatId}
                    now={now}
                    person={person}
                    others={everybody.filter((other) => other !== person && other.medium === 'screen')}
                    deeds={deeds}
                  />
                ))}
            </ul>
          </details>
        ))}
      {missing.length > 0 && (
        <p className="muted small">{t('missing', { who: missing.map(({ name }) => name).join(', ') })}</p>
      )}
      <DoorControl now={now} deeds={deeds} />
    </section>
  )
}
