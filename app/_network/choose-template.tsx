'use client'
import { useTranslations } from 'use-intl/react'
import type { OwnTemplate } from '#server/plan/templates.ts'
import { minutesOf, TEMPLATE_IDS, TEMPLATES } from '#server/vocabulary/template.ts'

/** Which steps a workshop has: one of the product's plans, or one that the network keeps. */
export function ChooseTemplate({ own }: { own: readonly OwnTemplate[] }) {
  const t = useTranslations('plan.template')
  return (
    <fieldset>
      <legend>{t('legend')}</legend>
      <div className="choices">
        {TEMPLATE_IDS.map((id, i) => (
          <Choice
            key={id}
            value={id}
            name={t(id)}
            about={[t('about', { minutes: minutesOf(TEMPLATES[id]), steps: TEMPLATES[id].length }), t(`lead.${id}`)]}
            isFirst={i === 0}
          />
        ))}
        {own.map(({ id, name, minutes, steps }) => (
          <Choice key={id} value={id} name={name} about={[t('about', { minutes, steps }), t('own')]} isFirst={false} />
        ))}
      </div>
    </fieldset>
  )
}

interface ChoiceProps {
  value: string
  name: string
  about: readonly string[]
  isFirst: boolean
}
const Choice = ({ value, name, about, isFirst }: ChoiceProps) => (
  <label className="choice slim">
    <input type="radio" name="template" value={value} defaultChecked={isFirst} />
    <span>
      {name}
      <br />
      <span className="muted small">{about.join(' · ')}</span>
    </span>
  </label>
)
