import { BackingPage } from '#app/_backing/backing-page.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pageAsked } from '#app/_pages/page-asked.ts'
import { words } from '#app/_words/words.ts'
import { hasCalendarKey } from '#server/authoriser/calendar-key.ts'
import { getsMail } from '#server/authoriser/choose-mail.ts'
import { findRegister } from '#server/authoriser/find.ts'
import { ID_SHAPE } from '#server/vocabulary/ids.ts'

type Asked = {
  params: Promise<{ networkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who backs a network: the change watch, the register as list or map, the exposure, and what if they go. */
export default async function Backing({ params, searchParams }: Asked) {
  const asked = await searchParams
  return memberPage((await params).networkId, async ({ work, membership, network, today }) => (
    <>
      <Crumbs network={network} />
      <h1>{words('backing')('title')}</h1>
      <BackingPage
        membership={membership}
        register={await findRegister(work.db, membership)}
        today={today}
        getsMail={await getsMail(work.db, membership)}
        hasCalendar={await hasCalendarKey(work.db, membership)}
        page={pageAsked(asked.register)}
        view={asked.view === 'map' ? 'map' : 'list'}
        asked={{
          gone: [asked.gone ?? []].flat().filter((id) => ID_SHAPE.test(id)),
          by: String(asked.by ?? ''),
          papersToo: asked.papers === 'too',
          isAsked: asked.gone !== undefined || asked.by !== undefined,
        }}
      />
    </>
  ))
}
