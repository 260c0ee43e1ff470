'use client'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { addCard, moveCard } from '#server/board/commands.ts'
import type { Doer } from '#server/board/may.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { CardNote } from './card-note.tsx'
import { focusOnce } from './card-text.tsx'
import type { LiveBoard } from './use-board.ts'

interface Props {
  place: Place
  me: Doer
  live: LiveBoard
  now: SessionNow
  mayAdd: boolean
  chosen: boolean
}

/** One corner, or the middle: an ordered list of cards, and a way to add one. Cards can be dropped here, too. */
export function PlaceSection({ place, me, live, now, mayAdd, chosen }: Props) {
  const t = useTranslations('corners')
  const board = useTranslations('board')
  const section = useRef<HTMLElement>(null)
  const ids = live.view.places[place]
  const { doc, newDeed } = live
  useEffect(() => {
    if (!section.current || !doc) return
    return dropTargetForElements({
      element: section.current,
      onDrop({ source }) {
        if (typeof source.data.cardId !== 'string') return
        newDeed()
        moveCard(doc, me, source.data.cardId, { place })
      },
    })
  }, [doc, me, place, newDeed])
  return (
    <section ref={section} className={`place at-${place}`} aria-labelledby={`heading-${place}`} data-chosen={chosen}>
      <h2 id={`heading-${place}`}>
        <CornerMark place={place} /> {t(place)} <span className="muted small">– {t(`${place}Lead`)}</span>{' '}
        <span className="muted small">({board('cards', { count: ids.length })})</span>
      </h2>
      {ids.length === 0 && <p className="muted small">{t(`${place}Empty`)}</p>}
      <ol className="plain-list" onKeyDown={walk}>
        {ids.map((id) => {
          const card = live.view.cards[id]
          return (
            card && (
              <li key={id}>
                <CardNote card={card} me={me} live={live} now={now} />
              </li>
            )
          )
        })}
      </ol>
      {mayAdd && (
        <NewCard
          place={place}
          onAdd={(text) => {
            if (doc)
              addCard(doc, me, {
                id: `${me.id}.${newId()}`,
                text,
                place,
                facet: null,
                createdAt: new Date().toISOString(),
              })
          }}
        />
      )}
    </section>
  )
}

/** Arrow keys go from card to card. */
function walk(event: React.KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('article')]
  const at = cards.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  event.preventDefault()
  cards[event.key === 'ArrowDown' ? Math.min(cards.length - 1, at + 1) : Math.max(0, at - 1)]?.focus()
}

function NewCard({ place, onAdd }: { place: Place; onAdd(text: string): void }) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const common = useTranslations('common')
  const [open, setOpen] = useState(false)
  const id = `new-card-${place}`
  if (!open) {
    return (
      <button type="button" className="button small" onClick={() => setOpen(true)}>
        + {t('add', { place: corners(place) })}
      </button>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const text = String(new FormData(form).get('text')).trim()
        if (text === '') return
        onAdd(text)
        form.reset()
        setOpen(false)
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
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      />
      <div className="row">
        <button type="submit" className="button small first">
          {common('add')}
        </button>
        <button type="button" className="button small" onClick={() => setOpen(false)}>
          {common('cancel')}
        </button>
      </div>
    </form>
  )
}
