import { BackerForm } from '#app/_backing/backer-form.tsx'
import { peopleOf } from '#app/_backing/people.ts'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { findMembers, findPartners } from '#server/network/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string; authoriserId: string }> }

/** Changes one record of the register, for those who run the network. */
export default async function EditBacker({ params }: Asked) {
  const { networkId, authoriserId } = await params
  const t = words('backing')
  return memberPage(
    networkId,
    async ({ work, membership, network }) => {
      const backer = (await findRegister(work.db, membership)).authorisers.find(({ id }) => id === authoriserId)
      const people = peopleOf(await findPartners(work.db, network.id), await findMembers(work.db, network.id), [
        backer?.heldBy ?? null,
        backer?.second ?? null,
      ])
      return (
        <div className="reading">
          <Crumbs network={network} on={[['backing', t('title')]]} />
          <h1>{backer ? backer.label : words('errors')('notFoundTitle')}</h1>
          {backer && (
            <BackerForm networkId={network.id} people={people} backer={backer} messages={pick('backing', 'refusal')} />
          )}
        </div>
      )
    },
    ({ role }) => convenes(role),
  )
}
