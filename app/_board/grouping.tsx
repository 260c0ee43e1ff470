'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { CardView, GroupView } from '#server/board/view.ts'
import { rightsOver, type Scene } from './scene.ts'

interface Props {
  card: CardView
  scene: Scene
  act(deed: () => void): () => void
}
const TITLE_LENGTH = 120

/** Puts a card into a group or takes it out, makes a group of several, names one anew, takes one apart. */
export function Grouping({ card, scene, act }: Props) {
  const t = useTranslations('board')
  const corners = useTranslations('corners')
  const { hands, live } = scene
  const own = live.view.groups.find(({ id }) => id === card.group)
  const here = ({ place }: GroupView) => place === card.place
  const others = live.view.groups.filter(({ id }) => id !== card.group).sort((a, b) => +here(b) - +here(a))
  return (
    <>
      {others.length > 0 && (
        <div className="row">
          {others.map((group) => (
            <button
              key={group.id}
              type="button"
              className="button small"
              onClick={act(() => hands.join(card.id, group.id))}
            >
              {here(group)
                ? t('join', { title: group.title })
                : t('joinAt', { title: group.title, place: corners(group.place) })}
            </button>
          ))}
        </div>
      )}
      {own ? (
        <OwnGroup group={own} card={card} scene={scene} act={act} />
      ) : (
        rightsOver(card, scene).name && <NewGroup card={card} scene={scene} act={act} />
      )}
    </>
  )
}

function OwnGroup({ group, card, scene, act }: Props & { group: GroupView }) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  const { hands } = scene
  return (
    <>
      {rightsOver(card, scene).name && (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            const title = String(new FormData(event.currentTarget).get('title')).trim()
            if (title !== '') act(() => hands.rename(group.id, title))()
          }}
        >
          <label htmlFor="group-name">{t('groupTitle')}</label>
          <input
            id="group-name"
            name="title"
            type="text"
            defaultValue={group.title}
            maxLength={TITLE_LENGTH}
            style={{ flex: '1 1 10rem', inlineSize: 'auto' }}
          />
          <button type="submit" className="button small">
            {common('save')}
          </button>
        </form>
      )}
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={act(() => hands.move(card.id, { place: card.place, no: card.no, group: null }))}
        >
          {t('leave')}
        </button>
        <button type="button" className="button small" onClick={act(() => hands.ungroup(group.id))}>
          {t('ungroup')}
        </button>
      </div>
    </>
  )
}

function NewGroup({ card, scene, act }: Props) {
  const t = useTranslations('board')
  const { view } = scene.live
  // Every card of the place can be chosen: they are drawn once that is asked for.
  const [isOpen, setOpen] = useState(false)
  const others = view.places[card.place].filter((id) => id !== card.id)
  if (others.length === 0) return null
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('group')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const ids = form.getAll('with').map(String)
          const title = String(form.get('title')).trim()
          if (ids.length > 0 && title !== '') act(() => scene.hands.group(title, [card.id, ...ids]))()
        }}
      >
        <div className="field">
          <label htmlFor="group-title">{t('groupTitle')}</label>
          <input id="group-title" name="title" type="text" required maxLength={TITLE_LENGTH} />
        </div>
        <fieldset className="group-with">
          <legend>{t('groupWith')}</legend>
          {(isOpen ? others : []).map((id) => (
            <label key={id} className="choice slim">
              <input type="checkbox" name="with" value={id} />
              <span className="clipped">{view.cards[id]?.text}</span>
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
