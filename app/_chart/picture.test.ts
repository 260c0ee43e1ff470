import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { drawGrid, shortened } from './grid-picture.ts'
import type { Row } from './marks.ts'
import { drawRows, framed, inLines } from './picture.ts'
import { drawScatter } from './scatter.tsx'

const rows: Row[] = [
  {
    key: 'a',
    label: 'Quay & <Harbour>',
    words: 'for, +1',
    lanes: [
      {
        share: 3,
        zero: 0.5,
        marks: [
          { is: 'block', from: 0.5, to: 0.75, tone: 'scale-4' },
          { is: 'dot', at: 0.5 },
        ],
      },
      {
        share: 1,
        marks: [
          { is: 'hatched', from: 0, to: 0.5 },
          { is: 'tick', at: 0.2, tone: 'primary' },
        ],
      },
    ],
  },
  {
    key: 'b',
    label: 'B',
    words: '',
    lanes: [
      {
        share: 1,
        marks: [
          { is: 'arrow', from: 0.2, to: 0.8 },
          { is: 'range', from: 0, to: 1 },
        ],
      },
    ],
  },
]
const plane = {
  across: 'Is',
  up: 'Should',
  diagonal: true,
  spots: [0, 1, 2].map((i) => ({ key: `${i}`, x: 0, y: 0, sign: `${i}`, outline: 'firm' as const })),
}

test('on a page that is read from the right, strips turn with the words at their ends', () =>
  expect(readFileSync('app/globals.css', 'utf8')).toMatch(/\[dir="rtl"\] \.lane,[^{]*\{\s*transform: scaleX\(-1\)/))

describe('a picture', () => {
  test('holds the finding, the words of every row and who answered, on white', () => {
    const drawn = drawRows(rows, [{ share: 1, left: 'Against', right: 'For' }])
    const svg = framed('They differ', '9 people', drawn, '7. One voice')
    for (const words of ['They differ', '7. One voice', '9 people', 'Against', 'for, +1', '#ffffff'])
      expect(svg).toContain(words)
  })
  test('takes no word for a sign of its own', () => {
    const svg = framed('A & B <C>', '"x"', drawRows(rows))
    expect(svg).toContain('A &amp; B &lt;C&gt;')
    expect(svg).not.toContain('<Harbour>')
  })
  test('needs nothing from elsewhere, and has no number that is none', () => {
    const all = [drawRows(rows), drawScatter(plane), drawGrid(['A'], [{ label: 'S', squares: [null] }])]
    for (const drawn of all) expect(framed('F', 'n', drawn)).not.toMatch(/NaN|undefined|var\(|href/)
  })
  test('of spots on one place shows each of them', () => {
    const places = [...drawScatter(plane).body.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(
      ([, x, y]) => `${x} ${y}`,
    )
    expect(new Set(places).size).toBe(3)
  })
  test('of spots of many kinds tells each by its number, and what every sign stands for', () => {
    const spots = plane.spots.map((spot, i) => ({ ...spot, sign: 'AB', kind: i + 1 }))
    const drawn = drawScatter({ ...plane, spots, legend: ['AB: Arts and Books, bloc 3'] })
    for (const words of ['>1<', '>2<', '>3<', '>AB: Arts and Books, bloc 3<']) expect(drawn.body).toContain(words)
    expect(drawn.height).toBeGreaterThan(drawScatter(plane).height)
  })
  test('breaks words into lines, and cuts what is too long', () => {
    expect(inLines('one two three', 7)).toEqual(['one two', 'three'])
    expect(shortened('a long name', 6)).toBe('a lon…')
  })
})
