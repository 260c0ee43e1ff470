import { TONES, type Tone } from './marks.ts'
import { type Drawn, say } from './picture.ts'

/** One cell of a grid: a sign on a ground; without a ground the sign alone. */
export interface Square {
  readonly sign: string
  readonly ground: Tone | null
  readonly ink: Tone
}

const LABEL = 340
const CELL = { width: 30, height: 24 }
const LETTER = 7

/** A grid with its rows named to the left and its columns above, on their side; null is an empty cell. */
export function drawGrid(
  columns: readonly string[],
  rows: readonly { readonly label: string; readonly squares: readonly (Square | null)[] }[],
): Drawn {
  const head = Math.max(40, ...columns.map((name) => shortened(name, 30).length * LETTER + 12))
  const names = columns.map((name, i) => {
    const x = LABEL + i * CELL.width + CELL.width / 2 + 4
    return `<g transform="translate(${x} ${head - 6}) rotate(-90)">${say(0, 0, shortened(name, 30), { size: 12 })}</g>`
  })
  const lines = rows.map(({ label, squares }, r) => {
    const y = head + r * CELL.height
    return (
      say(0, y + 16, shortened(label, 50), { size: 12 }) + squares.map((square, i) => drawSquare(square, i, y)).join('')
    )
  })
  return {
    width: LABEL + columns.length * CELL.width,
    height: head + rows.length * CELL.height,
    body: names.join('') + lines.join(''),
  }
}

function drawSquare(square: Square | null, column: number, y: number): string {
  const x = LABEL + column * CELL.width
  const ground = square?.ground ? TONES[square.ground] : TONES.paper
  const box = `<rect x="${x}" y="${y}" width="${CELL.width}" height="${CELL.height}" fill="${ground}" stroke="${TONES.hair}"/>`
  if (!square) return box
  return (
    box + say(x + CELL.width / 2, y + 17, square.sign, { size: 13, bold: true, tone: square.ink, anchor: 'middle' })
  )
}

/**
 * Words cut to at most `signs` signs, with an ellipsis where some are left out.
 * @example shortened('a long name', 6) // 'a lon…'
 */
export const shortened = (words: string, signs: number): string =>
  words.length <= signs ? words : `${words.slice(0, signs - 1)}…`
