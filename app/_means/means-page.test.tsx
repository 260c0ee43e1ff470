import { expect, test } from 'vitest'
import { drawn } from '#app/_ui/drawn.ts'
import type { Means } from '#server/means/find.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { MeansPage } from './means-page.tsx'

const council = { id: 'p' as PartnerId, name: 'City Council', initials: 'CC', markNo: 1 }
const page = (leads: boolean, keepsFor: Means['keepsFor']) => {
  const none = { capacities: [], ended: [], offers: [], asks: [], matches: [], fitting: [], speaksFor: null }
  const means: Means = { ...none, keepsFor }
  return drawn(
    <MeansPage networkId={'n' as NetworkId} {...{ means, leads }} load={null} today="2026-01-01" page={{}} />,
  )
}

test('where nobody is there yet who could put something in, a convenor is led to where partners are added', () => {
  expect(page(true, [])).toContain('href="/network/n/people">Add a partner</a>')
  expect(page(true, [])).not.toContain('/means/new')
  expect(page(true, [council])).toContain('/means/new')
  expect(page(true, [council])).not.toContain('Add a partner')
})

test('whoever speaks for nobody is led to no page that is not theirs', () =>
  expect(page(false, [])).not.toContain('/people'))
