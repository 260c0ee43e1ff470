'use client'
import { useTranslations } from 'use-intl/react'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { PULSE_ITEMS, type PulseItem, type Saying } from '#server/vocabulary/governance.ts'
import { PointsField, pointsIn } from './points-field.tsx'

interface Props {
  busy: boolean
  wrong: string
  onAnswer(points: Partial<Record<PulseItem, Saying>>): void
}

/** The eight questions of the pulse. Needs the words of `governance` around it. */
export function PulseForm({ busy, wrong, onAnswer }: Props) {
  const t = useTranslations('governance')
  return (
    <>
      <p className="muted">{t('pulsePrivate')}</p>
      <DeedForm
        action={t('pulseSave')}
        busy={busy}
        wrong={wrong}
        done=""
        times={0}
        look="first"
        onSend={(sent) => onAnswer(pointsIn(sent, PULSE_ITEMS))}
      >
        <p className="hint">{t('pointsHint')}</p>
        {PULSE_ITEMS.map((item) => (
          <PointsField key={item} name={item} label={t(`pulseItems.${item}`)} />
        ))}
      </DeedForm>
    </>
  )
}
