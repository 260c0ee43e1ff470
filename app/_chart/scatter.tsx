import './chart.css'
import { TONES } from './marks.ts'
import { type Drawn, inLines, say } from './picture.ts'

/** One thing on a plane, -1..1 across and up, with what is written in its sign. */
export interface Spot {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly sign: string
  /** Firm and broken outlines tell two kinds apart without a colour. */
  readonly outline: 'plain' | 'firm' | 'broken'
  /** Which of more kinds than two it is of: a number at its edge. */
  readonly kind?: number
}

interface Plane {
  readonly spots: readonly Spot[]
  readonly across: string
  readonly up: string
  /** A broken line from corner to corner, where both are the same. */
  readonly diagonal?: boolean
  /** What the signs stand for, line by line under the picture; a page says it beside the drawing. */
  readonly legend?: readonly string[]
}

const SIZE = 360
const EDGE = 36
// A spot at the edge, with the number beside it, stays inside.
const ROOM = 24
const RADIUS = 13
const LEGEND = { signs: 68, step: 18 }
const x = (at: number) => EDGE + ((at + 1) / 2) * (SIZE - EDGE - ROOM)
const y = (at: number) => SIZE - EDGE - ((at + 1) / 2) * (SIZE - EDGE - ROOM)

/** Spots on a plane. What is drawn is said beside it in words or a table, so the drawing itself is silent. */
export function Scatter({ spots, across, up, diagonal }: Plane) {
  const placed = apart(spots)
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className="scatter" aria-hidden="true">
      <line className="axis" x1={x(-1)} x2={x(1)} y1={y(0)} y2={y(0)} />
      <line className="axis" x1={x(0)} x2={x(0)} y1={y(-1)} y2={y(1)} />
      {diagonal && <line className="alike" x1={x(-1)} y1={y(-1)} x2={x(1)} y2={y(1)} />}
      <text x={(x(-1) + x(1)) / 2} y={SIZE - 10} textAnchor="middle">
        {across}
      </text>
      <text transform={`translate(14 ${(y(-1) + y(1)) / 2}) rotate(-90)`} textAnchor="middle">
        {up}
      </text>
      {placed.map((spot) => (
        <g key={spot.key} transform={`translate(${spot.left} ${spot.top})`}>
          <circle r={RADIUS} className={spot.outline} />
          <text textAnchor="middle" dy="0.35em">
            {spot.sign}
          </text>
        </g>
      ))}
      {/* Over all spots, for one beside it would else hide a number. */}
      {placed.map(
        ({ key, kind, ...at }) =>
          kind && (
            <text key={key} className="no" {...numberAt(at)}>
              {kind}
            </text>
          ),
      )}
    </svg>
  )
}

/** The same as a picture. */
export function drawScatter({ spots, across, up, diagonal, legend = [] }: Plane): Drawn {
  const line = (x1: number, y1: number, x2: number, y2: number, more = '') =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${TONES.line}"${more}/>`
  const placed = apart(spots)
  const circles = placed.map(({ left, top, sign, outline }) => {
    const stroke = { plain: TONES.line, firm: TONES.primary, broken: TONES['scale-1'] }[outline]
    const dash = outline === 'broken' ? ' stroke-dasharray="4 2"' : ''
    return `<circle cx="${left}" cy="${top}" r="${RADIUS}" fill="${TONES.paper}" stroke="${stroke}" stroke-width="2.5"${dash}/>${say(left, top + 4, sign, { size: 11, anchor: 'middle' })}`
  })
  const numbers = placed.map(({ kind, ...at }) =>
    kind ? say(numberAt(at).x, numberAt(at).y, `${kind}`, { size: 11, bold: true }) : '',
  )
  const body =
    line(x(-1), y(0), x(1), y(0)) +
    line(x(0), y(-1), x(0), y(1)) +
    (diagonal ? line(x(-1), y(-1), x(1), y(1), ' stroke-dasharray="4 4"') : '') +
    say((x(-1) + x(1)) / 2, SIZE - 10, across, { size: 12, anchor: 'middle' }) +
    `<g transform="translate(14 ${(y(-1) + y(1)) / 2}) rotate(-90)">${say(0, 0, up, { size: 12, anchor: 'middle' })}</g>` +
    circles.join('') +
    numbers.join('')
  const lines = legend.flatMap((one) => inLines(one, LEGEND.signs))
  const below = lines.map((line, i) => say(0, SIZE + LEGEND.step * (i + 1), line, { size: 12 })).join('')
  return { width: SIZE, height: SIZE + LEGEND.step * lines.length, body: body + below }
}

const numberAt = ({ left, top }: { readonly left: number; readonly top: number }) => ({
  x: left + RADIUS - 2,
  y: top + 4 - RADIUS,
})

/** Spots that would hide each other are moved apart by their own width, the first one stays. */
function apart(spots: readonly Spot[]): (Spot & { left: number; top: number })[] {
  const placed: (Spot & { left: number; top: number })[] = []
  for (const spot of spots) {
    let [left, top] = [x(spot.x), y(spot.y)]
    const hides = () => placed.some((one) => Math.hypot(one.left - left, one.top - top) < 2 * RADIUS - 2)
    for (let turn = 1; hides() && turn <= 60; turn += 1) {
      const angle = turn * 2.4
      const away = (RADIUS / 1.5) * Math.sqrt(turn)
      left = within(x(spot.x) + away * Math.cos(angle), EDGE, SIZE - ROOM)
      top = within(y(spot.y) + away * Math.sin(angle), ROOM, SIZE - EDGE)
    }
    placed.push({ ...spot, left, top })
  }
  return placed
}

/** Never over what is written at the edges. */
const within = (at: number, least: number, most: number) => Math.min(most, Math.max(least, at))
