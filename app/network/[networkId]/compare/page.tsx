import { memberPage } from '#app/_network/member-page.tsx'
import { ComparedList } from '#app/_record/compared-list.tsx'
import { SittingsChange } from '#app/_record/sittings-change.tsx'
import { Link } from '#app/_ui/link.tsx'
import { sayLongDayOf } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import { readChange } from '#server/disagreement/read-change.ts'
import { compareRecords } from '#server/record/compare-records.ts'
import { comparedInWords } from '#server/record/compared-in-words.ts'
import { findRecordStatements } from '#server/record/find-statements.ts'
import { isRefusal } from '#server/refusal.ts'
import { inReadersWords } from '#server/statement/wordings.ts'
import { answerWith } from '#server/status.ts'
import { ID_SHAPE, type SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string }>; searchParams: Promise<{ earlier?: string; later?: string }> }

/** Two sittings of one network, statement by statement. */
export default async function Compare({ params, searchParams }: Asked) {
  const t = words('compare')
  const { earlier = '', later = '' } = await searchParams
  return memberPage((await params).networkId, async ({ work, membership, network, zone }) => {
    const opened = async (id: string) => {
      if (!ID_SHAPE.test(id)) return undefined
      return findRecordStatements(work.db, membership, id as SessionId).catch((error: unknown) => {
        if (isRefusal(error)) return undefined
        throw error
      })
    }
    const [before, after] = [await opened(earlier), await opened(later)]
    if (!before || !after) answerWith(404)
    return (
      <div className="stack">
        <header>
          <p className="crumbs">
            <Link href={`/network/${network.id}`}>{network.name}</Link>
          </p>
          <h1>{t('title')}</h1>
          {before && after ? (
            <p>
              {t('lead', {
                earlier: `${before.name} (${sayLongDayOf(before.heldAt, zone)})`,
                later: `${after.name} (${sayLongDayOf(after.heldAt, zone)})`,
              })}
            </p>
          ) : (
            <p>{t('none')}</p>
          )}
        </header>
        {before && after && (
          <ComparedList
            compared={await comparedInWords(work.db, network.id, before, after, compareRecords(before, after))}
          />
        )}
        {before && after && (
          <SittingsChange
            change={await readChange(work.db, membership, before.sessionId, after.sessionId)}
            statements={(await inReadersWords(work.db, network.id, after.sessionId, after.statements)).map(
              ({ id, text }) => ({ id: after.roots[id] ?? id, text }),
            )}
            partners={after.people.partners}
            messages={pick('differ')}
          />
        )}
      </div>
    )
  })
}
