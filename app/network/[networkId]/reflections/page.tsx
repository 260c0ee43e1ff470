import { memberPage } from '#app/_network/member-page.tsx'
import { ReflectionsPage } from '#app/_reflection/reflections-page.tsx'
import { findReflections, readPulse } from '#server/reflection/find.ts'
import { mayWrite } from '#server/reflection/may.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** What somebody may read of a network's reflections. */
export default async function Reflecting({ params }: Asked) {
  return memberPage((await params).networkId, async ({ work, membership, network, zone }) => (
    <ReflectionsPage
      network={network}
      zone={zone}
      found={await findReflections(work.db, membership)}
      bands={mayWrite(membership.role) ? (await readPulse(work.db, membership)).bands : null}
    />
  ))
}
