import { expect, test } from 'vitest'
import type { Deed, Entry } from '#app/_outbox/deed.ts'
import { withWaiting } from './use-own-views.ts'

const stored = [{ viewId: 'a', place: 'value' as const, facet: null, text: 'Stored', shown: false }]
const waiting = (...deeds: unknown[]) =>
  deeds.map((deed, no) => ({ key: `k${no}`, no, madeAtMs: 0, deed: deed as Deed, tried: false, late: false }) as Entry)
const what = { place: 'middle', facet: null }

test('what waits is seen as it will be: added behind, changed in place, deleted', () => {
  const seen = (...deeds: unknown[]) =>
    withWaiting(stored, waiting(...deeds)).map(({ text, waiting: is }) => [text, is])
  expect(seen({ does: 'add-view', viewId: 'b', text: 'New', ...what })).toEqual([
    ['Stored', false],
    ['New', true],
  ])
  expect(seen({ does: 'edit-view', viewId: 'a', text: 'Better', ...what })).toEqual([['Better', true]])
  expect(seen({ does: 'delete-view', viewId: 'a' })).toEqual([])
  // The first sending arrived unheard: it is not seen twice.
  expect(seen({ does: 'add-view', viewId: 'a', text: 'Stored', ...what })).toEqual([['Stored', true]])
})
