'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import { deleteCard, groupCards, moveCard, ungroup } from '#server/board/commands.ts'
import { type Doer, whyNot } from '#server/board/may.ts'
import type { CardView } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import type { LiveBoard } from './use-board.ts'

interface Props {
  card: CardView
  me: Doer
  live: LiveBoard
  sessionId: string
  onClose(): void
}

/** What can be done with a card, without dragging: move it, give it a number, group it, delete it, make it a statement. */
export function CardMenu({ card, me, live, sessionId, onClose }: Props) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  const corners = useTranslations('corners')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { doc, view } = live
  if (!doc) return null
  const mayMove = whyNot(me, { is: 'move' }, view.session) === undefined
  const mayDelete = whyNot(me, { is: 'delete', author: card.author }, view.session) === undefined
  const act = (deed: () => void) => () => {
    live.newDeed()
    deed()
    onClose()
  }
  const last = view.places[card.place].length
  return (
    <dialog
      ref={dialog}
      className="menu"
      onClose={onClose}
      onCancel={onClose}
      aria-label={t('menu', { text: card.text })}
    >
      <p className="muted small">{card.text}</p>
      {mayMove && (
        <>
          <div className="choices">
            {PLACES.filter((place) => place !== card.place).map((place) => (
              <button
                key={place}
                type="button"
                className="button"
                onClick={act(() => moveCard(doc, me, card.id, { place }))}
              >
                <CornerMark place={place} /> {t('moveTo', { place: corners(place) })}
              </button>
            ))}
          </div>
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault()
              const no = Number(new FormData(event.currentTarget).get('no'))
              act(() => moveCard(doc, me, card.id, { place: card.place, no, group: card.group }))()
            }}
          >
            <label htmlFor="position">{t('position')}</label>
            <select id="position" name="no" defaultValue={card.no} style={{ inlineSize: 'auto' }}>
              {view.places[card.place].map((id) => (
                <option key={id} value={view.cards[id]?.no}>
                  {view.cards[id]?.no}
                </option>
              ))}
            </select>
            <button type="submit" className="button small">
              {t('place')}
            </button>
            <button
              type="button"
              className="button small"
              disabled={card.no === 1}
              onClick={act(() => moveCard(doc, me, card.id, { place: card.place, no: card.no - 1, group: card.group }))}
            >
              ↑ {t('up')}
            </button>
            <button
              type="button"
              className="button small"
              disabled={card.no === last}
              onClick={act(() => moveCard(doc, me, card.id, { place: card.place, no: card.no + 1, group: card.group }))}
            >
              ↓ {t('down')}
            </button>
          </form>
          <Grouping
            card={card}
            live={live}
            onGroup={(title, ids) => act(() => groupCards(doc, me, `${me.id}.${newId()}`, title, ids))()}
            onUngroup={act(() => card.group && ungroup(doc, me, card.group))}
          />
        </>
      )}
      {me.kind === 'convenor' && <TurnIntoStatement card={card} sessionId={sessionId} />}
      <div className="row apart">
        {mayDelete ? (
          <button type="button" className="button danger" onClick={act(() => deleteCard(doc, me, card.id))}>
            {common('delete')}
          </button>
        ) : (
          <span />
        )}
        <button type="button" className="button" onClick={onClose}>
          {common('close')}
        </button>
      </div>
    </dialog>
  )
}

function Grouping({
  card,
  live,
  onGroup,
  onUngroup,
}: {
  card: CardView
  live: LiveBoard
  onGroup(title: string, ids: string[]): void
  onUngroup(): void
}) {
  const t = useTranslations('board')
  const { view } = live
  const others = view.places[card.place].filter((id) => id !== card.id)
  if (card.group) {
    return (
      <button type="button" className="button" onClick={onUngroup}>
        {t('ungroup')}
      </button>
    )
  }
  if (others.length === 0) return null
  return (
    <details>
      <summary>{t('group')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const ids = form.getAll('with').map(String)
          const title = String(form.get('title')).trim()
          if (ids.length > 0 && title !== '') onGroup(title, [card.id, ...ids])
        }}
      >
        <div className="field">
          <label htmlFor="group-title">{t('groupTitle')}</label>
          <input id="group-title" name="title" type="text" required maxLength={120} />
        </div>
        <fieldset>
          <legend>{t('groupWith')}</legend>
          {others.map((id) => (
            <label key={id} className="choice slim">
              <input type="checkbox" name="with" value={id} />
              <span>{view.cards[id]?.text}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className="button">
          {t('groupThem')}
        </button>
      </form>
    </details>
  )
}

function TurnIntoStatement({ card, sessionId }: { card: CardView; sessionId: string }) {
  const t = useTranslations('board')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const [wrong, setWrong] = useState('')
  const add = useMutation(trpc.statement.add.mutationOptions({ onError: (error) => setWrong(say(error)) }))
  return (
    <p role="status">
      {add.isSuccess ? (
        t('turned')
      ) : (
        <button
          type="button"
          className="button"
          disabled={add.isPending}
          onClick={() => add.mutate({ sessionId: sessionId as SessionId, text: card.text, fromCard: card.id })}
        >
          {t('turnInto')}
        </button>
      )}
      {wrong && <span className="wrong">{wrong}</span>}
    </p>
  )
}
