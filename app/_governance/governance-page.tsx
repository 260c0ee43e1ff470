import type { ReactNode } from 'react'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { words } from '#app/_words/words.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** How a network is run: its form and whether that fits, its pulse, how partners get on, and who is missing. */
export function GovernancePage({
  network,
  children,
}: {
  network: { id: NetworkId; name: string }
  children: ReactNode
}) {
  const t = words('governance')
  return (
    <div className="reading stack">
      <div>
        <Crumbs network={network} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </div>
      {children}
    </div>
  )
}
