import { RunSheetTable } from '#app/_plan/run-sheet-table.tsx'
import { PrintButton } from '#app/_sheet/print-button.tsx'
import { Link } from '#app/_ui/link.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { NotYours } from '#app/_visitor/not-yours.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { words } from '#app/_words/words.ts'
import { conveningOf } from '#server/auth/who-is.ts'
import { readRunSheet } from '#server/plan/run-sheet.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** The run sheet, for the convenor alone: to be read on the way, and to be printed. */
export default async function RunSheetPage({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work, person, personName } = await visitor()
  const convening = person && (await conveningOf(work.db, person, sessionId))
  if (!convening) return <NotYours personName={personName} />
  const t = words('runSheet')
  const sheet = await readRunSheet(work.db, convening)
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page">
        <p className="crumbs">
          <Link href={`/convene/${sessionId}`}>{t('back')}</Link>
        </p>
        <div className="row apart">
          <h1>
            {t('title')}: {sheet.name}
          </h1>
          <PrintButton word={t('print')} />
        </div>
        <RunSheetTable sheet={sheet} />
      </main>
    </>
  )
}
