'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import { DIRECTION_FACETS, type Facet, FOCUS_FACETS } from '#server/vocabulary/facet.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { readText } from '#server/vocabulary/text.ts'
import { type Draft, type DraftOf, keepDraft, readDraft } from './draft.ts'

export interface NewView {
  viewId: ReturnType<typeof newId<'view'>>
  place: Place
  facet: Facet | null
  text: string
}

interface Props {
  /** Where and whose the unfinished words are that are kept on this device. */
  draftOf: DraftOf
  /** How many views this seat has written. */
  written: number
  onAdd(view: NewView): void
}

/**
 * One idea, where it belongs, and (in the middle) which question of focus or direction it answers. What is being written
 * outlives a reload; once added it is the outbox's.
 */
export function ViewForm({ draftOf, written, onAdd }: Props) {
  const t = useTranslations('views')
  const corners = useTranslations('corners')
  const facets = useTranslations('facets')
  const refusal = useTranslations('refusal')
  const [draft, setDraft] = useState<Draft>({ text: '', place: 'middle', facet: null })
  const { text, place, facet } = draft
  const [wrong, setWrong] = useState('')
  const [viewId] = useState(() => newId<'view'>())
  const { at, sessionId, seatId, earlier } = draftOf
  useEffect(
    () => setDraft((had) => (had.text && had) || (readDraft({ at, sessionId, seatId, earlier }) ?? had)),
    [at, sessionId, seatId, earlier],
  )
  const write = (change: Partial<Draft>) => {
    const next = { ...draft, ...change }
    setDraft(next)
    keepDraft(draftOf, next)
  }

  function add(event: React.FormEvent) {
    event.preventDefault()
    const read = readText(text, LIMITS.viewText)
    if (written >= LIMITS.viewsPerSeat) return setWrong(refusal('view.too_many', { limit: LIMITS.viewsPerSeat }))
    if (read.is === 'empty') return setWrong(refusal('text.needed'))
    if (read.is === 'too-long') return setWrong(refusal('text.too_long', { length: read.length, limit: read.limit }))
    if (read.is === 'not-storable') return setWrong(refusal('text.not_storable'))
    write({ text: '' })
    onAdd({ viewId, place, facet: place === 'middle' ? facet : null, text: read.text })
  }

  return (
    <form onSubmit={add}>
      <fieldset>
        <legend>{t('where')}</legend>
        <div className="choices pairs">
          {PLACES.map((one) => (
            <label key={one} className="choice slim">
              <input
                type="radio"
                name="place"
                value={one}
                checked={place === one}
                onChange={() => write({ place: one })}
              />
              <CornerMark place={one} />
              <span>{corners(one)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {place === 'middle' && (
        <div className="field">
          <label htmlFor="facet">{facets('label')}</label>
          <select
            id="facet"
            value={facet ?? ''}
            onChange={(event) => write({ facet: (event.target.value || null) as Facet | null })}
          >
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
          onChange={(event) => write({ text: event.target.value })}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? 'view-wrong view-left' : 'view-left'}
        />
        <span className="hint" id="view-left">
          {t('left', { left: LIMITS.viewText - text.length })}
        </span>
      </div>
      <button type="submit" className="button first wide">
        {t('add')}
      </button>
    </form>
  )
}
