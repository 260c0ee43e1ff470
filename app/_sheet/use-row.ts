'use client'
import { useEffect, useState } from 'react'
import { emptyRow, type Row } from './row.ts'

const MOST_STEPS = 200

/**
 * The row being typed, with a step back for every key. It outlives a reload of this page, in this page's own storage; a
 * sheet that is handed on leaves nothing of itself here.
 */
export function useRow(sessionId: string) {
  const [{ row, past }, setTyped] = useState<{ row: Row; past: readonly Row[] }>({ row: emptyRow(), past: [] })
  const place = `row ${sessionId}`
  useEffect(() => {
    const kept = readRow(place)
    if (kept) setTyped({ row: kept, past: [] })
  }, [place])

  const keep = (next: { row: Row; past: readonly Row[] }) => {
    setTyped(next)
    keepRow(place, next.row)
  }
  return {
    row,
    canStepBack: past.length > 0,
    type: (next: Row) => keep({ row: next, past: [...past.slice(1 - MOST_STEPS), row] }),
    stepBack: () => keep({ row: past.at(-1) ?? row, past: past.slice(0, -1) }),
    begin: (next: Row) => keep({ row: next, past: [] }),
    /** Sets the number and the version where none was typed; that is no step of anybody’s to take back. */
    fill: (given: Filled) => keep({ row: filled(row, given), past: past.map((one) => filled(one, given)) }),
  }
}

type Filled = Pick<Row, 'no' | 'version'>
const filled = (row: Row, { no, version }: Filled): Row => ({
  ...row,
  no: row.no || no,
  version: row.version || version,
})

function keepRow(place: string, row: Row): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(row))
  } catch {
    // A browser that keeps nothing loses half a row by a reload, and no sheet.
  }
}

function readRow(place: string): Row | undefined {
  try {
    const row = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Row | null
    return row && typeof row.no === 'string' && typeof row.letters === 'string' && row.answers
      ? { ...emptyRow(), ...row }
      : undefined
  } catch {
    return undefined
  }
}
