'use client'
import { useTranslations } from 'use-intl/react'
import { coloursFor } from './answers-bar.tsx'
import './differ.css'

const WORDS = { 2: ['m1', 'p1'], 5: ['m2', 'm1', '0', 'p1', 'p2'] } as const

/** What the colours of the bars mean, in words. A scale without words of its own has no legend. */
export function AnswersLegend({ scale }: { scale: number }) {
  const t = useTranslations('scale')
  const words = WORDS[scale as keyof typeof WORDS]
  if (!words) return null
  return (
    <ul className="plain-list legend small">
      {words.map((word, k) => (
        <li key={word}>
          <span className="swatch" style={{ background: `var(${coloursFor(scale)[k]})` }} />
          {t(word)}
        </li>
      ))}
      <li>
        <span className="swatch hatched" />
        {t('unclear')}
      </li>
    </ul>
  )
}
