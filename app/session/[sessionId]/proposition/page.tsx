import { SeatProposition } from '#app/_proposition/seat-page.tsx'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { pick, words } from '#app/_words/words.ts'
import { findSharing } from '#server/participant/find-sharing.ts'
import { sessionNow } from '#server/session/now.ts'
import { answerWith } from '#server/status.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** Where somebody in a workshop says for their organisation what it thinks of the network's sentence. */
export default async function Proposition({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work, seatIn } = await visitor()
  const seat = await seatIn(sessionId)
  if (seat) {
    const { merged: earlier } = await findSharing(work.db, seat)
    const messages = pick('proposition', 'corners', 'refusal', 'common', 'outbox', 'sharing')
    return <SeatProposition now={await sessionNow(work, sessionId)} {...{ seatId: seat.id, earlier, messages }} />
  }
  answerWith(404)
  const t = words('session')
  return (
    <Sorry title={t('notSeatedTitle')} href="/join" action={words('home')('join')}>
      {t('notSeated')}
    </Sorry>
  )
}
