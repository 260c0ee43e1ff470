'use client'
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import { type Doer, whyNot } from '#server/board/may.ts'
import type { CardView } from '#server/board/view.ts'
import type { SessionNow } from '#server/session/now.ts'
import { CardMenu } from './card-menu.tsx'
import { CardText } from './card-text.tsx'
import type { LiveBoard } from './use-board.ts'

interface Props {
  card: CardView
  me: Doer
  live: LiveBoard
  now: SessionNow
}

/** One card: its words, its partner, and a menu of what one may do with it. */
export function CardNote({ card, me, live, now }: Props) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  const note = useRef<HTMLElement>(null)
  const [editing, setEditing] = useState(false)
  const [menu, setMenu] = useState(false)
  const { doc, view } = live
  const mayEdit = whyNot(me, { is: 'edit', author: card.author }, view.session) === undefined
  const mayMove = whyNot(me, { is: 'move' }, view.session) === undefined
  const writer = live.others.find((other) => other.editing === card.id)
  const partner = now.people.partners.find(({ id }) => id === card.partner)
  const group = view.groups.find(({ id }) => id === card.group)
  useEffect(
    () =>
      note.current && mayMove && !editing
        ? draggable({ element: note.current, getInitialData: () => ({ cardId: card.id }) })
        : undefined,
    [card.id, mayMove, editing],
  )

  function edit(on: boolean) {
    live.newDeed()
    setEditing(on)
    live.tellEditing(on ? card.id : undefined)
    if (!on) requestAnimationFrame(() => note.current?.focus())
  }
  function pressed(event: React.KeyboardEvent) {
    if (event.target !== note.current) return
    if (event.key === 'Enter' && mayEdit && !writer) edit(true)
    if (event.key.toLowerCase() === 'm') setMenu(true)
  }
  return (
    <article
      ref={note}
      className="note card"
      id={`card-${card.id}`}
      tabIndex={card.no === 1 ? 0 : -1}
      onKeyDown={pressed}
      aria-label={`${t('number', { no: card.no })}: ${card.text}`}
    >
      {group && <span className="small muted">{t('inGroup', { title: group.title })}</span>}
      {editing && doc ? (
        <CardText doc={doc} me={me} card={card} live={live} onDone={() => edit(false)} />
      ) : (
        <p>{card.text}</p>
      )}
      <div className="row apart">
        <span className="row small muted">
          {partner && <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />}
          {card.author === me.id && <span>{t('mine')}</span>}
          {writer && (
            <span>
              {t('editing', {
                name: writer.name || now.people.partners.find(({ id }) => id === writer.partner)?.name || t('someone'),
              })}
            </span>
          )}
        </span>
        <span className="row">
          {mayEdit && !editing && (
            <button
              type="button"
              className="button small quiet"
              disabled={writer !== undefined}
              onClick={() => edit(true)}
              aria-label={`${common('edit')}: ${card.text}`}
            >
              {common('edit')}
            </button>
          )}
          {(mayEdit || mayMove) && (
            <button
              type="button"
              className="button small"
              aria-haspopup="dialog"
              aria-label={t('menu', { text: card.text })}
              onClick={() => setMenu(true)}
            >
              ⋯
            </button>
          )}
        </span>
      </div>
      {menu && <CardMenu card={card} me={me} live={live} sessionId={now.sessionId} onClose={() => setMenu(false)} />}
    </article>
  )
}
