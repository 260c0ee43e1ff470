import { AbsentBeside } from '#app/_governance/absent-beside.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { PropositionPage } from '#app/_proposition/proposition-page.tsx'
import { ToldStories } from '#app/_story/told-stories.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAbsent } from '#server/absent/find.ts'
import { findProposition } from '#server/proposition/find.ts'
import { mayDraft } from '#server/proposition/may.ts'
import { findSessions } from '#server/session/find.ts'
import { findToldStories } from '#server/story/find.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What a network is for, in one sentence; with `in`, written in that running workshop by whoever runs it. */
export default async function Proposition({ params, searchParams }: Asked) {
  const t = words('proposition')
  const { in: from } = await searchParams
  return memberPage((await params).networkId, async ({ work, membership, network, zone }) => {
    const drafts = mayDraft(membership.role)
    const sitting = drafts && from && (await findSessions(work.db, network.id, 'running')).find(({ id }) => id === from)
    return (
      <div className="reading stack">
        <div>
          <Crumbs network={network} />
          {sitting && (
            <p className="crumbs">
              <a href={`/convene/${sitting.id}`}>{t('toDesk', { sitting: sitting.name })}</a>
            </p>
          )}
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
        </div>
        <AbsentBeside networkId={network.id} groups={await findAbsent(work.db, membership)} />
        <PropositionPage
          networkId={network.id}
          zone={zone}
          first={await findProposition(work.db, membership)}
          drafts={drafts}
          sessionId={sitting ? sitting.id : null}
          messages={pick('proposition', 'corners', 'refusal', 'common')}
        />
        <ToldStories told={await findToldStories(work.db, membership)} zone={zone} />
      </div>
    )
  })
}
