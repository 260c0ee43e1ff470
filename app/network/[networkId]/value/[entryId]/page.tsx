import { foundOr } from '#app/_network/found-or.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { EntryPage } from '#app/_value/entry-page.tsx'
import { findPartners } from '#server/network/find.ts'
import { openValue } from '#server/value/find.ts'
import { mayNote } from '#server/value/may.ts'
import type { ValueEntryId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; entryId: string }> }

/** One entry of the ledger. */
export default async function Entry({ params }: Asked) {
  const { networkId, entryId } = await params
  return memberPage(networkId, async ({ work, membership, network }) => {
    const partners = await findPartners(work.db, network.id)
    return foundOr(network, openValue(work.db, membership, entryId as ValueEntryId), (found) => (
      <EntryPage network={network} {...found} partners={partners} may={mayNote(membership.role)} />
    ))
  })
}
