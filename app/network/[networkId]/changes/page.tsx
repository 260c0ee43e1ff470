import { ChangeList } from '#app/_change/change-list.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'
import { CHANGES_PER_PAGE, findChanges } from '#server/change/find.ts'
import { readMoment } from '#server/vocabulary/day.ts'
import { ID_SHAPE } from '#server/vocabulary/ids.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string }>; searchParams: Promise<{ before?: string; than?: string }> }

/** Every change in a network's records, for those who run it. */
export default async function Changes({ params, searchParams }: Asked) {
  const t = words('changes')
  const { before, than = '' } = await searchParams
  // An address that names no moment of ours begins with the newest.
  const asked = readMoment(String(before))
  return memberPage(
    (await params).networkId,
    async ({ work, network, zone }) => {
      const changes = await findChanges(
        work.db,
        network.id,
        asked ? { before: asked, than: ID_SHAPE.test(than) ? than : undefined } : {},
      )
      const last = changes.at(-1)
      return (
        <div className="stack">
          <Crumbs network={network} />
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
          {changes.length === 0 && <p className="muted">{t('none')}</p>}
          <ChangeList changes={changes} zone={zone} />
          {last && changes.length === CHANGES_PER_PAGE && (
            <p>
              <Link className="button" href={`/network/${network.id}/changes?before=${last.at}&than=${last.id}`}>
                {t('older')}
              </Link>
            </p>
          )}
        </div>
      )
    },
    ({ role }) => convenes(role),
  )
}
