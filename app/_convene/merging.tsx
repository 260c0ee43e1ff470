'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { Participant } from '#server/participant/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import type { DeskDeeds } from './use-desk-deeds.ts'

const SILENT_MS = 60_000

/** Who was asked whether two places are theirs, what their phones said, and the way on when there is no phone any more. */
export function Merging({ now, people, deeds }: { now: SessionNow; people: readonly Participant[]; deeds: DeskDeeds }) {
  const t = useTranslations('convene')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const asks = useQuery({ ...trpc.participant.mergeAsks.queryOptions({ sessionId }), refetchInterval: 5_000 })
  const { refetch } = asks
  const { mergingRead } = now.people
  useEffect(() => {
    if (mergingRead !== undefined) void refetch()
  }, [mergingRead, refetch])
  // Looked at with every answer: a minute of silence is over at some time.
  const [openedMs] = useState(() => Date.now())
  const nowMs = Math.max(asks.dataUpdatedAt, openedMs)
  const called = (seatId: string) => people.find((one) => one.seatId === seatId)?.name || t('noName')
  // That two are two is read once; asked anew, it is another asking.
  const [read, setRead] = useState<readonly string[]>([])
  const standing = asks.data?.filter(({ seatId, askedAt }) => !read.includes(`${seatId} ${askedAt}`)) ?? []
  if (standing.length === 0) return null
  return (
    <div className="banner">
      <ul className="plain-list">
        {standing.map(({ seatId, intoSeatId, askedAt, saidYes, saidNo }) => {
          const names = { name: called(seatId), other: called(intoSeatId) }
          const gone = saidYes.includes(intoSeatId) ? seatId : intoSeatId
          const left = { name: called(gone), other: called(gone === seatId ? intoSeatId : seatId) }
          const silent = saidYes.length === 1 && nowMs - new Date(askedAt).getTime() > SILENT_MS
          return (
            <li key={seatId}>
              <p role="status">{saidNo ? t('mergeNo', names) : t('mergeAsked', { ...names, yes: saidYes.length })}</p>
              {saidNo && (
                <button
                  type="button"
                  className="button small"
                  onClick={() => setRead([...read, `${seatId} ${askedAt}`])}
                >
                  {t('mergeRead')}
                </button>
              )}
              {silent && !saidNo && (
                <button
                  type="button"
                  className="button small"
                  onClick={() =>
                    window.confirm(t('mergeSilentAsk', left)) &&
                    deeds.mergeSilent.mutate({ sessionId, seatId, intoSeatId })
                  }
                >
                  {t('mergeSilent', left)}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
