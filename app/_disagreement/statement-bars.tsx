'use client'
import { useTranslations } from 'use-intl/react'
import type { Ends, Lane, Mark, Row, Tone } from '#app/_chart/marks.ts'
import { drawRows } from '#app/_chart/picture.ts'
import { RowsChart } from '#app/_chart/rows-chart.tsx'
import type { Cell, StatementReport } from '#server/analysis/report.ts'
import { coloursFor } from './answers-bar.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { signed } from './signed.ts'
import { useSentence } from './use-sentence.ts'

interface Props {
  statement: StatementReport
  no: number
  scale: number
  partners: readonly MarkedPartner[]
}

/** Where each organisation stands on one statement: against to the left, for to the right, what is unclear in a strip of its own. */
export function StatementBars({ statement, no, scale, partners }: Props) {
  const t = useTranslations('differ.bars')
  const answers = useTranslations('answers')
  const here = useTranslations('differ.here')
  const sentence = useSentence()
  const wordsOf = useCellWords()
  const told = statement.cells.flatMap((cell) => {
    const partner = partners.find(({ id }) => id === cell.partnerId)
    return partner && cell.suppressed === null && cell.side !== 'none' && cell.side !== null ? [{ cell, partner }] : []
  })
  const rows = [
    ...networkRow(statement, scale, t('network'), answers('shareUnclear', { share: percent(statement.unsure ?? 0) })),
    ...told
      .sort((a, b) => placeOf(a.cell) - placeOf(b.cell))
      .map(
        ({ cell, partner }): Row => ({
          key: partner.id,
          label: partner.name,
          lanes: [stanceLane(cell, scale), unclearLane(shareUnclear(cell))],
          words: wordsOf(cell),
        }),
      ),
  ]
  if (told.length === 0) return null
  const example = told.find(({ cell }) => cell.stance !== null)
  const ends: Ends[] = [
    { share: 3, left: t('against'), right: t('for') },
    { share: 1, left: t('unclear') },
  ]
  return (
    <ChartFrame
      id={`bars-${statement.id}`}
      level={3}
      topic={`${no}. ${statement.text}`}
      finding={sentence(statement, partners)}
      about={t('about', { people: statement.people, partners: statement.partners })}
      file={`statement-${no}`}
      sheet={() => ({
        head: [t('organisation'), t('stands'), t('points'), t('people'), t('unclear')],
        rows: told.map(({ cell, partner }) => [
          partner.name,
          wordsOf(cell),
          cell.stance === null ? null : cell.stance * 2,
          cell.n,
          cell.unsure,
        ]),
      })}
      picture={() => drawRows(rows, ends)}
      how={
        <p>
          {t(told.some(({ cell }) => cell.counts) ? 'howAnswers' : 'how')}{' '}
          {example && here('cell', { name: example.partner.name, value: signed((example.cell.stance ?? 0) * 2), no })}
        </p>
      }
    >
      <RowsChart rows={rows} ends={ends} />
    </ChartFrame>
  )
}

const percent = (share: number) => Math.round(100 * share)
const onLane = (place: number) => (place + 1) / 2
// Where the side alone is told, the strip reaches to the middle of that side.
const SIDES = { for: 0.75, against: -0.75, neither: 0 } as const
const placeOf = (cell: Cell): number => cell.stance ?? SIDES[cell.side as keyof typeof SIDES] ?? 0
const shareUnclear = ({ side, n, unsure }: Cell) =>
  n === null || unsure === null ? (side === 'unclear' ? 1 : 0) : n + unsure === 0 ? 0 : unsure / (n + unsure)

/** The network's answers, each organisation counting once, where they are told. */
function networkRow(statement: StatementReport, scale: number, label: string, unclear: string): Row[] {
  const shares = statement.distribution
  if (!shares || statement.kind === 'too-few') return []
  const lane = { share: 3, zero: 0.5, marks: stacked(shares, scale) }
  const words = unclear
  return [{ key: 'network', label, lanes: [lane, unclearLane(statement.unsure ?? 0)], words, strong: true }]
}

/**
 * Shares from against to for as blocks that grow from the middle; the middle of the scale lies half on either side. The whole
 * lane is twice all shares wide, so that no stack can leave it.
 */
export function stacked(shares: readonly number[], scale: number): Mark[] {
  const middle = (scale - 1) / 2
  const before = shares.reduce((sum, share, k) => sum + (k < middle ? share : k === middle ? share / 2 : 0), 0)
  let at = 0.5 - before / 2
  return shares.flatMap((share, k) => {
    const from = at
    at += share / 2
    return share < 1e-9 ? [] : [{ is: 'block', from, to: at, tone: toneAt(k, scale) } as const]
  })
}

const toneAt = (k: number, scale: number) => coloursFor(scale)[k]?.slice(2) as Tone

function stanceLane(cell: Cell, scale: number): Lane {
  const base = { share: 3, zero: 0.5 }
  if (cell.side === 'unclear' || cell.side === 'remit') return { ...base, marks: [] }
  if (cell.counts && cell.n)
    return {
      ...base,
      marks: stacked(
        cell.counts.map((count) => count / (cell.n as number)),
        scale,
      ),
    }
  const place = placeOf(cell)
  if (Math.abs(place) < 1e-9) return { ...base, marks: [{ is: 'dot', at: 0.5, hollow: true }] }
  const strength = Math.abs(place) > 0.5 ? 'scale-5' : 'scale-4'
  const against = Math.abs(place) > 0.5 ? 'scale-1' : 'scale-2'
  const [from, to] = place < 0 ? [onLane(place), 0.5] : [0.5, onLane(place)]
  return { ...base, marks: [{ is: 'block', from, to, tone: place < 0 ? against : strength }] }
}

const unclearLane = (share: number): Lane => ({
  share: 1,
  marks: share > 0 ? [{ is: 'hatched', from: 0, to: share }] : [],
})

/** Where an organisation stands, in words: these, and not the colours, are what is said. */
function useCellWords() {
  const t = useTranslations('differ.bars')
  return ({ side, stance, unanimous, n, unsure, counts }: Cell): string => {
    if (side === 'remit') return t('remit')
    if (side === 'unclear')
      return unanimous ? t('allUnclear') : t('mostUnclear', { people: (n ?? 0) + (unsure ?? 0), unsure: unsure ?? 0 })
    if (unanimous && n === null) return t(`all-${side as 'for' | 'against' | 'neither'}`)
    if (stance === null) return t(`side-${side as 'for' | 'against' | 'neither'}`)
    const facts = { side: side as string, value: signed(stance * 2), people: n ?? 0, unsure: unsure ?? 0 }
    // Where every answer is told, one voice is that answer, and several have an average.
    return t(!counts ? 'middle' : n === 1 ? 'voice' : 'average', facts)
  }
}
