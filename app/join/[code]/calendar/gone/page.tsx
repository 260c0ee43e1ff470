import { headers } from 'next/headers'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { refusalWords } from '#app/_words/refusal-words.ts'
import { words } from '#app/_words/words.ts'
import { findRunning } from '#server/participant/find-door.ts'
import { mindingWrongCodes } from '#server/participant/wrong-codes.ts'
import { isRefusal } from '#server/refusal.ts'
import { answerWith } from '#server/status.ts'
import { wayOn } from '../../way-on.ts'

export const generateMetadata = () => ({ title: words('join')('calendarGone') })

/** A link to a day for the calendar that was kept until there is none: what became of the workshop, and the way on from here. */
export default async function Gone({ params }: { params: Promise<{ code: string }> }) {
  const t = words('join')
  const visiting = await visitor()
  const code = decodeURIComponent((await params).code)
  const address = (await headers()).get('x-client-address') ?? ''
  const running = await mindingWrongCodes(address, code, () => findRunning(visiting.work, code)).catch(
    (error: unknown) => {
      if (isRefusal(error)) return error
      throw error
    },
  )
  answerWith(404)
  const way = isRefusal(running)
    ? await wayOn(visiting, code, running.code)
    : { href: `/join/${encodeURIComponent(code)}`, action: t('join') }
  return (
    <div className="plain">
      <Sorry title={t('calendarGone')} {...way} person={visiting.personName}>
        {isRefusal(running) ? refusalWords(running.code, running.facts) : t('calendarGoneLead')}
      </Sorry>
    </div>
  )
}
