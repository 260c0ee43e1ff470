'use client'
import { memo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { CardView } from '#server/board/view.ts'
import { CardText } from './card-text.tsx'
import { useDrag } from './drag.ts'
import { isWay, wayOf } from './nudge.ts'
import { type Common, rightsOver } from './scene.ts'
import { useNameOf } from './use-name-of.ts'
import type { Present } from './use-others.ts'

interface Props {
  card: CardView
  /** Passes what is looked for. */
  isSeen: boolean
  /** Where the Tab key comes in, and goes on to what can be done with the card. */
  isStop: boolean
  /** No longer here: it only keeps its room. */
  isGone: boolean
  /** Who writes on it now. */
  writer: Present | undefined
  /** Who drags it. */
  mover: Present | undefined
  statement: number | undefined
  common: Common
}

/**
 * One card in its list: its words, its partner, and a menu of what one may do with it. Whatever it is given is the same as long as
 * nothing of it changed: it is drawn anew only then.
 */
export const CardNote = memo(function CardNote(props: Props) {
  const { card, isStop, isGone, writer, common } = props
  const { me, times, hands, reins, onMenu, onNudge } = common
  const rights = rightsOver(card, common)
  const [mayEdit, mayMove] = [rights.edit, rights.move]
  const hasMenu = mayEdit || mayMove || rights.hide || me.kind === 'convenor'
  const t = useTranslations('board')
  const note = useRef<HTMLElement>(null)
  const [editing, setEditing] = useState(false)
  // Where nobody is shown, nobody is told who drags it.
  useDrag(note, card, mayMove && !editing && !isGone, times.nobody ? undefined : reins.tellDragging)
  function edit(on: boolean) {
    reins.newDeed()
    setEditing(on)
    reins.tellEditing(on ? card.id : undefined)
  }
  /** Ends writing; by Esc one is at the card then, and else where one went. */
  function done(by?: 'key') {
    // Before the field goes: a focus that is nowhere, for a frame only, takes the hand off the board.
    if (by) note.current?.focus({ preventScroll: true })
    edit(false)
  }
  function pressed(event: React.KeyboardEvent) {
    if (event.target !== note.current || isGone || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (!mayMove || !isWay(event.key)) return
      // A browser would go back a page.
      event.preventDefault()
      return onNudge(card.id, wayOf(event.key, getComputedStyle(event.currentTarget).direction === 'rtl'))
    }
    // What opens has the focus at once: the same key would break a line there, or press its first button.
    if (event.key === 'Enter') event.preventDefault()
    if (event.key === 'Enter' && mayEdit) return writer ? hands.taken() : edit(true)
    if ((event.key === 'Enter' || event.key.toLowerCase() === 'm') && hasMenu) onMenu(card.id)
  }
  return (
    // Hidden and not taken away: three hundred cards that come back at once are not made anew.
    <li hidden={!props.isSeen}>
      <article
        ref={note}
        className="note card"
        id={`card-${card.id}`}
        data-gone={isGone || undefined}
        data-dragged={props.mover && true}
        tabIndex={isStop ? 0 : -1}
        onKeyDown={pressed}
        aria-label={`${t('number', { no: card.no })}: ${card.text}`}
        aria-describedby={`signs-${card.id}`}
      >
        {editing && reins.doc ? (
          <CardText doc={reins.doc} meId={me.id} card={card} reins={reins} onDone={done} />
        ) : (
          <p>{card.text}</p>
        )}
        <div className="row apart">
          <CardSigns {...props} />
          {!isGone && (
            <CardButtons
              {...{ card, isStop, hasMenu, writer, onMenu }}
              mayEdit={mayEdit && !editing}
              onEdit={() => edit(true)}
              onTaken={hands.taken}
            />
          )}
        </div>
      </article>
    </li>
  )
})

function CardSigns({ card, isGone, writer, mover, statement, common: { me, partnerOf } }: Props) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const nameOf = useNameOf(partnerOf)
  const partner = partnerOf(card.partner)
  const over = mover?.over === card.place ? undefined : mover?.over
  const name = mover && nameOf(mover)
  const facets = useTranslations('facetNames')
  return (
    <span id={`signs-${card.id}`} className="row small muted signs">
      <span className="for-print">{t('number', { no: card.no })}</span>
      {partner && <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />}
      {card.author === me.id && <span>{t('mine')}</span>}
      {card.facet && <span>{facets(card.facet)}</span>}
      {card.from && <span>{t('from', { place: corners(card.from) })}</span>}
      {statement !== undefined && <span>{t('isStatement', { no: statement })}</span>}
      {writer && <span>{t('editing', { name: nameOf(writer) })}</span>}
      {name && <span>{over ? t('draggingTo', { name, place: corners(over) }) : t('dragging', { name })}</span>}
      {isGone && <strong>{t('gone')}</strong>}
    </span>
  )
}

function CardButtons({
  card,
  isStop,
  mayEdit,
  hasMenu,
  writer,
  onEdit,
  onMenu,
  onTaken,
}: Pick<Props, 'card' | 'isStop' | 'writer'> & {
  mayEdit: boolean
  hasMenu: boolean
  onEdit(): void
  onMenu(cardId: string): void
  onTaken(): void
}) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  return (
    <span className="row buttons">
      {mayEdit && (
        <button
          type="button"
          className="button small quiet"
          tabIndex={isStop ? 0 : -1}
          // Others begin to write while one is at it: it keeps the focus, and says why not.
          aria-disabled={writer !== undefined}
          onClick={writer === undefined ? onEdit : onTaken}
          aria-label={`${common('edit')}: ${card.text}`}
        >
          {common('edit')}
        </button>
      )}
      {hasMenu && (
        <button
          type="button"
          className="button small"
          tabIndex={isStop ? 0 : -1}
          aria-haspopup="dialog"
          aria-label={t('menu', { text: card.text })}
          onClick={() => onMenu(card.id)}
        >
          ⋯
        </button>
      )}
    </span>
  )
}
