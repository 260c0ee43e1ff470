import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import { HowFar } from './how-far.tsx'

test.each([
  ['story', '2 of 5 say that they are done'],
  ['dots', '2 of 6 have put dots down'],
] as const)('at a step of %s whoever waits to be let in is not one of those who could be done', (kind, said) => {
  const now = {
    people: { count: 9, waiting: 3, onPaper: 1 },
    signals: { done: 2 },
    written: { dotters: 2 },
  } as unknown as SessionNow
  const page = renderToStaticMarkup(
    <Words messages={pick('convene', 'dots')}>
      <HowFar now={now} at={{ kind, id: 'one', dotsShown: false } as unknown as StepNow} />
    </Words>,
  )
  expect(page).toContain(said)
})
