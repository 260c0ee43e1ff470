'use client'
import { useTranslations } from 'use-intl/react'
import type { Cell } from '#server/analysis/report.ts'
import { signed } from './signed.ts'

export const SIGNS = { for: '✓', against: '✕', neither: '○', unclear: '?', remit: '–', none: '' } as const
const SIDES = {
  for: 'for',
  against: 'against',
  neither: 'neither',
  unclear: 'unclear',
  remit: 'remitFor',
} as const

/** A side's words without the names that follow them elsewhere. */
export function useSideWord() {
  const t = useTranslations('answers')
  // In Arabic the names stand between marks that set them apart, which stay behind.
  return (side: keyof typeof SIDES) => t(SIDES[side], { who: '' }).replace(/[\s:\u2066-\u2069]+$/, '')
}

/** A cell in words: its side and, where it is told, its number; empty where nobody answered. */
export function useCellWord() {
  const t = useTranslations('answers')
  const sideWord = useSideWord()
  const tooFew = t('tooFew')
  // Thousands of cells say a handful of words.
  const words = Object.fromEntries((Object.keys(SIDES) as (keyof typeof SIDES)[]).map((side) => [side, sideWord(side)]))
  return (cell: Cell | undefined): string => {
    if (!cell || cell.side === 'none') return ''
    if (cell.suppressed || cell.side === null) return tooFew
    return cell.stance === null ? `${words[cell.side]}` : `${words[cell.side]} ${signed(cell.stance * 2)}`
  }
}

/** One cell: colour and sign for the eye, `word` for everybody. */
export function MatrixCell({ cell, word, withNumber }: { cell: Cell | undefined; word: string; withNumber: boolean }) {
  if (!cell || word === '') return null
  const isHidden = cell.suppressed || cell.side === null
  return (
    <span className={isHidden ? 'muted' : `stance ${cell.side}`} title={word}>
      <span aria-hidden="true">
        {isHidden ? '…' : SIGNS[cell.side ?? 'none']}
        {!isHidden && withNumber && cell.stance !== null && ` ${signed(cell.stance * 2)}`}
      </span>
      <span className="unseen">{word}</span>
    </span>
  )
}
