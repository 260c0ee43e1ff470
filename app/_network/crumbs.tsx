import { Fragment } from 'react'
import { Link } from '#app/_ui/link.tsx'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** The way back up: the network, and the pages of it that this one lies under. */
export function Crumbs({
  network,
  on = [],
}: {
  network: { id: NetworkId; name: string }
  on?: readonly (readonly [path: string, title: string])[]
}) {
  return (
    <p className="crumbs">
      <Link href={`/network/${network.id}`}>{network.name}</Link>
      {on.map(([path, title]) => (
        <Fragment key={path}>
          {' / '}
          <Link href={`/network/${network.id}/${path}`}>{title}</Link>
        </Fragment>
      ))}
    </p>
  )
}
