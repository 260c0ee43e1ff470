import { Late } from '#app/_session/late.tsx'
import { Participant } from '#app/_session/participant.tsx'
import { phoneWords } from '#app/_session/phone-words.ts'
import { WithoutScript } from '#app/_session/without-script.tsx'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { LanguageChoice } from '#app/_words/language-choice.tsx'
import { locale } from '#app/_words/locale.ts'
import { words } from '#app/_words/words.ts'
import { findOwnPlace } from '#server/participant/find.ts'
import { findSharing } from '#server/participant/find-sharing.ts'
import { findOwnRatings } from '#server/rating/find.ts'
import { lookTogether } from '#server/session/look-together.ts'
import type { SessionNow } from '#server/session/now.ts'
import { readStatements } from '#server/statement/find.ts'
import { answerWith } from '#server/status.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { theProcess } from '#server/work.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** A participant's phone. Somebody without a seat is sent to the door, whether or not there is such a workshop. */
export default async function Session({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work, seatIn } = await visitor()
  const seat = await seatIn(sessionId)
  if (!seat) {
    answerWith(404)
    const t = words('session')
    return (
      <Sorry title={t('notSeatedTitle')} href="/join" action={words('home')('join')}>
        {t('notSeated')}
      </Sorry>
    )
  }
  const [now, own, { merged: earlier }] = await Promise.all([
    lookTogether(work, sessionId),
    findOwnPlace(work.db, seat),
    findSharing(work.db, seat),
  ])
  const isAsked = now.step === 'rate' && !now.closed
  const [statements, ratings] = isAsked
    ? await Promise.all([readStatements(work.db, seat.networkId, sessionId), findOwnRatings(work.db, seat)])
    : [[], []]
  const me = {
    ...{ seatId: seat.id, name: seat.name, partnerId: seat.partnerId, askedPartner: own?.askedPartner ?? null },
    earlier,
    mailsGo: theProcess().mailsGo,
  }
  const { at } = phoneWords(locale())
  return (
    <div className={now.step === 'join' || now.step === 'finish' || now.closed ? undefined : 'needs-script'}>
      {/* Beside the scripts: what `preload` of react-dom asks for is asked for by them, and they come first. */}
      <link rel="preload" as="fetch" href={at} crossOrigin="anonymous" />
      <Participant
        {...{ first: now, me, messages: at }}
        late={own && cameLate(now, own.joinedAt) && <Late now={now} />}
        // Where nobody is shown, this phone alone knows which answers are its own.
        asked={isAsked && now.attribution !== 'none' ? { statements, ratings } : undefined}
        language={<LanguageChoice label={words('common')('language')} />}
      />
      <WithoutScript now={now} statements={statements} />
    </div>
  )
}

/** Whether somebody came in while the room was at the step it is at: they have seen nothing of what was before. */
const cameLate = ({ step, stepSince, closed }: SessionNow, joinedAt: string) =>
  !closed && step !== 'join' && stepSince !== null && joinedAt > stepSince
