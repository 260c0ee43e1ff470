import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { drawScatter, Scatter } from './scatter.tsx'

// Four in one corner and one in the other, each with the number of its bloc.
const spots = [1, 0.98, 0.97, 0.96, -1].map((at, i) => ({
  ...{ key: `${i}`, x: at, y: at, sign: `S${i}` },
  ...{ outline: at > 0 ? ('firm' as const) : ('broken' as const), kind: 7 },
}))
const plane = { spots, across: 'Across', up: 'Up' }

test.each([
  ['a page', renderToStaticMarkup(<Scatter {...plane} />)],
  ['a picture', drawScatter(plane).body],
])('on %s no spot hides the number of the bloc that another is in', (_, drawn) => {
  expect(drawn.match(/<circle/g)).toHaveLength(5)
  expect(drawn.match(/>7</g)).toHaveLength(5)
  expect(drawn.indexOf('>7<')).toBeGreaterThan(drawn.lastIndexOf('<circle'))
})

test('a spot at the very edge has its number inside the drawing', () => {
  const { body, width } = drawScatter(plane)
  const places = [...body.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>7</g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])
  expect(places).toHaveLength(5)
  // A digit of this size is 7 wide and 8 high.
  for (const [x = 0, y = 0] of places) expect([x + 7 <= width, y - 8 >= 0]).toEqual([true, true])
})
