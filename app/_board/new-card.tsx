'use client'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { forgetTyped, keptWords } from '#app/_outbox/kept-form.ts'
import { type KeptAt, useKeptForm } from '#app/_outbox/use-kept-form.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { DIRECTION_FACETS, type Facet, FOCUS_FACETS, isFacet } from '#server/vocabulary/facet.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { focusOnce } from './card-text.tsx'

interface Props {
  place: Place
  /** Whether cards may be added now: words that were begun before stay, whatever the room does. */
  may: boolean
  /** Where this device keeps what is half written: the same object as long as it is the same place. */
  keptAt: KeptAt
  onAdd(text: string, facet: Facet | null): void
}

/** A button that opens a field for a new card of one's own. In the middle a card may say which question it answers. */
export function NewCard({ place, may, keptAt, onAdd }: Props) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const [open, setOpen] = useState<'pressed' | 'kept' | undefined>(() =>
    keptWords(keptAt.place, keptAt.earlier) ? 'kept' : undefined,
  )
  // Also where this device keeps nothing.
  const [isBegun, begin] = useState(open !== undefined)
  const wasOpen = useRef(false)
  function close() {
    forgetTyped(keptAt.place)
    begin(false)
    wasOpen.current = true
    setOpen(undefined)
  }
  // Nothing was begun, and nothing can be.
  if (!may && !isBegun) return null
  if (open) {
    const add = (text: string, facet: Facet | null) => {
      onAdd(text, facet)
      close()
    }
    return (
      <CardForm
        {...{ place, may, keptAt }}
        isPressed={open === 'pressed'}
        // It does not go from under a hand that rubs it out.
        onType={(words) => may && begin(words.trim() !== '')}
        onAdd={add}
        onClose={close}
      />
    )
  }
  return (
    <button
      type="button"
      className="button small add"
      onClick={() => setOpen('pressed')}
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

function CardForm({
  place,
  may,
  keptAt,
  isPressed,
  onType,
  onAdd,
  onClose,
}: Props & { isPressed: boolean; onType(words: string): unknown; onClose(): void }) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const common = useTranslations('common')
  const { keep } = useKeptForm(keptAt, '')
  const id = `new-card-${place}`
  return (
    <form
      className="new-card"
      {...keep}
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const [text, facet] = [String(form.get('text')).trim(), form.get('facet')]
        if (text !== '' && may) onAdd(text, isFacet(facet) ? facet : null)
      }}
    >
      <label htmlFor={id} className="unseen">
        {t('addTitle', { place: corners(place) })}
      </label>
      <textarea
        id={id}
        name="text"
        maxLength={LIMITS.viewText}
        ref={isPressed ? focusOnce : undefined}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      {place === 'middle' && <FacetChoice />}
      <p className="wrong small" role="status">
        {!may && t('addedTooLate')}
      </p>
      <div className="row">
        <button type="submit" className="button small first" aria-disabled={!may}>
          {common('add')}
        </button>
        <button type="button" className="button small" onClick={onClose}>
          {may ? common('cancel') : common('delete')}
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
