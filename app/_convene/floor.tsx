'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { ChooseAndPress } from './choose-and-press.tsx'
import type { DeskDeeds } from './use-desk-deeds.ts'

/** Who wants to speak; who runs the room, and to whom it can be handed. */
export function Floor({ now, deeds }: { now: SessionNow; deeds: DeskDeeds }) {
  const t = useTranslations('convene')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const desk = useQuery({ ...trpc.session.desk.queryOptions({ sessionId }), refetchInterval: 10_000 })
  const { refetch } = desk
  const { hand } = now.signals
  // Whatever changed, who did it may have changed too.
  useEffect(() => {
    if (now && hand >= 0) void refetch()
  }, [now, hand, refetch])
  const { hands = [], convenors = [], runBy, movedBy, me } = desk.data ?? {}
  const others = convenors.filter(({ userId }) => userId !== runBy?.userId)
  return (
    <div className="floor">
      {hands.length > 0 && (
        <>
          <h3>{t('hands')}</h3>
          <ol className="hands">
            {hands.map(({ seatId, name, partnerId }) => {
              const partner = now.people.partners.find(({ id }) => id === partnerId)?.name ?? ''
              return (
                <li key={seatId}>
                  <span className="row apart">
                    {[name, partner].filter(Boolean).join(', ')}
                    <button
                      type="button"
                      className="button small"
                      aria-label={t('hasSpokenName', { name: name || partner })}
                      onClick={() => deeds.lowerHand.mutate({ sessionId, seatId })}
                    >
                      {t('hasSpoken')}
                    </button>
                  </span>
                </li>
              )
            })}
          </ol>
        </>
      )}
      {movedBy && movedBy.userId !== me && <p role="status">{t('movedBy', { name: movedBy.name })}</p>}
      {desk.data && (
        <p className="row small run-by">
          <span>{runBy ? t('runBy', { name: runBy.userId === me ? t('you') : runBy.name }) : t('runByNobody')}</span>
          {others.length > 0 && (
            <ChooseAndPress
              label={t('handOver')}
              holds=""
              none={`${t('handOver')} …`}
              options={others.map(({ userId, name }) => ({ id: userId, name: userId === me ? t('takeOver') : name }))}
              verb={t('handIt')}
              onPress={(userId, done) => deeds.handOver.mutate({ sessionId, userId }, { onSuccess: done })}
            />
          )}
        </p>
      )}
    </div>
  )
}
