'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { ViewHere } from './use-own-views.ts'

interface Deeds {
  onEdit(view: ViewHere, text: string): void
  onDelete(view: ViewHere): void
}

/** What one has written oneself. While it is private it can be changed and deleted here. */
export function OwnViews({ views, ...deeds }: Deeds & { views: readonly ViewHere[] }) {
  const t = useTranslations('views')
  return (
    <section aria-labelledby="own-views">
      <h2 id="own-views">{t('yours', { count: views.length })}</h2>
      {views.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="plain-list">
        {views.map((view) => (
          <li key={view.viewId} className="note">
            <OneOwnView view={view} {...deeds} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneOwnView({ view, onEdit, onDelete }: Deeds & { view: ViewHere }) {
  const t = useTranslations('views')
  const outbox = useTranslations('outbox')
  const common = useTranslations('common')
  const corners = useTranslations('corners')
  const [editing, setEditing] = useState(false)
  const id = `edit-${view.viewId}`
  if (editing) {
    return (
      <form
        action={(form) => {
          const text = String(form.get('text')).trim()
          if (text && text !== view.text) onEdit(view, text)
          setEditing(false)
        }}
      >
        <label className="unseen" htmlFor={id}>
          {t('edit', { text: view.text })}
        </label>
        <textarea id={id} name="text" defaultValue={view.text} maxLength={LIMITS.viewText} required />
        <div className="row">
          <button type="submit" className="button first">
            {common('save')}
          </button>
          <button type="button" className="button" onClick={() => setEditing(false)}>
            {common('cancel')}
          </button>
        </div>
      </form>
    )
  }
  return (
    <>
      <p>{view.text}</p>
      <div className="row apart">
        <span className="muted small">
          <CornerMark place={view.place} /> {corners(view.place)}
          {view.waiting && ` · ${outbox('waitingMark')}`}
        </span>
        {!view.shown && (
          <span className="row">
            <button
              type="button"
              className="button small"
              onClick={() => setEditing(true)}
              aria-label={t('edit', { text: view.text })}
            >
              {common('edit')}
            </button>
            <button
              type="button"
              className="button small danger"
              onClick={() => onDelete(view)}
              aria-label={t('delete', { text: view.text })}
            >
              {common('delete')}
            </button>
          </span>
        )}
      </div>
    </>
  )
}
