'use client'
import { asCsv, type CsvValue } from './as-csv.ts'

/** Saves a table as a file that spreadsheets open. `rows` is asked for when pressed. */
export function SaveCsv({
  label,
  file,
  rows,
}: {
  label: string
  file: string
  rows: () => readonly (readonly CsvValue[])[]
}) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([asCsv(rows())], { type: 'text/csv;charset=utf-8' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: file })
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <button type="button" className="button" onClick={save}>
      {label}
    </button>
  )
}
