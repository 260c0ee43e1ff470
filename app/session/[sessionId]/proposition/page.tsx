import { SeatProposition } from '#app/_proposition/seat-page.tsx'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { pick, words } from '#app/_words/words.ts'
import { answerWith } from '#server/status.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** Where somebody in a workshop says for their organisation what it thinks of the network's sentence. */
export default async function Proposition({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { seatIn } = await visitor()
  if (await seatIn(sessionId))
    return <SeatProposition sessionId={sessionId} messages={pick('proposition', 'corners', 'refusal', 'common')} />
  answerWith(404)
  const t = words('session')
  return (
    <Sorry title={t('notSeatedTitle')} href="/join" action={words('home')('join')}>
      {t('notSeated')}
    </Sorry>
  )
}
