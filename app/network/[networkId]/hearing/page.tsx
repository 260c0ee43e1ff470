import Link from 'next/link'
import { HearingPage } from '#app/_hearing/hearing-page.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { words } from '#app/_words/words.ts'
import { findHeard } from '#server/intelligence/find.ts'
import { suggestJoins } from '#server/intelligence/suggest.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string }>; searchParams: Promise<{ sent?: string }> }

/** What a network is hearing, as far as this member may read it. */
export default async function Hearing({ params, searchParams }: Asked) {
  const t = words('hearing')
  const { sent } = await searchParams
  return memberPage((await params).networkId, async ({ work, membership, network }) => (
    <div className="stack record">
      <Crumbs network={network} />
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      {sent !== undefined && (
        <p role="status" className="banner">
          {t('sent')}
        </p>
      )}
      {membership.role === 'observer' ? (
        <p className="muted">{t('notForObservers')}</p>
      ) : (
        <>
          <p>
            <Link className="button first" href={`/network/${network.id}/hearing/note`}>
              {t('write')}
            </Link>
          </p>
          <HearingPage
            networkId={network.id}
            heard={await findHeard(work.db, membership, work.clock.now())}
            suggestions={convenes(membership.role) ? await suggestJoins(work.db, membership) : undefined}
          />
        </>
      )}
    </div>
  ))
}
