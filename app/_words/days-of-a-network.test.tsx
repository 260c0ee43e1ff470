import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ChangeList } from '#app/_change/change-list.tsx'
import { PulseTable } from '#app/_governance/pulse-section.tsx'
import { VersionList } from '#app/_proposition/version-list.tsx'
import { RecordList } from '#app/_record/record-list.tsx'
import { ReflectionsPage } from '#app/_reflection/reflections-page.tsx'
import { ToldStories } from '#app/_story/told-stories.tsx'
import type { NetworkId, ReflectionId, SessionId } from '#server/vocabulary/ids.ts'
import { pick } from './words.ts'
import { Words } from './words-provider.tsx'

// An evening in New York: the morning after in Tokyo.
const at = '2026-06-30T23:30:00Z'
const name = 'Where next?'
const id = 's' as SessionId
const part = { text: 'Homes', sources: [] }
const version = {
  ...{ no: 1, savedAt: at, sitting: { id, name }, changed: null, present: [], answers: null, takenOut: [] },
  ...{
    asking: 'not_asked' as const,
    answered: 0,
    asked: 3,
    slots: { for_whom: part, what_changes: part, joint_action: part, authority: part, capacity: part },
  },
}
const reflection = {
  ...{ id: 'r' as ReflectionId, author: 'Amira', partner: '', happened: 'It rained', soWhat: '', nowWhat: '' },
  ...{ audience: 'convenors' as const, writtenAt: at, activityId: null, mine: false, wouldBe: null },
}

const told: Record<string, (zone: string) => ReactNode> = {
  'stories of a workshop': (zone) => (
    <ToldStories zone={zone} told={[{ sitting: { id, name, closedAt: at }, stories: [] }]} />
  ),
  'a version of the sentence': (zone) => <VersionList zone={zone} versions={[version]} above={1} />,
  'the pulse of a workshop': (zone) => (
    <PulseTable zone={zone} trend={{ sittings: [{ id, name, heldAt: at, items: [] }], yearAgo: null, asks: null }} />
  ),
  'a workshop in the history': (zone) => (
    <RecordList
      networkId="n"
      zone={zone}
      records={[{ sessionId: id, name, heldAt: at, people: 3, closedAt: at, partners: 3, statements: 6, kinds: [] }]}
    />
  ),
  'a reflection': (zone) => (
    <ReflectionsPage
      network={{ id: 'n' as NetworkId, name: 'Harbour' }}
      zone={zone}
      found={{ reflections: [reflection], hasOrganisation: true }}
      bands={null}
    />
  ),
  'a change': (zone) => (
    <ChangeList
      zone={zone}
      changes={[{ id: 'c', at, by: 'Amira', noun: 'network', thingId: 'n', label: 'H', before: {}, after: {} }]}
    />
  ),
}

test.each(Object.keys(told))('%s is told with the day that its network’s clocks showed', (what) => {
  const page = (zone: string) =>
    renderToStaticMarkup(<Words messages={pick('proposition', 'common', 'corners')}>{told[what]?.(zone)}</Words>)
  expect(page('America/New_York')).toMatch(/30 June 2026/)
  expect(page('Asia/Tokyo')).toMatch(/1 July 2026/)
})
