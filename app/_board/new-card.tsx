'use client'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Place } from '#server/vocabulary/corner.ts'
import { DIRECTION_FACETS, type Facet, FOCUS_FACETS, isFacet } from '#server/vocabulary/facet.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { focusOnce } from './card-text.tsx'

/** A button that opens a field for a new card of one's own. In the middle a card may say which question it answers. */
export function NewCard({ place, onAdd }: { place: Place; onAdd(text: string, facet: Facet | null): void }) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const common = useTranslations('common')
  const [open, setOpen] = useState(false)
  const wasOpen = useRef(false)
  function close() {
    wasOpen.current = true
    setOpen(false)
  }
  const id = `new-card-${place}`
  if (!open) {
    return (
      <button
        type="button"
        className="button small add"
        onClick={() => setOpen(true)}
        // Whoever closed the field goes on from here.
        ref={(button) => {
          if (!button || !wasOpen.current) return
          wasOpen.current = false
          button.focus({ preventScroll: true })
        }}
      >
        + {t('add', { place: corners(place) })}
      </button>
    )
  }
  return (
    <form
      className="new-card"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const [text, facet] = [String(form.get('text')).trim(), form.get('facet')]
        if (text === '') return
        onAdd(text, isFacet(facet) ? facet : null)
        close()
      }}
    >
      <label htmlFor={id} className="unseen">
        {t('addTitle', { place: corners(place) })}
      </label>
      <textarea
        id={id}
        name="text"
        maxLength={LIMITS.viewText}
        ref={focusOnce}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
      {place === 'middle' && <FacetChoice />}
      <div className="row">
        <button type="submit" className="button small first">
          {common('add')}
        </button>
        <button type="button" className="button small" onClick={close}>
          {common('cancel')}
        </button>
      </div>
    </form>
  )
}

function FacetChoice() {
  const t = useTranslations('facets')
  const id = 'new-card-facet'
  return (
    <div>
      <label htmlFor={id} className="small">
        {t('label')}
      </label>
      <select id={id} name="facet">
        <option value="">{t('none')}</option>
        {([FOCUS_FACETS, DIRECTION_FACETS] as const).map((facets, i) => (
          <optgroup key={facets[0]} label={t(i === 0 ? 'focus' : 'direction')}>
            {facets.map((facet) => (
              <option key={facet} value={facet}>
                {t(facet)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
