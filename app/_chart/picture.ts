import { type Ends, type Lane, type Mark, type Row, TONES, type Tone } from './marks.ts'

/** Something drawn, in a box of its own with the corner at 0, 0: ready to be framed. */
export interface Drawn {
  readonly width: number
  readonly height: number
  readonly body: string
}

const EDGE = 24
const FONT = 'font-family="Arial, Helvetica, sans-serif"'
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const safe = (words: string) => words.replace(/[&<>"]/g, (sign) => SIGNS[sign] as string)

interface Type {
  readonly size?: number
  readonly bold?: boolean
  readonly tone?: Tone
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** Words at a place, their baseline at `y`. */
export const say = (x: number, y: number, words: string, type: Type = {}): string =>
  `<text x="${x}" y="${y}" font-size="${type.size ?? 14}" fill="${TONES[type.tone ?? 'ink']}" text-anchor="${type.anchor ?? 'start'}"${
    type.bold ? ' font-weight="700"' : ''
  }>${safe(words)}</text>`

/**
 * Words in lines of at most `signs` signs; a longer word has a line of its own.
 * @example inLines('one two three', 7) // ['one two', 'three']
 */
export function inLines(words: string, signs: number): string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < signs) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** The whole picture as SVG: what it is about and the finding above, what is drawn, and who answered below; dark on white, whatever the page is. */
export function framed(finding: string, about: string, drawn: Drawn, topic = ''): string {
  const width = Math.max(drawn.width, 480) + 2 * EDGE
  const title = inLines(finding, Math.floor((width - 2 * EDGE) / 10))
  const foot = inLines(about, Math.floor((width - 2 * EDGE) / 6.5))
  const over = topic === '' ? [] : inLines(topic, Math.floor((width - 2 * EDGE) / 7))
  const first = EDGE + over.length * 18
  const top = first + title.length * 26 + 12
  const height = top + drawn.height + 16 + foot.length * 18 + EDGE
  const lines = (words: string[], from: number, step: number, type: Type) =>
    words.map((line, i) => say(EDGE, from + i * step, line, type)).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT} role="img">` +
    `<title>${safe(finding)}</title><defs>${HATCH}</defs><rect width="100%" height="100%" fill="${TONES.paper}"/>` +
    lines(over, EDGE + 12, 18, { size: 13, tone: 'muted' }) +
    lines(title, first + 18, 26, { size: 20, bold: true }) +
    `<g transform="translate(${EDGE} ${top})">${drawn.body}</g>` +
    lines(foot, top + drawn.height + 28, 18, { size: 12, tone: 'muted' }) +
    '</svg>'
  )
}

const HATCH = `<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="6" fill="${TONES.muted}"/></pattern>`

const ROWS = { label: 300, lanes: 380, words: 250, gap: 16 }

/** Rows with their lanes, as the page draws them: label, strips, and the same in words. */
export function drawRows(rows: readonly Row[], ends: readonly Ends[] = []): Drawn {
  const width = ROWS.label + ROWS.lanes + ROWS.words + 2 * ROWS.gap
  let y = ends.length > 0 ? 24 : 0
  const head = ends.length > 0 ? drawEnds(ends) : ''
  const body = rows.map((row) => {
    const label = inLines(row.label, 42)
    const words = inLines(row.words, 38)
    const height = Math.max(30, 18 * Math.max(label.length, words.length) + 10)
    const at = y
    y += height
    const lines = (some: string[], x: number, size: number, bold = false) =>
      some.map((line, i) => say(x, at + 18 + 18 * i, line, { size, bold })).join('')
    const from = ROWS.label + ROWS.gap
    return (
      lines(label, 0, 14, row.strong) +
      placed(row.lanes)
        .map(({ lane, x, width: wide }) => drawLane(lane, from + x, at + 4, wide, 20))
        .join('') +
      lines(words, from + ROWS.lanes + ROWS.gap, 13)
    )
  })
  return { width, height: y, body: head + body.join('') }
}

function placed<T extends { readonly share: number }>(some: readonly T[]): { lane: T; x: number; width: number }[] {
  const gaps = ROWS.gap * (some.length - 1)
  const whole = some.reduce((sum, { share }) => sum + share, 0)
  let x = 0
  return some.map((lane) => {
    const width = ((ROWS.lanes - gaps) * lane.share) / whole
    const at = x
    x += width + ROWS.gap
    return { lane, x: at, width }
  })
}

const drawEnds = (ends: readonly Ends[]) =>
  placed(ends)
    .map(({ lane, x, width }) => {
      const from = ROWS.label + ROWS.gap + x
      return (
        (lane.left ? say(from, 14, lane.left, { size: 12, tone: 'muted' }) : '') +
        (lane.right ? say(from + width, 14, lane.right, { size: 12, tone: 'muted', anchor: 'end' }) : '')
      )
    })
    .join('')

function drawLane({ marks, zero }: Lane, x: number, y: number, width: number, height: number): string {
  const middle =
    zero === undefined
      ? ''
      : `<line x1="${zero * width}" x2="${zero * width}" y1="-3" y2="${height + 3}" stroke="${TONES.line}"/>`
  return `<g transform="translate(${x} ${y})">${marks.map((mark) => drawMark(mark, width, height)).join('')}${middle}</g>`
}

function drawMark(mark: Mark, width: number, height: number): string {
  const mid = height / 2
  const line = (from: number, to: number, stroke: Tone, thick: number, y1 = mid, y2 = mid) =>
    `<line x1="${from * width}" x2="${to * width}" y1="${y1}" y2="${y2}" stroke="${TONES[stroke]}" stroke-width="${thick}"/>`
  switch (mark.is) {
    case 'block':
    case 'hatched':
      return `<rect x="${mark.from * width}" width="${(mark.to - mark.from) * width}" height="${height}" fill="${
        mark.is === 'block' ? TONES[mark.tone] : 'url(#hatch)'
      }" stroke="${TONES.line}"/>`
    case 'range':
      return (
        line(mark.from, mark.to, 'ink', 2.5) +
        [mark.from, mark.to].map((end) => line(end, end, 'ink', 2, mid - 6, mid + 6)).join('')
      )
    case 'arrow': {
      const [tip, back] = [mark.to * width, mark.to < mark.from ? 8 : -8]
      return `${line(mark.from, mark.to, 'ink', 2.5)}<path d="M${tip} ${mid} l${back} -6 v12 Z" fill="${TONES.ink}"/>`
    }
    case 'dot':
      return `<circle cx="${mark.at * width}" cy="${mid}" r="6" fill="${mark.hollow ? TONES.paper : TONES.primary}" stroke="${TONES.ink}" stroke-width="2"/>`
    case 'tick':
      return line(mark.at, mark.at, mark.tone, 5, 1, height - 1)
  }
}
