import { AbsentBeside } from '#app/_governance/absent-beside.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { PropositionPage } from '#app/_proposition/proposition-page.tsx'
import { ToldStories } from '#app/_story/told-stories.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAbsent } from '#server/absent/find.ts'
import { findProposition } from '#server/proposition/find.ts'
import { mayDraft } from '#server/proposition/may.ts'
import { findToldStories } from '#server/story/find.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** What a network is for, in one sentence. */
export default async function Proposition({ params }: Asked) {
  const t = words('proposition')
  return memberPage((await params).networkId, async ({ work, membership, network }) => (
    <div className="reading stack">
      <div>
        <Crumbs network={network} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </div>
      <AbsentBeside networkId={network.id} groups={await findAbsent(work.db, membership)} />
      <PropositionPage
        networkId={network.id}
        first={await findProposition(work.db, membership)}
        drafts={mayDraft(membership.role)}
        messages={pick('proposition', 'corners', 'refusal', 'common')}
      />
      <ToldStories told={await findToldStories(work.db, membership)} />
    </div>
  ))
}
