import { SheetsPage } from '#app/_sheet/sheets-page.tsx'
import { Link } from '#app/_ui/link.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { NotYours } from '#app/_visitor/not-yours.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { pick, words } from '#app/_words/words.ts'
import { conveningOf } from '#server/auth/who-is.ts'
import { sessionNow } from '#server/session/now.ts'
import { findEverAsked } from '#server/statement/ever-asked.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** Where the workshop's convenors type in sheets of paper. */
export default async function Paper({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work, person, personName } = await visitor()
  const convening = person && (await conveningOf(work.db, person, sessionId))
  if (!convening) return <NotYours personName={personName} />
  const t = words('sheets')
  const now = await sessionNow(work, sessionId)
  const ever = await findEverAsked(work.db, convening.networkId, sessionId)
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page">
        <p className="crumbs">
          <Link href={`/convene/${sessionId}`}>{t('toDesk')}</Link>
        </p>
        <div className="row apart">
          <h1>{t('title')}</h1>
          <Link className="button" href={`/convene/${sessionId}/paper/print`}>
            {t('print')}
          </Link>
        </div>
        <SheetsPage
          first={now}
          ever={ever}
          messages={pick('common', 'convene', 'sheets', 'scale', 'scaleIs', 'refusal', 'session', 'asks')}
        />
      </main>
    </>
  )
}
