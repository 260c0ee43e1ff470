import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { OpinionMap } from '#server/analysis/opinion-map.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { BlocsSection } from './blocs-section.tsx'

const section = (blocs: readonly (readonly string[])[], map: OpinionMap | null) => {
  const network = { blocs: { are: 'clear', blocs, silhouette: 0.6, stability: 0.9, pValue: 0.005 } }
  const ids = [...blocs.flat()].sort()
  return renderToStaticMarkup(
    <Words messages={pick('differ')}>
      <BlocsSection
        report={{ network } as unknown as DisagreementReport}
        map={map}
        partners={ids.map((id, j) => ({ id, name: `Partner ${id}`, initials: id, markNo: j + 1 }))}
        about=""
      />
    </Words>,
  )
}
const listed = (page: string) =>
  [...page.matchAll(/<li>.*?<\/li>/g)].map(([line]) => line.replace(/<[^>]+>/g, '').replace(/^[A-Z]\s*/, ''))

test('blocs are named in the order that organisations have everywhere', () => {
  const points = [...'ABCD'].map((partnerId, j) => ({ partnerId, x: j < 2 ? 1 : -1, y: j % 2 }))
  const page = section(
    [
      ['B', 'A'],
      ['D', 'C'],
    ],
    { points, shares: [0.6, 0.2], byChance: 0.3 },
  )
  expect(page).toContain('Organisations stand in 2 blocs: Partner A and Partner B; Partner C and Partner D')
})

test('where there are more organisations than a heading names, and no map, it is still said who is in which bloc', () => {
  const page = section([[...'ABCDE'], [...'FGHIJ']], null)
  expect(page).toContain('Organisations stand in 2 blocs of 5 and 5')
  expect(page).not.toContain('Save picture')
  expect(listed(page)).toEqual([...'ABCDEFGHIJ'].map((id, j) => `Partner ${id}, bloc ${j < 5 ? 1 : 2}`))
})
