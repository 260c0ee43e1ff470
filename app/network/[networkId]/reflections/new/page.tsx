import { Crumbs } from '#app/_network/crumbs.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { ReflectionForm } from '#app/_reflection/reflection-form.tsx'
import { pick, words } from '#app/_words/words.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { readPulse } from '#server/reflection/find.ts'
import { mayWrite } from '#server/reflection/may.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** Where somebody writes a reflection. */
export default async function New({ params }: Asked) {
  const t = words('reflection')
  return memberPage(
    (await params).networkId,
    async ({ work, membership, network }) => (
      <div className="reading">
        <Crumbs network={network} on={[['reflections', t('title')]]} />
        <h1>{t('write')}</h1>
        <ReflectionForm
          networkId={network.id}
          hasOrganisation={(await partnerOfDelegate(work.db, network.id, membership.userId)) !== undefined}
          asks={!(await readPulse(work.db, membership)).answered}
          messages={pick('reflection', 'refusal', 'common')}
        />
      </div>
    ),
    ({ role }) => mayWrite(role),
  )
}
