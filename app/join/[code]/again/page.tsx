import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { LookAgain } from '#app/_join/look-again.tsx'
import { readRefused } from '#app/_join/refused.ts'
import { ReturnForm } from '#app/_join/return-form.tsx'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { refusalWords } from '#app/_words/refusal-words.ts'
import { words } from '#app/_words/words.ts'
import { returnIdOf } from '#server/auth/return-cookie.ts'
import { findPartners } from '#server/network/find.ts'
import { findReturn } from '#server/participant/ask-to-return.ts'
import { findRunning } from '#server/participant/find-door.ts'
import { mindingWrongCodes } from '#server/participant/wrong-codes.ts'
import { isRefusal } from '#server/refusal.ts'
import { answerWith } from '#server/status.ts'
import { theProcess } from '#server/work.ts'

export const generateMetadata = () => ({ title: words('return')('title') })

type Asked = { params: Promise<{ code: string }>; searchParams: Promise<Record<string, string | undefined>> }

/** For whoever has a seat already, on another device: says who they are, and waits for the convenor's yes. */
export default async function Again({ params, searchParams }: Asked) {
  const t = words('return')
  const { work, personName, seatIn } = await visitor()
  const asked = await headers()
  const { code } = await params
  const address = asked.get('x-client-address') ?? ''
  const running = await mindingWrongCodes(address, decodeURIComponent(code), (typed) => findRunning(work, typed)).catch(
    (error: unknown) => {
      if (isRefusal(error)) return error
      throw error
    },
  )
  if (isRefusal(running)) {
    answerWith(running.status)
    return (
      <div className="plain">
        <Sorry title={t('title')} href="/join" action={words('join')('otherCode')} person={personName}>
          {refusalWords(running.code, running.facts)}
        </Sorry>
      </div>
    )
  }
  if (await seatIn(running.id)) redirect(`/session/${running.id}`)
  const returnId = returnIdOf(running.id, asked.get('cookie'), theProcess().secret)
  const answer = returnId ? await findReturn(work.db, running.id, returnId) : undefined
  const query = await searchParams
  const refused = readRefused(query)
  if (refused) answerWith(refused.status)
  if (answer === 'waiting' || (answer && answer !== 'no')) {
    const isIn = answer !== 'waiting'
    return (
      <main id="main" className="plain page door">
        <h1>{isIn ? t('letIn') : t('waitingTitle')}</h1>
        <p role="status">{isIn ? '' : t('waiting')}</p>
        <p>
          {/* A plain link, so that it works without any script too. */}
          <a className="button first" href={`/join/${running.code}/again${isIn ? '/seat' : ''}`}>
            {isIn ? t('goOn') : t('look')}
          </a>
        </p>
        <LookAgain goTo={isIn ? `/join/${running.code}/again/seat` : undefined} />
      </main>
    )
  }
  return (
    <ReturnForm
      session={running}
      partners={await findPartners(work.db, running.networkId)}
      refused={refused}
      turnedAway={answer === 'no'}
      typed={{ partner: query.partner ?? '', name: query.name ?? '' }}
    />
  )
}
