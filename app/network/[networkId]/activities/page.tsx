import { AlignmentPage } from '#app/_activity/alignment-page.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pageAsked } from '#app/_pages/page-asked.ts'
import { ACTIVITY_LISTS } from '#server/activity/find.ts'
import { mayLog } from '#server/activity/may.ts'
import { readAlignment } from '#server/activity/read-alignment.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** A network's informal work. */
export default async function Activities({ params, searchParams }: Asked) {
  const asked = await searchParams
  const page = Object.fromEntries(ACTIVITY_LISTS.map((list) => [list, pageAsked(asked[list])]))
  return memberPage((await params).networkId, async ({ work, membership, network }) => (
    <AlignmentPage
      network={network}
      alignment={await readAlignment(work, membership, page)}
      page={page}
      may={mayLog(membership.role)}
    />
  ))
}
