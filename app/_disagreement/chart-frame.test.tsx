// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { ChartFrame } from './chart-frame.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
afterEach(async () => {
  await act(async () => root.unmount())
  vi.restoreAllMocks()
})

test('a table says a third as people read it, and the file as a spreadsheet reckons with it', async () => {
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await act(async () =>
    root.render(
      <Words messages={pick('differ')}>
        <ChartFrame
          id="one"
          finding="Two differ"
          about="Of two"
          file="two"
          sheet={() => ({ head: ['Who', 'Where', 'People'], rows: [['Council', -2 / 3, 3]] })}
          picture={() => ({ width: 1, height: 1, body: '' })}
        >
          A chart
        </ChartFrame>
      </Words>,
    ),
  )
  const press = (name: RegExp) =>
    act(async () => [...document.querySelectorAll('button')].find(({ textContent }) => name.test(textContent))?.click())
  await press(/^Show as a table/)
  expect([...document.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual(['−0.67', '3'])
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    saved.push(file as Blob)
    return 'blob:file'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  await press(/^Save as CSV/)
  expect(await saved[0]?.text()).toContain(`Council,${-2 / 3},3`)
})
