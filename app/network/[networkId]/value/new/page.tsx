import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { ValueForm } from '#app/_value/value-form.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAims } from '#server/activity/aims.ts'
import { mayNote } from '#server/value/may.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Where somebody notes a gain or a loss. */
export default async function New({ params }: Asked) {
  const t = words('value')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network }) => (
      <div className="reading">
        <Crumbs network={network} on={[['value', t('title')]]} />
        <h1>{t('note')}</h1>
        <ValueForm
          networkId={network.id}
          aims={await findAims(work.db, membership, { withGone: true })}
          from={null}
          messages={pick('value', 'refusal', 'common')}
        />
      </div>
    ),
    ({ role }) => mayNote(role),
  )
}
