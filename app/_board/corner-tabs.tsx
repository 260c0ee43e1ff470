'use client'
import { memo } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import type { BoardView } from '#server/board/view.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'

/** On a phone: one corner at a time. On wider screens all are there, and these are not shown. */
export const CornerTabs = memo(function CornerTabs({
  place,
  view,
  onChoose,
}: {
  place: Place
  view: BoardView
  onChoose(place: Place): void
}) {
  const t = useTranslations('corners')
  const board = useTranslations('board')
  return (
    <fieldset className="tabs corner-tabs">
      <legend className="unseen">{board('places')}</legend>
      {PLACES.map((one) => (
        <button key={one} type="button" className="button" aria-pressed={one === place} onClick={() => onChoose(one)}>
          <CornerMark place={one} /> {t(one)} ({view.places[one].length})
        </button>
      ))}
    </fieldset>
  )
})
