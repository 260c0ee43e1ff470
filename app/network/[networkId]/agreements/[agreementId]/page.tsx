import { AgreementPage } from '#app/_agreement/agreement-page.tsx'
import { foundOr } from '#app/_network/found-or.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { openAgreement } from '#server/agreement/find.ts'
import { mayKeep } from '#server/agreement/may.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { findPartners } from '#server/network/find.ts'
import type { AgreementId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; agreementId: string }> }

/** One agreement. */
export default async function Agreement({ params }: Asked) {
  const { networkId, agreementId } = await params
  return memberPage(networkId, async ({ work, membership, network, today }) => {
    const partners = (await findPartners(work.db, network.id)).map(({ id, name }) => [id, name] as const)
    const { authorisers } = await findRegister(work.db, membership)
    return foundOr(network, openAgreement(work.db, membership, agreementId as AgreementId), (found) => (
      <AgreementPage
        network={network}
        {...found}
        partners={partners}
        backers={authorisers.map(({ id, label }) => [id, label] as const)}
        today={today}
        may={mayKeep(membership.role)}
      />
    ))
  })
}
