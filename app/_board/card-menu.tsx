'use client'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Press } from '#app/_ui/press.tsx'
import type { CardView } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { Grouping } from './grouping.tsx'
import { usePressBeside } from './press-beside.ts'
import { rightsOver, type Scene } from './scene.ts'
import { TurnIntoStatement } from './turn-into-statement.tsx'

const KNOWS_POPOVERS = () => 'showPopover' in HTMLElement.prototype

/** What can be done with a card, without dragging: move it, give it a number, group it, hide or delete it, make it a statement. */
export function CardMenu({ card, scene, onClose }: { card: CardView; scene: Scene; onClose(cardId: string): void }) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  const dialog = useRef<HTMLDialogElement>(null)
  // As a popover: a modal dialog has a browser style all three hundred cards anew, when it opens and when it closes. Browsers of
  // before 2024 know none.
  useEffect(() => (KNOWS_POPOVERS() ? dialog.current?.showPopover() : dialog.current?.showModal()), [])
  usePressBeside(dialog)
  const closed = () => {
    // What was pressed may have gone from under the focus: it goes on from the card.
    if (document.activeElement === document.body) document.getElementById(`card-${card.id}`)?.focus()
    // A card that is hidden takes its menu with it before that tells that it is closed.
    onClose(card.id)
  }
  const close = () => {
    // Closed and not just taken away: the focus then goes back to where it was.
    if (KNOWS_POPOVERS()) dialog.current?.hidePopover()
    else dialog.current?.close()
    closed()
  }
  // Whoever goes on by the Tab key has left it, even when that led by way of the browser's own bars.
  const leave = useEffectEvent(({ target }: FocusEvent) => {
    if (target instanceof Node && dialog.current?.contains(target) === false) onClose(card.id)
  })
  useEffect(() => {
    document.addEventListener('focusin', leave)
    return () => document.removeEventListener('focusin', leave)
  }, [])
  const act = (deed: () => void) => () => {
    deed()
    close()
  }
  const { hands, me, now } = scene
  const rights = rightsOver(card, scene)
  return (
    <dialog
      ref={dialog}
      popover="auto"
      // Pressed beside its buttons it keeps the focus, and gives it back when it closes.
      tabIndex={-1}
      className="menu"
      aria-label={t('menu', { text: card.text })}
      // What is folded in it tells as well that it opens and closes.
      onToggle={({ target, currentTarget, newState }) => target === currentTarget && newState === 'closed' && closed()}
      onClose={closed}
    >
      <p className="muted small clipped">{card.text}</p>
      {rights.move && <Moving card={card} scene={scene} act={act} />}
      {rights.move && <Grouping card={card} scene={scene} act={act} />}
      {me.kind === 'convenor' && <TurnIntoStatement card={card} sessionId={now.sessionId} />}
      <div className="row apart">
        <span className="row">
          {rights.hide && (
            <button type="button" className="button" onClick={act(() => hands.hide(card.id))}>
              {t('hide')}
            </button>
          )}
          {rights.remove && (
            <button type="button" className="button danger" onClick={act(() => hands.remove(card.id))}>
              {common('delete')}
            </button>
          )}
        </span>
        <button type="button" className="button" onClick={close}>
          {common('close')}
        </button>
      </div>
    </dialog>
  )
}

function Moving({ card, scene, act }: { card: CardView; scene: Scene; act(deed: () => void): () => void }) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const { hands, live } = scene
  const { place, group, no } = card
  const order = live.view.places[place]
  const to = (number: number) => act(() => hands.move(card.id, { place, no: number, group }))
  return (
    <>
      <div className="choices">
        {PLACES.filter((other) => other !== place).map((other) => (
          <button
            key={other}
            type="button"
            className="button"
            onClick={act(() => hands.move(card.id, { place: other }))}
          >
            <CornerMark place={other} /> {t('moveTo', { place: corners(other) })}
          </button>
        ))}
      </div>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          to(Number(new FormData(event.currentTarget).get('no')))()
        }}
      >
        <label htmlFor="position">{t('position')}</label>
        <input
          id="position"
          name="no"
          type="number"
          min={1}
          max={order.length}
          defaultValue={no}
          required
          aria-describedby="position-most"
          style={{ inlineSize: '5rem' }}
        />
        <span id="position-most" className="muted">
          / {order.length}
        </span>
        <button type="submit" className="button small">
          {t('place')}
        </button>
        <Press className="button small" off={no === 1} onPress={to(no - 1)}>
          ↑ {t('up')}
        </Press>
        <Press className="button small" off={no === order.length} onPress={to(no + 1)}>
          ↓ {t('down')}
        </Press>
      </form>
    </>
  )
}
