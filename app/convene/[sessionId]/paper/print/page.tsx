import { AnswerSheet } from '#app/_sheet/answer-sheet.tsx'
import { PrintButton } from '#app/_sheet/print-button.tsx'
import { newestVersion } from '#app/_sheet/versions.ts'
import { Link } from '#app/_ui/link.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { NotYours } from '#app/_visitor/not-yours.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { words } from '#app/_words/words.ts'
import { conveningOf } from '#server/auth/who-is.ts'
import { findNetwork } from '#server/network/find.ts'
import { findSession } from '#server/session/find.ts'
import { findEverAsked } from '#server/statement/ever-asked.ts'
import { readStatements } from '#server/statement/find.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** The workshop's answer sheet, to be printed and photocopied. */
export default async function Print({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work, person, personName } = await visitor()
  const convening = person && (await conveningOf(work.db, person, sessionId))
  if (!convening) return <NotYours personName={personName} />
  const t = words('sheets')
  const session = await findSession(work.db, sessionId)
  const { name } = await findNetwork(work.db, convening.networkId)
  const statements = await readStatements(work.db, convening.networkId, sessionId)
  const version = newestVersion(await findEverAsked(work.db, convening.networkId, sessionId))
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page">
        <p className="crumbs">
          <Link href={`/convene/${sessionId}/paper`}>{t('sheet.back')}</Link>
        </p>
        <div className="row apart">
          <h1>{t('sheet.title')}</h1>
          <PrintButton word={t('sheet.printIt')} />
        </div>
        {statements.length === 0 ? (
          <p>{t('noStatements')}</p>
        ) : (
          <p>{`${t('sheet.photocopy')} ${t('sheet.versions')}`}</p>
        )}
        <AnswerSheet session={session} networkName={name} statements={statements} version={version} />
      </main>
    </>
  )
}
