'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** The three corners in words: how many cards lie at each, and what an empty one asks. Their place is kept until it is known. */
export function Corners({ now }: { now: SessionNow }) {
  const t = useTranslations('triangleCheck')
  const corners = useTranslations('corners')
  const trpc = useTRPC()
  const board = useQuery(trpc.session.board.queryOptions({ sessionId: now.sessionId as SessionId }))
  const cardsAt = (corner: Corner) => (board.data ? board.data.places[corner].length : now.views.count)
  return (
    <ul className={board.data ? 'plain-list stack-s' : 'plain-list stack-s coming'}>
      {CORNERS.map((corner) => (
        <li key={corner}>
          <CornerMark place={corner} /> <strong>{corners(corner)}</strong>{' '}
          {cardsAt(corner) > 0 ? t('cards', { count: cardsAt(corner) }) : corners(`${corner}Empty`)}
        </li>
      ))}
    </ul>
  )
}
