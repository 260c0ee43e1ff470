'use client'
import { memo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { CardView } from '#server/board/view.ts'
import { CardText } from './card-text.tsx'
import { useDrag } from './drag.ts'
import { isWay, wayOf } from './nudge.ts'
import { rightsOver, type Scene } from './scene.ts'
import type { Reins } from './use-board.ts'

interface Props {
  card: CardView
  /** Where the Tab key comes in, and goes on to what can be done with the card. */
  isStop: boolean
  /** No longer here: it only keeps its room. */
  isGone: boolean
  isMine: boolean
  /** Whether others are told who does what; else nobody is told who drags it. */
  isShown: boolean
  mayEdit: boolean
  mayMove: boolean
  hasMenu: boolean
  partner: ReturnType<Scene['partnerOf']>
  /** Who writes on it now. */
  writer: string | undefined
  /** That somebody drags it, and where to. */
  dragged: string | undefined
  statement: number | undefined
  reins: Reins
  meId: string
  onMenu(cardId: string): void
  onNudge: Scene['onNudge']
  onTaken(): void
}

/** What a card's note is drawn from: plain things, so that a card is drawn anew only when something of it changed. */
export function noteProps(
  card: CardView,
  isStop: boolean,
  { writer, dragged }: Pick<Props, 'writer' | 'dragged'>,
  scene: Scene,
): Props {
  const rights = rightsOver(card, scene)
  return {
    card,
    isStop,
    isGone: scene.gone.has(card.id),
    isMine: card.author === scene.me.id,
    isShown: !scene.live.view.session.nobody,
    mayEdit: rights.edit,
    mayMove: rights.move,
    hasMenu: rights.edit || rights.move || rights.hide || scene.me.kind === 'convenor',
    partner: scene.partnerOf(card.partner),
    ...{ writer, dragged },
    statement: scene.statements.get(card.id),
    reins: scene.live.reins,
    meId: scene.me.id,
    onMenu: scene.onMenu,
    onNudge: scene.onNudge,
    onTaken: scene.hands.taken,
  }
}

/** One card: its words, its partner, and a menu of what one may do with it. */
export const CardNote = memo(function CardNote(props: Props) {
  const {
    card,
    isStop,
    isGone,
    isShown,
    mayEdit,
    mayMove,
    hasMenu,
    writer,
    dragged,
    reins,
    meId,
    onMenu,
    onNudge,
    onTaken,
  } = props
  const t = useTranslations('board')
  const note = useRef<HTMLElement>(null)
  const [editing, setEditing] = useState(false)
  useDrag(note, card, mayMove && !editing && !isGone, isShown ? reins.tellDragging : undefined)
  function edit(on: boolean) {
    reins.newDeed()
    setEditing(on)
    reins.tellEditing(on ? card.id : undefined)
  }
  /** Ends writing; by Esc one is at the card then, and else where one went. */
  function done(by?: 'key') {
    edit(false)
    if (by) requestAnimationFrame(() => note.current?.focus({ preventScroll: true }))
  }
  function pressed(event: React.KeyboardEvent) {
    if (event.target !== note.current || isGone || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (!mayMove || !isWay(event.key)) return
      // A browser would go back a page.
      event.preventDefault()
      return onNudge(card.id, wayOf(event.key, getComputedStyle(event.currentTarget).direction === 'rtl'))
    }
    if (event.key === 'Enter' && mayEdit) return writer ? onTaken() : edit(true)
    if ((event.key === 'Enter' || event.key.toLowerCase() === 'm') && hasMenu) onMenu(card.id)
  }
  return (
    <article
      ref={note}
      className="note card"
      id={`card-${card.id}`}
      data-gone={isGone || undefined}
      data-dragged={dragged && true}
      tabIndex={isStop ? 0 : -1}
      onKeyDown={pressed}
      aria-label={`${t('number', { no: card.no })}: ${card.text}`}
      aria-describedby={`signs-${card.id}`}
    >
      {editing && reins.doc ? (
        <CardText doc={reins.doc} meId={meId} card={card} tellEditing={reins.tellEditing} onDone={done} />
      ) : (
        <p>{card.text}</p>
      )}
      <div className="row apart">
        <CardSigns {...props} />
        {!isGone && <CardButtons {...props} isEditing={editing} onEdit={() => edit(true)} />}
      </div>
    </article>
  )
})

function CardSigns({ card, partner, isMine, isGone, writer, dragged, statement }: Props) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const facets = useTranslations('facetNames')
  return (
    <span id={`signs-${card.id}`} className="row small muted signs">
      <span className="for-print">{t('number', { no: card.no })}</span>
      {partner && <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />}
      {isMine && <span>{t('mine')}</span>}
      {card.facet && <span>{facets(card.facet)}</span>}
      {card.from && <span>{t('from', { place: corners(card.from) })}</span>}
      {statement !== undefined && <span>{t('isStatement', { no: statement })}</span>}
      {writer && <span>{t('editing', { name: writer })}</span>}
      {dragged && <span>{dragged}</span>}
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
  isEditing,
  onEdit,
  onMenu,
  onTaken,
}: Props & { isEditing: boolean; onEdit(): void }) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  return (
    <span className="row buttons">
      {mayEdit && !isEditing && (
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
