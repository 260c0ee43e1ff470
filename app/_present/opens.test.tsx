import { expect, test } from 'vitest'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { drawn } from '#app/_ui/drawn.ts'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { Opens } from './opens.tsx'

const says = (now: Pick<SessionNow, 'opensAt' | 'serverNow' | 'zone'>) =>
  drawn(
    <Words messages={pick('present')}>
      <Procedures>
        <Opens now={now as SessionNow} />
      </Procedures>
    </Words>,
  )

const opensAt = '2026-06-30T23:30:00Z'

test('the big screen says on which day and at what hour the door opens, as the clocks of its network show it', () => {
  const early = { opensAt, serverNow: '2026-06-01T12:00:00Z' }
  expect(says({ ...early, zone: 'Asia/Tokyo' })).toMatch(/The door opens on Wednesday,? 1 July 2026 at 08:30\./)
  expect(says({ ...early, zone: 'America/New_York' })).toMatch(/The door opens on Tuesday,? 30 June 2026 at 19:30\./)
})

test('on the day itself it says today, and nothing once the door is open', () => {
  const morning = { serverNow: '2026-06-30T12:00:00Z', zone: 'America/New_York' }
  expect(says({ ...morning, opensAt })).toContain('The door opens today at 19:30.')
  expect(says({ ...morning, zone: 'Asia/Tokyo', opensAt })).toContain('The door opens on Wednesday')
  expect(says({ ...morning, opensAt: null })).toBe('')
})
