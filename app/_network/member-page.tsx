import type { ReactNode } from 'react'
import { Sorry } from '#app/_ui/sorry.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { words } from '#app/_words/words.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { findNetwork } from '#server/network/find.ts'
import { answerWith } from '#server/status.ts'
import { type Day, dayAt } from '#server/vocabulary/day.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import type { Work } from '#server/work.ts'

/** What a page of a network is handed once it is proved that the visitor belongs to it. */
export interface Inside {
  work: Work
  membership: Membership
  network: { id: NetworkId; name: string }
  /** The day it is where the network is, and the time zone it is told by. */
  today: Day
  zone: string
}

/** A page for a network's members alone. Others get the same words whether the network isn't theirs or isn't there. */
export async function memberPage(
  networkId: string,
  page: (inside: Inside) => Promise<ReactNode>,
  mayEnter: (membership: Membership) => boolean = () => true,
) {
  const { work, person, personName, membershipIn } = await visitor()
  const membership = await membershipIn(networkId as NetworkId)
  if (!membership || !mayEnter(membership)) {
    answerWith(person ? 404 : 401)
    const t = words('errors')
    return (
      <Sorry
        title={t('notFoundTitle')}
        href={person ? '/' : '/sign-in'}
        action={words('common')(person ? 'home' : 'signIn')}
        person={personName}
      >
        {t('notFound')}
      </Sorry>
    )
  }
  const network = await findNetwork(work.db, membership.networkId)
  const zone = network.timeZone
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page">
        {await page({ work, membership, network, zone, today: dayAt(work.clock.now(), zone) })}
      </main>
    </>
  )
}
