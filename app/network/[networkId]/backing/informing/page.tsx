import { NoteBriefing } from '#app/_informing/briefing-forms.tsx'
import { InformingLog } from '#app/_informing/log.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pageAsked } from '#app/_pages/page-asked.ts'
import { pick, words } from '#app/_words/words.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { findBriefings } from '#server/briefing/find.ts'
import { findMembers, findPartners } from '#server/network/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who was told what and who ought to know of it, for those who run the network. */
export default async function Informing({ params, searchParams }: Asked) {
  const page = pageAsked((await searchParams).log)
  const t = words('informing')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network, today }) => {
      const briefings = await findBriefings(work.db, network.id)
      const members = await findMembers(work.db, network.id)
      const { authorisers } = await findRegister(work.db, membership)
      const partners = await findPartners(work.db, network.id)
      const untold = new Set(briefings.flatMap((one) => one.partners.filter((p) => !p.toldOn).map((p) => p.id)))
      const me = members.find(({ userId }) => userId === membership.userId)
      return (
        <div className="stack">
          <Crumbs network={network} on={[['backing', words('backing')('title')]]} />
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
          {briefings.length > 0 && <p>{t('untoldSum', { count: untold.size })}</p>}
          <details className="panel" open={briefings.length === 0}>
            <summary>{t('add')}</summary>
            <div className="reading">
              <NoteBriefing
                networkId={network.id}
                today={today}
                me={me?.name ?? ''}
                backers={authorisers.map(({ id, label }) => [id, label])}
                members={members.map(({ userId, name, email }) => [userId, name || email])}
                partners={partners.map(({ id, name }) => [id, name])}
                messages={pick('informing', 'refusal')}
              />
            </div>
          </details>
          <InformingLog networkId={network.id} briefings={briefings} today={today} page={page} />
        </div>
      )
    },
    ({ role }) => convenes(role),
  )
}
