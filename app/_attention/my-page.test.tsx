import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { MyPage } from './my-page.tsx'

test('a workshop to come opens on the day and hour that its network’s clocks show', () => {
  const network = { id: 'n' as NetworkId, name: 'Tokyo', role: 'member' as const, partners: 2, items: [] }
  const coming = (zone: string) => ({
    ...{ sessionId: 's' as SessionId, name: 'Where next?', opensAt: '2099-06-30T23:30:00Z' },
    network: { ...network, zone },
  })
  const page = (zone: string) =>
    renderToStaticMarkup(
      <MyPage networks={[]} coming={[coming(zone)]}>
        {null}
      </MyPage>,
    )
  expect(page('Asia/Tokyo')).toContain('opens on 1 July 2099 at 08:30')
  expect(page('America/New_York')).toContain('opens on 30 June 2099 at 19:30')
})
