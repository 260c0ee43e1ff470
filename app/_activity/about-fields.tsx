'use client'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { ChoiceField, TextField, TicksField } from '#app/_ui/fields.tsx'
import type { Aim } from '#server/activity/aims.ts'
import type { Activity } from '#server/activity/find.ts'
import type { Partner } from '#server/network/find.ts'
import { ACTIVITY_KINDS, FAMILIES, LINKED_AIMS, WORDED_AIMS } from '#server/vocabulary/activity.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { cutText } from '#server/vocabulary/text.ts'

/** What a form about an activity begins with. */
export type Beginning = Partial<Pick<Activity, 'title' | 'kind' | 'family' | 'people' | 'outcome' | 'next'>> & {
  corners?: readonly Corner[]
  aim?: Activity['aim']
  partners?: readonly { id: string; name: string }[]
}

/** What it was, of which kind, and for which corner: all that has to be said. */
export function FirstFields({ from, done }: { from: Beginning; done: boolean }) {
  const t = useTranslations('activity')
  const corner = useTranslations('corners')
  return (
    <>
      <TextField
        name="title"
        label={done ? t('whatDone') : t('whatPlanned')}
        hint={t('whatHint')}
        value={from.title ?? ''}
      />
      <fieldset>
        <legend>{t('kind')}</legend>
        <div className="choices pairs">
          {ACTIVITY_KINDS.map((kind) => (
            <label key={kind} className="choice slim">
              <input type="radio" name="kind" value={kind} defaultChecked={from.kind === kind} />
              <span>{t(`kinds.${kind}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('corners')}</legend>
        <p className="muted small">{t('cornersHint')}</p>
        <div className="choices">
          {CORNERS.map((one) => (
            <label key={one} className="choice slim">
              <input type="checkbox" name="corners" value={one} defaultChecked={from.corners?.includes(one) ?? false} />
              <CornerMark place={one} />
              <span>
                {corner(one)} <span className="muted">– {corner(`${one}Lead`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** What it was for: something the network keeps, or words. */
export function AimField({ aims, from, needed }: { aims: readonly Aim[]; from: Beginning; needed: boolean }) {
  const t = useTranslations('activity')
  const id = useId()
  const [chosen, choose] = useState(from.aim ? `${from.aim.kind}:${from.aim.id ?? ''}` : '')
  const worded = WORDED_AIMS.some((kind) => chosen === `${kind}:`)
  const kept = from.aim?.id && !aims.some((one) => one.id === from.aim?.id) ? from.aim : null
  const kinds = LINKED_AIMS.filter((kind) => aims.some((one) => one.kind === kind))
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t('aim')}</label>
        <span className="hint" id={`${id}-hint`}>
          {needed ? t('aimNeeded') : t('aimHint')}
        </span>
        <select
          id={id}
          name="aim"
          aria-describedby={`${id}-hint`}
          value={chosen}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{needed ? t('aimChoose') : t('aimNone')}</option>
          {/* What it is for may be something that whoever changes it can't read. */}
          {kept && <option value={`${kept.kind}:${kept.id}`}>{kept.label || t(`aims.${kept.kind}`)}</option>}
          {kinds.map((kind) => (
            <optgroup key={kind} label={t(`aims.${kind}`)}>
              {aims
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <option key={one.id} value={`${kind}:${one.id}`}>
                    {cutText(one.label, 90)}
                  </option>
                ))}
            </optgroup>
          ))}
          {WORDED_AIMS.map((kind) => (
            <option key={kind} value={`${kind}:`}>
              {t(`aims.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      {worded && <TextField name="aimText" label={t('aimText')} value={from.aim?.id ? '' : (from.aim?.label ?? '')} />}
    </>
  )
}

/** The partners to choose from, with those that took part and have left since. */
const named = (partners: readonly Partner[], took: Beginning['partners'] = []) =>
  [...partners, ...took.filter(({ id }) => !partners.some((one) => one.id === id))].map(
    ({ id, name }) => [id, name] as const,
  )

/** Who was there, which partners, what came of it and what is next; the way of steering, for those who want to say it. */
export function MoreFields({ from, partners, done }: { from: Beginning; partners: readonly Partner[]; done: boolean }) {
  const t = useTranslations('activity')
  return (
    <>
      <TextField name="people" label={done ? t('peopleWere') : t('peopleWill')} value={from.people ?? ''} />
      {partners.length > 0 && (
        <TicksField
          name="partners"
          label={t('partners')}
          options={named(partners, from.partners)}
          values={from.partners?.map(({ id }) => id) ?? []}
        />
      )}
      {done && <TextField name="outcome" label={t('outcome')} rows={3} value={from.outcome ?? ''} />}
      <TextField name="next" label={t('next')} value={from.next ?? ''} />
      <ChoiceField
        name="family"
        label={t('family')}
        none={t('familyUsual')}
        value={from.family ?? ''}
        options={FAMILIES.map((family) => [family, t(`families.${family}`)] as const)}
      />
    </>
  )
}
