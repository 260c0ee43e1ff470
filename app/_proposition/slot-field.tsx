'use client'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Part } from '#server/proposition/find.ts'
import type { Offered } from '#server/proposition/sources.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { type Slot, type Source, withinSentence } from '#server/vocabulary/proposition.ts'
import { cutText } from '#server/vocabulary/text.ts'
import type { Written } from './use-draft.ts'

interface Props {
  slot: Slot
  part: Written
  offered: readonly Offered[]
  onType: (part: Part) => void
}

/** One part of the sentence: typed, or taken from a card whose words then stand in the field, with where they came from. */
export function SlotField({ slot, part, offered, onType }: Props) {
  const t = useTranslations('proposition')
  const id = useId()
  const { text, sources, theirs } = part
  const without = (gone: Source) => sources.filter((one) => one !== gone)
  function take(one: Offered) {
    const { place: _place, ...source } = one
    const had = withinSentence(text)
    onType({
      text: had ? t('joined', { first: had, second: withinSentence(one.text) }) : withinSentence(one.text),
      sources: [...sources.filter((before) => before.id !== one.id), source],
    })
  }
  return (
    <fieldset className="slot">
      <legend>{t(`slots.${slot}`)}</legend>
      <div className="field">
        <label htmlFor={id} className="unseen">
          {t(`slots.${slot}`)}
        </label>
        <span className="hint" id={`${id}-hint`}>
          {t(`hints.${slot}`)}
        </span>
        <textarea
          id={id}
          rows={2}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onType({ text: event.target.value, sources })}
        />
      </div>
      {theirs !== null && (
        <p className="banner warn" role="alert">
          {theirs ? t('theirs', { text: theirs }) : t('theirsEmpty')}
        </p>
      )}
      {sources.length > 0 && (
        <ul className="plain-list small" aria-label={t('takenFrom')}>
          {sources.map((source) => (
            <li key={`${source.kind} ${source.id}`} className="row">
              <span className="muted">{t('source', { kind: source.kind, text: cutText(source.text, 90) })}</span>
              <button type="button" className="button small" onClick={() => onType({ text, sources: without(source) })}>
                {t('leaveOut')}
                <span className="unseen">: {cutText(source.text, 60)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {offered.length > 0 && <Take slot={slot} offered={offered} onTake={take} />}
    </fieldset>
  )
}

/** The cards, stories and statements on offer, by where they lie. */
function Take({ slot, offered, onTake }: Pick<Props, 'slot' | 'offered'> & { onTake: (one: Offered) => void }) {
  const t = useTranslations('proposition')
  const corner = useTranslations('corners')
  const id = useId()
  const [chosen, choose] = useState('')
  const one = offered.find((source) => `${source.kind} ${source.id}` === chosen)
  const groups = [
    { name: t('stories'), some: offered.filter(({ kind }) => kind === 'story') },
    ...PLACES.map((place) => ({ name: corner(place), some: offered.filter((source) => source.place === place) })),
    { name: t('statements'), some: offered.filter(({ kind }) => kind === 'statement') },
  ]
  return (
    <details>
      <summary>
        {t('take')}
        <span className="unseen">: {t(`slots.${slot}`)}</span>
      </summary>
      <div className="field">
        <label htmlFor={id}>{t('takeWhich')}</label>
        <select id={id} value={chosen} onChange={(event) => choose(event.target.value)}>
          <option value="">{t('choose')}</option>
          {groups
            .filter(({ some }) => some.length > 0)
            .map(({ name, some }) => (
              <optgroup key={name} label={name}>
                {some.map((source) => (
                  <option key={`${source.kind} ${source.id}`} value={`${source.kind} ${source.id}`}>
                    {cutText(source.text, 90)}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
      </div>
      <button
        type="button"
        className="button"
        onClick={() => {
          if (!one) return
          onTake(one)
          choose('')
        }}
      >
        {t('takeWords')}
      </button>
    </details>
  )
}
