// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { aMatrix } from '#server/analysis/a-matrix.ts'
import { analyse } from '#server/analysis/analyse.ts'
import { ApartSection } from './apart-section.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
afterEach(async () => {
  await act(async () => root.unmount())
  vi.restoreAllMocks()
})

test('the file says of each statement what else it may be where that isn’t clear yet, and nothing where it is', async () => {
  const answers = { A: [5, 4, 5, 4], B: [4, 5, 4, 5], C: [1, 2, 2, 1], D: [2, 1, 2, 1] }
  const report = analyse(aMatrix({ Ferry: answers, Quay: answers }), { minimumCell: 3 })
  const statements = report.statements.map((one, i) => ({ ...one, orKind: i === 0 ? ('lukewarm' as const) : null }))
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await act(async () =>
    root.render(
      <Words messages={pick('answers', 'differ')}>
        <ApartSection report={{ ...report, statements }} about="" />
      </Words>,
    ),
  )
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    saved.push(file as Blob)
    return 'blob:file'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => /^Save as CSV/.test(textContent))
  await act(async () => button?.click())
  const rows = (await (saved[0] as Blob).text()).trim().split('\r\n')
  const [head = [], ...lines] = rows.map((row) => row.replace(/^\uFEFF/, '').split(','))
  const told = (line: readonly string[]) => ['statement', 'kind', 'orKind'].map((name) => line[head.indexOf(name)])
  expect(lines.map(told)).toEqual([
    ['Ferry', 'conflict', 'lukewarm'],
    ['Quay', 'conflict', ''],
  ])
})
