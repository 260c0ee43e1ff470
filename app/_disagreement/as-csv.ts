export type CsvValue = string | number | null

/**
 * A table as CSV: UTF-8 with its mark, so that spreadsheets read it right; null is empty. Words that a spreadsheet would take for
 * a formula get an apostrophe before them.
 */
export const asCsv = (rows: readonly (readonly CsvValue[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

// What spreadsheets begin a formula with, also full-width or after a mark that some of them end a cell at. Within words a line
// that begins with a dash is a list.
const FORMULA = /^[\0\t\r\n ;,]*[=+\-@＝＋－＠]|^[\0\t\r\n]|[\r\n][\0\t ;,]*[=@＝＠]/

function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return `${value}`
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
