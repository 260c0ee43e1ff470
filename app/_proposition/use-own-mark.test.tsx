// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, test } from 'vitest'
import { WithOutbox } from '#app/_outbox/use-outbox.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { ID_SHAPE, newId } from '#server/vocabulary/ids.ts'
import { useOwnMark } from './use-own-mark.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const sessionId = newId<'session'>()
beforeEach(() => localStorage.clear())

function Mark() {
  return <p>{useOwnMark()}</p>
}

/** What the sentence’s answers are known by on this device, at a seat with which `earlier` ones were made one. */
async function markAt(seatId: string, earlier: readonly string[] = []): Promise<string | null> {
  const place = document.createElement('main')
  const root = createRoot(place)
  await act(async () =>
    root.render(
      <Procedures>
        <WithOutbox {...{ sessionId, seatId, earlier }}>
          <Mark />
        </WithOutbox>
      </Procedures>,
    ),
  )
  const mark = place.textContent
  await act(async () => root.unmount())
  return mark
}

test('a tablet that goes from one organisation to the next knows nothing of what the first one answered', async () => {
  const council = await markAt('council')
  expect(council).toMatch(ID_SHAPE)
  expect(await markAt('university')).not.toBe(council)
  expect(await markAt('council')).toBe(council)
})

test('whoever is given back the place they had before still knows their answer there', async () => {
  const before = await markAt('before')
  await markAt('again')
  expect(await markAt('again', ['before'])).toBe(before)
})

test('where nobody sits, nothing is kept', async () => {
  const place = document.createElement('main')
  const root = createRoot(place)
  await act(async () => root.render(<Mark />))
  expect([place.textContent, localStorage.length]).toEqual(['', 0])
  await act(async () => root.unmount())
})
