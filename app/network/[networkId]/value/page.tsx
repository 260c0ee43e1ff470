import { memberPage } from '#app/_network/member-page.tsx'
import { LedgerPage } from '#app/_value/ledger-page.tsx'
import { findLedger } from '#server/value/find.ts'
import { mayNote } from '#server/value/may.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** A network's ledger of value gained and lost. */
export default async function Value({ params }: Asked) {
  return memberPage((await params).networkId, async ({ work, membership, network }) => (
    <LedgerPage network={network} ledger={await findLedger(work.db, membership)} may={mayNote(membership.role)} />
  ))
}
