'use client'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ChoiceField, TextField } from '#app/_ui/fields.tsx'
import type { Aim } from '#server/activity/aims.ts'
import type { ValueEntry } from '#server/value/find.ts'
import { cutText } from '#server/vocabulary/text.ts'
import { DIRECTIONS, EVIDENCE, INTENTS, LINKED_CAUSES, VALUE_DIMENSIONS, WEIGHTS } from '#server/vocabulary/value.ts'

type From = { from: ValueEntry | null }

/** What happened to whom: all that every entry needs. */
export function ValueFields({ from }: From) {
  const t = useTranslations('value')
  return (
    <>
      <fieldset>
        <legend>{t('direction')}</legend>
        <div className="choices pairs">
          {DIRECTIONS.map((one) => (
            <label key={one} className="choice slim">
              <input type="radio" name="direction" value={one} defaultChecked={from?.direction === one} />
              <span>{t(`directions.${one}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextField name="text" label={t('text')} hint={t('textHint')} rows={3} value={from?.text ?? ''} />
      <ChoiceField
        name="dimension"
        label={t('dimension')}
        none={t('causeChoose')}
        value={from?.dimension ?? ''}
        options={VALUE_DIMENSIONS.map((one) => [one, t(`dimensions.${one}`)] as const)}
      />
      <TextField name="gains" label={t('gains')} value={from?.gains ?? ''} />
      <TextField name="bears" label={t('bears')} hint={t('bearsHint')} value={from?.bears ?? ''} />
    </>
  )
}

/** What a loss comes from: something the network keeps, or words. */
export function CauseField({ aims, from }: { aims: readonly Aim[] } & From) {
  const t = useTranslations('value')
  const id = useId()
  const kept = from?.cause?.id && !aims.some((one) => one.id === from.cause?.id) ? from.cause : null
  const [chosen, choose] = useState(from?.cause ? `${from.cause.kind}:${from.cause.id ?? ''}` : '')
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('cause')}</label>
        <span className="hint" id={`${id}-hint`}>
          {t('causeHint')}
        </span>
        <select
          id={id}
          name="cause"
          aria-describedby={`${id}-hint`}
          value={chosen}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{t('causeChoose')}</option>
          {kept && <option value={`${kept.kind}:${kept.id}`}>{kept.label || t(`causes.${kept.kind}`)}</option>}
          {LINKED_CAUSES.filter((kind) => aims.some((one) => one.kind === kind)).map((kind) => (
            <optgroup key={kind} label={t(`causes.${kind}`)}>
              {aims
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <option key={one.id} value={`${kind}:${one.id}`}>
                    {cutText(one.label, 90)}
                  </option>
                ))}
            </optgroup>
          ))}
          <option value="other:">{t('causes.other')}</option>
        </select>
      </div>
      {chosen === 'other:' && (
        <TextField name="causeText" label={t('causeText')} value={from?.cause?.id ? '' : (from?.cause?.label ?? '')} />
      )}
    </>
  )
}

/** How much it matters, our part in it, and how it is known. */
export function EvidenceFields({ from }: From) {
  const t = useTranslations('value')
  return (
    <>
      <ChoiceField
        name="weight"
        label={t('weight')}
        value={from?.weight ?? 'some'}
        options={WEIGHTS.map((one) => [one, t(`weights.${one}`)] as const)}
      />
      <ChoiceField
        name="intent"
        label={t('intent')}
        value={from?.intent ?? 'not_known'}
        options={INTENTS.map((one) => [one, t(`intents.${one}`)] as const)}
      />
      <TextField name="contribution" label={t('contribution')} rows={3} value={from?.contribution ?? ''} />
      <ChoiceField
        name="evidence"
        label={t('evidence')}
        value={from?.evidence ?? 'claimed'}
        options={EVIDENCE.map((one) => [one, t(`evidences.${one}`)] as const)}
      />
      <TextField name="evidenceText" label={t('evidenceText')} rows={3} value={from?.evidenceText ?? ''} />
    </>
  )
}
