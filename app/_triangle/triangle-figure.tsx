import { words } from '#app/_words/words.ts'
import type { Corner } from '#server/vocabulary/corner.ts'
import './triangle.css'

/** The triangle as one picture, with what each corner says in a line or two under its word. The sentence is its name. */
export function TriangleFigure({ name, lines }: { name: string; lines: Readonly<Record<Corner, readonly string[]>> }) {
  const t = words('corners')
  const at = (corner: Corner, x: number, y: number, anchor: 'start' | 'middle' | 'end') => (
    <>
      <text x={x} y={y} textAnchor={anchor} className="figure-corner">
        {t(corner)}
      </text>
      {lines[corner].map((line, i) => (
        <text key={line} x={x} y={y + 17 + i * 15} textAnchor={anchor} className="figure-line">
          {line}
        </text>
      ))}
    </>
  )
  return (
    <svg className="triangle-figure" viewBox="0 0 340 214" role="img" aria-label={name}>
      <path d="M170 62 46 152 294 152Z" />
      <path className="shape" d="M170 54 179 70 161 70Z" />
      <rect className="shape" x="38" y="144" width="16" height="16" />
      <circle className="shape" cx="294" cy="152" r="9" />
      {at('value', 170, 18, 'middle')}
      {at('authorising', 4, 178, 'start')}
      {at('capacity', 336, 178, 'end')}
    </svg>
  )
}
