export type CsvValue = string | number | null

/**
 * A table as CSV: UTF-8 with its mark, so that spreadsheets read it right; null is empty. Words that a spreadsheet would take for
 * a formula get an apostrophe before them.
 */
export const asCsv = (rows: readonly (readonly CsvValue[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return `${value}`
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
