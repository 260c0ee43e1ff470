import { AlignmentPage } from '#app/_activity/alignment-page.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { mayLog } from '#server/activity/may.ts'
import { readAlignment } from '#server/activity/read-alignment.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** A network's informal work. */
export default async function Activities({ params }: Asked) {
  return memberPage((await params).networkId, async ({ work, membership, network }) => (
    <AlignmentPage network={network} alignment={await readAlignment(work, membership)} may={mayLog(membership.role)} />
  ))
}
