'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

/** The three corners in words: how many cards lie at each, and what an empty one asks. */
export function Corners({ now }: { now: SessionNow }) {
  const t = useTranslations('triangleCheck')
  const corners = useTranslations('corners')
  const trpc = useTRPC()
  const board = useQuery(trpc.session.board.queryOptions({ sessionId: now.sessionId as SessionId }))
  if (!board.data) return null
  const { places } = board.data
  return (
    <ul className="plain-list stack-s">
      {CORNERS.map((corner) => (
        <li key={corner}>
          <CornerMark place={corner} /> <strong>{corners(corner)}</strong>{' '}
          {places[corner].length > 0 ? t('cards', { count: places[corner].length }) : corners(`${corner}Empty`)}
        </li>
      ))}
    </ul>
  )
}
