import { CapacityForm } from '#app/_means/capacity-form.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { foundOr } from '#app/_network/found-or.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findMeans } from '#server/means/find.ts'
import { mayAdd } from '#server/means/may.ts'
import { openCapacity } from '#server/means/open-capacity.ts'
import type { CapacityId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; capacityId: string }> }

/** Where what is known of a capacity is put right. */
export default async function ChangeCapacity({ params }: Asked) {
  const { networkId, capacityId } = await params
  const t = words('means')
  return memberPage(
    networkId,
    async ({ work, membership, network }) => {
      const { keepsFor } = await findMeans(work.db, membership)
      return foundOr(network, openCapacity(work.db, membership, capacityId as CapacityId), ({ capacity }) => (
        <div className="reading">
          <Crumbs
            network={network}
            on={[
              ['means', t('title')],
              [`means/${capacity.id}`, capacity.label],
            ]}
          />
          <h1>{t('changeTitle')}</h1>
          <CapacityForm
            networkId={network.id}
            partners={keepsFor.map(({ id, name }) => [id, name] as const)}
            capacity={capacity}
            messages={pick('means', 'refusal')}
          />
        </div>
      ))
    },
    ({ role }) => mayAdd(role),
  )
}
