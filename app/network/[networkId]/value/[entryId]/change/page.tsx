import { Crumbs } from '#app/_network/crumbs.tsx'
import { foundOr } from '#app/_network/found-or.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { ValueForm } from '#app/_value/value-form.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAims } from '#server/activity/aims.ts'
import { openValue } from '#server/value/find.ts'
import { mayNote } from '#server/value/may.ts'
import type { ValueEntryId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; entryId: string }> }

/** Where an entry of the ledger is put right. */
export default async function Change({ params }: Asked) {
  const { networkId, entryId } = await params
  const t = words('value')
  return memberPage(
    networkId,
    async ({ work, membership, network }) => {
      const aims = await findAims(work.db, membership, { withGone: true })
      return foundOr(network, openValue(work.db, membership, entryId as ValueEntryId), ({ entry }) => (
        <div className="reading">
          <Crumbs
            network={network}
            on={[
              ['value', t('title')],
              [`value/${entry.id}`, entry.text],
            ]}
          />
          <h1>{t('changeTitle')}</h1>
          <ValueForm networkId={network.id} aims={aims} from={entry} messages={pick('value', 'refusal', 'common')} />
        </div>
      ))
    },
    ({ role }) => mayNote(role),
  )
}
