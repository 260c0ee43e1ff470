import { NoteForm } from '#app/_hearing/note-form.tsx'
import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAuthoriserLabels } from '#server/authoriser/find-labels.ts'
import { findMemberNames, findPartners } from '#server/network/find.ts'
import { findLines } from '#server/statement/find.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Writes down what somebody heard, on a phone first. Observers only look on. */
export default async function WriteNote({ params }: Asked) {
  const t = words('hearing')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network, today }) => (
      <div className="reading">
        <Crumbs network={network} on={[['hearing', t('title')]]} />
        <h1>{t('write')}</h1>
        <NoteForm
          networkId={network.id}
          today={today}
          statements={(await findLines(work.db, network.id)).map(({ id, text }) => [id, text])}
          backers={[...(await findAuthoriserLabels(work.db, network.id))]}
          partners={(await findPartners(work.db, network.id)).map(({ id, name }) => [id, name])}
          people={(await findMemberNames(work.db, network.id)).filter(([id]) => id !== membership.userId)}
          messages={pick('hearing', 'refusal')}
        />
      </div>
    ),
    ({ role }) => role !== 'observer',
  )
}
