import { AgreementsPage } from '#app/_agreement/agreements-page.tsx'
import { AbsentBeside } from '#app/_governance/absent-beside.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { findAbsent } from '#server/absent/find.ts'
import { findAgreements } from '#server/agreement/find.ts'
import { mayKeep } from '#server/agreement/may.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** What a network's partners agreed to. */
export default async function Agreed({ params }: Asked) {
  return memberPage((await params).networkId, async ({ work, membership, network, today }) => (
    <AgreementsPage
      network={network}
      found={await findAgreements(work.db, membership)}
      today={today}
      may={mayKeep(membership.role)}
      beside={<AbsentBeside networkId={network.id} groups={await findAbsent(work.db, membership)} />}
    />
  ))
}
