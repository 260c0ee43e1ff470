'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { OwnView } from '#server/view/find.ts'
import type { Id, SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'

type Props = { sessionId: SessionId; views: readonly OwnView[] }

/** What one has written oneself. While it is private it can be changed and deleted here. */
export function OwnViews({ sessionId, views }: Props) {
  const t = useTranslations('views')
  return (
    <section aria-labelledby="own-views">
      <h2 id="own-views">{t('yours', { count: views.length })}</h2>
      {views.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="plain-list">
        {views.map((view) => (
          <li key={view.viewId} className="note">
            <OneOwnView sessionId={sessionId} view={view} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneOwnView({ sessionId, view }: { sessionId: SessionId; view: OwnView }) {
  const t = useTranslations('views')
  const common = useTranslations('common')
  const corners = useTranslations('corners')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const cache = useQueryClient()
  const [editing, setEditing] = useState(false)
  const [wrong, setWrong] = useState('')
  const done = {
    onSuccess: () => {
      setEditing(false)
      return cache.invalidateQueries({ queryKey: trpc.view.mine.queryKey({ sessionId }) })
    },
    onError: (error: unknown) => setWrong(say(error)),
  }
  const edit = useMutation(trpc.view.edit.mutationOptions(done))
  const remove = useMutation(trpc.view.delete.mutationOptions(done))
  const viewId = view.viewId as Id<'view'>
  const id = `edit-${viewId}`
  if (editing) {
    return (
      <form
        action={(form) =>
          edit.mutate({ sessionId, viewId, place: view.place, facet: view.facet, text: String(form.get('text')) })
        }
      >
        <label className="unseen" htmlFor={id}>
          {t('edit', { text: view.text })}
        </label>
        <textarea id={id} name="text" defaultValue={view.text} maxLength={LIMITS.viewText} />
        {wrong && (
          <span className="wrong" role="alert">
            {wrong}
          </span>
        )}
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
              onClick={() => remove.mutate({ sessionId, viewId })}
              aria-label={t('delete', { text: view.text })}
            >
              {common('delete')}
            </button>
          </span>
        )}
      </div>
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </>
  )
}
