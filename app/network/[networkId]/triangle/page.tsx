import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { StayFresh } from '#app/_triangle/stay-fresh.tsx'
import { TrianglePage } from '#app/_triangle/triangle-page.tsx'
import { words } from '#app/_words/words.ts'
import { lastChange } from '#server/change/find.ts'
import { mayAdd } from '#server/means/may.ts'
import { readTriangle } from '#server/triangle/read-triangle.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<{ view?: string | string[]; all?: string | string[] }>
}

/** The triangle of a network: what it is for, who lets it, what it does it with, and what does not fit together. */
export default async function Triangle({ params, searchParams }: Asked) {
  const asked = await searchParams
  return memberPage((await params).networkId, async ({ work, membership, network }) => {
    // First, so that what changes while the rest is read is looked for again.
    const last = await lastChange(work.db, network.id)
    return (
      <>
        <Crumbs network={network} />
        <h1>{words('triangle')('title')}</h1>
        <TrianglePage
          networkId={network.id}
          triangle={await readTriangle(work.db, membership)}
          view={asked.view === 'list' ? 'list' : 'triangle'}
          all={CORNERS.find((corner) => corner === asked.all) ?? null}
          may={{ add: mayAdd(membership.role), lead: convenes(membership.role) }}
        />
        <StayFresh networkId={network.id} last={last} />
      </>
    )
  })
}
