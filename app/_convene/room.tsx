'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Mark } from '#app/_ui/mark.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { PartnerId, SeatId, SessionId } from '#server/vocabulary/ids.ts'

/** Who is here, by partner; who waits to be let in; who is missing; and the door. */
export function Room({ now }: { now: SessionNow }) {
  const t = useTranslations('convene')
  const common = useTranslations('common')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const sessionId = now.sessionId as SessionId
  const [wrong, setWrong] = useState('')
  const people = useQuery({ ...trpc.participant.list.queryOptions({ sessionId }), refetchInterval: 10_000 })
  const { refetch } = people
  const { count } = now.people
  useEffect(() => {
    if (count >= 0) void refetch()
  }, [count, refetch])
  const done = {
    onSuccess: () => cache.invalidateQueries({ queryKey: trpc.participant.list.queryKey({ sessionId }) }),
    onError: (error: unknown) => setWrong(say(error)),
  }
  const letIn = useMutation(trpc.participant.letIn.mutationOptions(done))
  const correct = useMutation(trpc.participant.correctPartner.mutationOptions(done))
  const remove = useMutation(trpc.participant.remove.mutationOptions(done))
  const doors = useMutation(
    trpc.session.setDoors.mutationOptions({
      onError: (error) => setWrong(say(error)),
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.session.now.queryKey({ sessionId }) }),
    }),
  )
  const missing = now.people.partners.filter(({ here }) => here === 0)
  const waiting = (people.data ?? []).filter(({ partnerId }) => !partnerId)
  return (
    <section className="panel" aria-labelledby="room">
      <h2 id="room">
        {t('room')} ({now.people.count})
      </h2>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {waiting.length > 0 && (
        <div className="banner warn">
          <strong>{t('waitingTitle')}</strong>
          {waiting.map(({ seatId, name, askedPartner }) => (
            <p key={seatId} className="row">
              {name
                ? t('waiting', { name, organisation: askedPartner ?? '' })
                : t('waitingNoName', { organisation: askedPartner ?? '' })}
              <button type="button" className="button small" onClick={() => letIn.mutate({ sessionId, seatId })}>
                {t('letIn')}
              </button>
            </p>
          ))}
        </div>
      )}
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
              {(people.data ?? [])
                .filter(({ partnerId, medium }) => partnerId === partner.id && medium === 'screen')
                .map(({ seatId, name }) => (
                  <li key={seatId} className="row" style={{ marginBlockEnd: '0.5rem' }}>
                    <span style={{ flex: 1 }}>{name || t('noName')}</span>
                    <select
                      aria-label={t('changePartner', { name: name || t('noName') })}
                      value={partner.id}
                      style={{ inlineSize: 'auto', maxInlineSize: '12rem' }}
                      onChange={(event) =>
                        correct.mutate({
                          sessionId,
                          seatId: seatId as SeatId,
                          partnerId: event.target.value as PartnerId,
                        })
                      }
                    >
                      {now.people.partners.map((one) => (
                        <option key={one.id} value={one.id}>
                          {one.name}
                        </option>
                      ))}
                    </select>
                    <button
                      type="button"
                      className="button small danger"
                      aria-label={t('remove', { name: name || t('noName') })}
                      onClick={() =>
                        window.confirm(t('removeAsk', { name: name || t('noName') })) &&
                        remove.mutate({ sessionId, seatId: seatId as SeatId })
                      }
                    >
                      {common('remove')}
                    </button>
                  </li>
                ))}
            </ul>
          </details>
        ))}
      {missing.length > 0 && (
        <p className="muted small">{t('missing', { who: missing.map(({ name }) => name).join(', ') })}</p>
      )}
      <p className="row">
        <span>{now.doors === 'open' ? t('doorsOpen') : t('doorsLocked')}</span>
        <button
          type="button"
          className="button small"
          onClick={() => doors.mutate({ sessionId, doors: now.doors === 'open' ? 'locked' : 'open' })}
        >
          {now.doors === 'open' ? t('lock') : t('unlock')}
        </button>
      </p>
    </section>
  )
}
