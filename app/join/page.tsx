import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { CodeForm } from '#app/_join/code-form.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { refusalWords } from '#app/_words/refusal-words.ts'
import { words } from '#app/_words/words.ts'
import { findDoor } from '#server/participant/find-door.ts'
import { mindingWrongCodes } from '#server/participant/wrong-codes.ts'
import { isRefusal } from '#server/refusal.ts'
import { answerWith } from '#server/status.ts'

type Asked = { searchParams: Promise<{ code?: string }> }

export const generateMetadata = () => ({ title: words('join')('title') })

/** Where a code is typed. A good one leads on to its own page; another is answered here, in words. */
export default async function Join({ searchParams }: Asked) {
  const t = words('join')
  const { work, personName } = await visitor()
  const { code } = await searchParams
  const address = (await headers()).get('x-client-address') ?? ''
  const found =
    typeof code === 'string' && code !== ''
      ? await mindingWrongCodes(address, code, () => findDoor(work, code)).catch((error: unknown) => error)
      : undefined
  if (found && !(found instanceof Error)) redirect(`/join/${(found as { session: { code: string } }).session.code}`)
  if (found && !isRefusal(found)) throw found
  // A right code: its own page says when it opens, and how to note that down.
  if (isRefusal(found) && found.code === 'session.not_begun') redirect(`/join/${encodeURIComponent(code ?? '')}`)
  if (isRefusal(found)) answerWith(found.status)
  return (
    <div className="plain">
      <TopBar person={personName} />
      <main id="main" className="page narrow">
        <h1>{t('title')}</h1>
        <p>{t('codeLead')}</p>
        <CodeForm typed={code} wrong={isRefusal(found) ? refusalWords(found.code, found.facts) : undefined} />
      </main>
    </div>
  )
}
