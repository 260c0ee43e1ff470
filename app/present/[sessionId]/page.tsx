import { MISSING_WORDS } from '#app/_governance/missing-words.ts'
import { BigScreen } from '#app/_present/big-screen.tsx'
import { Qr } from '#app/_ui/qr.tsx'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { parts } from '#app/_words/parts.ts'
import { pick, words } from '#app/_words/words.ts'
import { conveningOf } from '#server/auth/who-is.ts'
import { sessionNow } from '#server/session/now.ts'
import { answerWith } from '#server/status.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

// What the sentence needs of the words on what a network is for.
const SENTENCE_WORDS = [
  'proposition.newest',
  'proposition.sentence',
  'proposition.missing',
  'proposition.slots',
  'proposition.answered',
  'proposition.answers',
] as const

type Asked = { params: Promise<{ sessionId: string }> }

/** The big screen of a workshop, opened by its convenor. It has no controls but the keys, and shows nothing private. */
export default async function Present({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work, origin, person } = await visitor()
  const convening = person && (await conveningOf(work.db, person, sessionId))
  if (!convening) {
    answerWith(person ? 404 : 401)
    const t = words('errors')
    return (
      <Sorry
        title={t('notFoundTitle')}
        href={person ? '/' : '/sign-in'}
        action={words('common')(person ? 'home' : 'signIn')}
      >
        {t('notFound')}
      </Sorry>
    )
  }
  const now = await sessionNow(work, sessionId)
  const address = `${origin}/join/${now.code}`
  const t = words('present')
  const qr = (className: string) => <Qr address={address} label={t('qrName', { address })} className={className} />
  return (
    <BigScreen
      first={now}
      networkId={convening.networkId}
      host={new URL(origin).host}
      bigQr={qr('qr')}
      smallQr={qr('qr corner')}
      messages={{
        ...parts(pick('governance'), ...MISSING_WORDS),
        ...parts(pick('proposition'), ...SENTENCE_WORDS),
        ...parts(pick('outbox'), 'outbox.walled'),
        ...parts(pick('agreements'), 'agreements.standCounts', 'agreements.reviewOn'),
        ...pick(
          'present',
          'step',
          'steps',
          'timer',
          'story',
          'planHere',
          'triangleCheck',
          'dots',
          'corners',
          'answers',
          'kinds',
          'says',
          'scale',
          'session',
          'common',
        ),
      }}
    />
  )
}
