import { BackerForm } from '#app/_backing/backer-form.tsx'
import { peopleOf } from '#app/_backing/people.ts'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findMembers, findPartners } from '#server/network/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Takes somebody into the register, for those who run the network. */
export default async function NewBacker({ params }: Asked) {
  const t = words('backing')
  return memberPage(
    (await params).networkId,
    async ({ work, network }) => (
      <div className="reading">
        <Crumbs network={network} on={[['backing', t('title')]]} />
        <h1>{t('formNew')}</h1>
        <BackerForm
          networkId={network.id}
          people={peopleOf(await findPartners(work.db, network.id), await findMembers(work.db, network.id))}
          messages={pick('backing', 'refusal')}
        />
      </div>
    ),
    ({ role }) => convenes(role),
  )
}
