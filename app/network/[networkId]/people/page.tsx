import { memberPage } from '#app/_network/member-page.tsx'
import { People } from '#app/_network/people.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findMembers, findPartners } from '#server/network/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Partners and members of a network, for those who run it. */
export default async function NetworkPeople({ params }: Asked) {
  const t = words('network')
  const may = ({ role }: { role: Parameters<typeof convenes>[0] }) => convenes(role)
  return memberPage(
    (await params).networkId,
    async ({ work, network }) => (
      <>
        <p className="crumbs">
          <a href={`/network/${network.id}`}>{network.name}</a>
        </p>
        <h1>{t('people')}</h1>
        <People
          networkId={network.id}
          partners={await findPartners(work.db, network.id)}
          members={await findMembers(work.db, network.id)}
          messages={pick('network', 'roles', 'refusal', 'common')}
        />
      </>
    ),
    may,
  )
}
