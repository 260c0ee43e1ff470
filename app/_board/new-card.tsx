'use client'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { forgetTyped, keptWords } from '#app/_outbox/kept-form.ts'
import { type KeptAt, useKeptForm } from '#app/_outbox/use-kept-form.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { type Facet, isFacet } from '#server/vocabulary/facet.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { focusOnce } from './card-text.tsx'
import { FacetChoice } from './facet-choice.tsx'

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
  function shut() {
    wasOpen.current = true
    setOpen(undefined)
  }
  function close() {
    forgetTyped(keptAt.place)
    begin(false)
    shut()
  }
  // Nothing was begun, and nothing can be.
  if (!may && !isBegun) return null
  const isShown = open !== undefined || !may
  return (
    <>
      {(isShown || isBegun) && (
        <CardForm
          {...{ place, may, keptAt }}
          isHidden={!isShown}
          isPressed={open === 'pressed'}
          // It does not go from under a hand that rubs it out.
          onType={(words) => may && begin(words.trim() !== '')}
          onAdd={(text, facet) => {
            onAdd(text, facet)
            close()
          }}
          // Words that were begun stay in the field, and the field is there when it is opened again. Where nobody may open one it
          // stays, until they are deleted.
          onLeave={!may ? () => {} : isBegun ? shut : close}
          onClose={close}
        />
      )}
      {!isShown && (
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
          + {t('add', { place: corners(place) })} {isBegun && <span className="muted">({t('begun')})</span>}
        </button>
      )}
    </>
  )
}

function CardForm({
  place,
  may,
  keptAt,
  isHidden,
  isPressed,
  onType,
  onAdd,
  onLeave,
  onClose,
}: Props & {
  isHidden: boolean
  isPressed: boolean
  onType(words: string): unknown
  onLeave(): void
  onClose(): void
}) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const common = useTranslations('common')
  const { keep } = useKeptForm(keptAt, '')
  const id = `new-card-${place}`
  return (
    <form
      className="new-card"
      hidden={isHidden}
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
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      />
      {place === 'middle' && <FacetChoice id="new-card-facet" />}
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
