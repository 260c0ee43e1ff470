'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import { DIRECTION_FACETS, type Facet, FOCUS_FACETS } from '#server/vocabulary/facet.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'

export interface NewView {
  viewId: ReturnType<typeof newId<'view'>>
  place: Place
  facet: Facet | null
  text: string
}

/** One idea, where it belongs, and (in the middle) which question of focus or direction it answers. Keeps its text until it is stored. */
export function ViewForm({ onSend }: { onSend(view: NewView): Promise<void> }) {
  const t = useTranslations('views')
  const common = useTranslations('common')
  const corners = useTranslations('corners')
  const facets = useTranslations('facets')
  const say = useRefusalWords()
  const [place, setPlace] = useState<Place>('middle')
  const [facet, setFacet] = useState<Facet | ''>('')
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const [sending, setSending] = useState(false)
  // One id for one view, however often the sending is tried.
  const [viewId] = useState(() => newId<'view'>())

  async function send(event: React.FormEvent) {
    event.preventDefault()
    setSending(true)
    setWrong('')
    try {
      await onSend({ viewId, place, facet: place === 'middle' && facet ? facet : null, text })
    } catch (error) {
      setWrong(say(error))
    } finally {
      setSending(false)
    }
  }

  return (
    <form onSubmit={send}>
      <fieldset>
        <legend>{t('where')}</legend>
        <div className="choices pairs">
          {PLACES.map((one) => (
            <label key={one} className="choice slim">
              <input type="radio" name="place" value={one} checked={place === one} onChange={() => setPlace(one)} />
              <CornerMark place={one} />
              <span>{corners(one)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {place === 'middle' && (
        <div className="field">
          <label htmlFor="facet">{facets('label')}</label>
          <select id="facet" value={facet} onChange={(event) => setFacet(event.target.value as Facet | '')}>
            <option value="">{facets('none')}</option>
            <optgroup label={facets('focus')}>
              {FOCUS_FACETS.map((one) => (
                <option key={one} value={one}>
                  {facets(one)}
                </option>
              ))}
            </optgroup>
            <optgroup label={facets('direction')}>
              {DIRECTION_FACETS.map((one) => (
                <option key={one} value={one}>
                  {facets(one)}
                </option>
              ))}
            </optgroup>
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor="view-text">{t('write')}</label>
        {wrong && (
          <span className="wrong" id="view-wrong" role="alert">
            {wrong}
          </span>
        )}
        <textarea
          id="view-text"
          value={text}
          maxLength={LIMITS.viewText}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? 'view-wrong view-left' : 'view-left'}
        />
        <span className="hint" id="view-left">
          {t('left', { left: LIMITS.viewText - text.length })}
        </span>
      </div>
      <button type="submit" className="button first wide" disabled={sending}>
        {sending ? common('loading') : t('add')}
      </button>
    </form>
  )
}
