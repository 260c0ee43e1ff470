import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { Headline } from './headline.tsx'

const said = (council: readonly (1 | 2 | 4 | 5)[]) =>
  renderToStaticMarkup(
    <Words messages={pick('answers', 'kinds', 'rules')}>
      <Headline
        report={analyse(aMatrix({ one: { Council: council, Traders: council, Trust: council } }), { minimumCell: 3 })}
        opens
      />
    </Words>,
  )

test('three people from three organisations read why nothing is shown, and what it takes', () => {
  expect(said([5])).toContain(
    'answers are shown from 3 people on. Where fewer come from each, open the workshop so that',
  )
  expect(said([5, 5, 4])).not.toContain('are shown from')
})
