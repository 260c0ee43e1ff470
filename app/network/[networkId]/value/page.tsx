import { memberPage } from '#app/_network/member-page.tsx'
import { pageAsked } from '#app/_pages/page-asked.ts'
import { LedgerPage } from '#app/_value/ledger-page.tsx'
import { findLedger } from '#server/value/find.ts'
import { mayNote } from '#server/value/may.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** A network's ledger of value gained and lost. */
export default async function Value({ params, searchParams }: Asked) {
  const asked = await searchParams
  return memberPage((await params).networkId, async ({ work, membership, network }) => (
    <LedgerPage
      network={network}
      ledger={await findLedger(work.db, membership)}
      page={(group) => pageAsked(asked[group])}
      may={mayNote(membership.role)}
    />
  ))
}
