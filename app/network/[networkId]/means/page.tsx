import { MeansPage } from '#app/_means/means-page.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pageAsked } from '#app/_pages/page-asked.ts'
import { words } from '#app/_words/words.ts'
import { readLoad } from '#server/activity/read-load.ts'
import { findMeans } from '#server/means/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** A network's means: what partners have, offer and ask for. */
export default async function Means({ params, searchParams }: Asked) {
  const asked = await searchParams
  return memberPage((await params).networkId, async ({ work, membership, network, today }) => (
    <>
      <Crumbs network={network} />
      <h1>{words('means')('title')}</h1>
      <MeansPage
        networkId={network.id}
        means={await findMeans(work.db, membership)}
        leads={convenes(membership.role)}
        load={await readLoad(work.db, membership)}
        today={today}
        page={{ have: pageAsked(asked.have), offers: pageAsked(asked.offers), asks: pageAsked(asked.asks) }}
      />
    </>
  ))
}
