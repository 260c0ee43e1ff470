import { HearingPage } from '#app/_hearing/hearing-page.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pageAsked } from '#app/_pages/page-asked.ts'
import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import { findHeard, HEARD_LISTS } from '#server/intelligence/find.ts'
import { findSuggested, suggestJoins } from '#server/intelligence/suggest.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What a network is hearing, as far as this member may read it. */
export default async function Hearing({ params, searchParams }: Asked) {
  const t = words('hearing')
  const asked = await searchParams
  const { sent } = asked
  const page = Object.fromEntries(HEARD_LISTS.map((list) => [list, pageAsked(asked[list])]))
  return memberPage((await params).networkId, async ({ work, membership, network }) => {
    const now = work.clock.now()
    const suggestions = convenes(membership.role) ? await suggestJoins(work.db, membership) : undefined
    return (
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
              page={page}
              heard={await findHeard(work.db, membership, now, page)}
              suggestions={suggestions}
              suggested={await findSuggested(work.db, membership, suggestions ?? [], now)}
            />
          </>
        )}
      </div>
    )
  })
}
