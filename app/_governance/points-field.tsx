'use client'
import { useTranslations } from 'use-intl/react'
import type { Sent } from '#app/_ui/deed-form.tsx'
import { CANNOT_SAY, POINTS, type Saying } from '#server/vocabulary/governance.ts'
import './governance.css'

/** One thing to say from 1 to 5, or that one can't say: a tap each. */
export function PointsField({ name, label }: { name: string; label: string }) {
  const t = useTranslations('governance')
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="choices points">
        {POINTS.map((point) => (
          <label key={point} className="choice slim">
            <input type="radio" name={name} value={point} />
            <span>
              {point}
              <span className="unseen"> {t(`points.${point}`)}</span>
            </span>
          </label>
        ))}
        <label className="choice slim">
          <input type="radio" name={name} value={CANNOT_SAY} />
          <span>{t('cannotSay')}</span>
        </label>
      </div>
    </fieldset>
  )
}

/** What was said to each of these; what was left blank is left out. */
export const pointsIn = <Item extends string>(sent: Sent, items: readonly Item[]): Partial<Record<Item, Saying>> =>
  Object.fromEntries(
    items.flatMap((item) => {
      const said = sent.chosen(item)
      return said === null ? [] : [[item, Number(said) as Saying]]
    }),
  ) as Partial<Record<Item, Saying>>
