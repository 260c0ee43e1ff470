'use client'
import { useTranslations } from 'use-intl/react'
import type { Label } from '#server/vocabulary/label.ts'

const SIGNS: Readonly<Record<Label, string>> = {
  'too-few': '…',
  unclear: '?',
  conflict: '⇄',
  'same-side': '≡',
  mixed: '∿',
  'aligned-for': '✓',
  'aligned-against': '✕',
  lukewarm: '○',
  'near-middle': '○',
  split: '⇄',
  'one-against-many': '⇥',
  'few-against-many': '⇥',
  'shared-yes': '✓',
  'shared-no': '✕',
  'not-clear': '≈',
}
const TALK: readonly Label[] = [
  ...(['unclear', 'conflict', 'split', 'one-against-many', 'few-against-many', 'mixed', 'same-side'] as const),
]
const SHARED: readonly Label[] = ['aligned-for', 'shared-yes', 'aligned-against', 'shared-no']

/** A statement’s label in its word, with a sign and a tone beside it. */
export function KindLabel({ kind, count }: { kind: Label; count?: number }) {
  const t = useTranslations('kinds')
  const tone = TALK.includes(kind) ? 'kind talk' : SHARED.includes(kind) ? 'kind shared' : 'kind'
  return (
    <span className={tone}>
      <span aria-hidden="true">{SIGNS[kind]}</span>
      {count !== undefined && <span>{count}</span>}
      {t(kind)}
    </span>
  )
}
