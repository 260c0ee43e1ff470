// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { behind } from './behind.tsx'

const Part = ({ words }: { words: string }) => <p>{words}</p>

afterEach(() => vi.useRealTimers())

test('a part whose fetching fails is tried again, and the page around it stays', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  const fetchPart = vi.fn(async () => {
    if (fetchPart.mock.calls.length < 3) throw Object.assign(new Error('no network'), { name: 'ChunkLoadError' })
    return Part
  })
  const Later = behind(fetchPart)
  const page = (
    <main>
      <h1>First</h1>
      <Later words="Behind it" />
    </main>
  )
  const place = document.createElement('div')
  place.innerHTML = renderToString(page)
  expect(place.textContent).toBe('First')
  const root = createRoot(place)
  await act(async () => root.render(page))
  expect(place.textContent).toBe('First')
  await act(async () => vi.advanceTimersByTimeAsync(3_000))
  expect(place.textContent).toBe('First')
  await act(async () => vi.advanceTimersByTimeAsync(3_000))
  expect(place.textContent).toBe('FirstBehind it')
  await act(async () => root.unmount())
  expect(fetchPart).toHaveBeenCalledTimes(3)
})

test('a part that came before the page was taken over stands in it after that, and something until then', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const said = vi.spyOn(console, 'error')
  const Later = behind(async () => Part, { soon: true, meanwhile: ({ words }) => <em>Not yet: {words}</em> })
  await Promise.resolve()
  const place = document.createElement('div')
  place.innerHTML = renderToString(<Later words="Behind it" />)
  expect(place.textContent).toBe('Not yet: Behind it')
  const root = await act(async () => hydrateRoot(place, <Later words="Behind it" />))
  expect(place.textContent).toBe('Behind it')
  expect(said).not.toHaveBeenCalled()
  await act(async () => root.unmount())
})
