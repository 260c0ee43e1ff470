import { Desk } from '#app/_convene/desk.tsx'
import { MISSING_WORDS } from '#app/_governance/missing-words.ts'
import { Sorry } from '#app/_ui/sorry.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { parts } from '#app/_words/parts.ts'
import { pick, words } from '#app/_words/words.ts'
import { conveningOf } from '#server/auth/who-is.ts'
import { sessionNow } from '#server/session/now.ts'
import { answerWith } from '#server/status.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ sessionId: string }> }

/** The convenor's desk. "Not there" and "not yours" look the same. */
export default async function Convene({ params }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work, origin, person, personName } = await visitor()
  const convening = person && (await conveningOf(work.db, person, sessionId))
  if (!convening) {
    answerWith(person ? 404 : 401)
    const t = words('errors')
    return (
      <Sorry
        title={t('notFoundTitle')}
        href={person ? '/' : '/sign-in'}
        action={words('common')(person ? 'home' : 'signIn')}
        person={personName}
      >
        {t('notFound')}
      </Sorry>
    )
  }
  const now = await sessionNow(work, sessionId)
  const some = parts(
    pick('governance', 'proposition', 'present', 'outbox'),
    ...MISSING_WORDS,
    ...SENTENCE_WORDS,
    ...UNHEARD_WORDS,
  )
  const messages = pick(
    'common',
    'convene',
    'step',
    'steps',
    'plan',
    'runSheet',
    'timer',
    'story',
    'planHere',
    'triangleCheck',
    'dots',
    'moderation',
    'backing',
    'session',
    'answers',
    'differ',
    'kinds',
    'says',
    'rules',
    'scale',
    'asks',
    'twoQuestions',
    'perception',
    'talk',
    'refusal',
    'corners',
    'newWorkshop',
    'return',
  )
  return (
    <>
      <TopBar person={personName} />
      <main id="main" className="page">
        <Desk first={now} networkId={convening.networkId} origin={origin} messages={{ ...messages, ...some }} />
      </main>
    </>
  )
}

const UNHEARD_WORDS = [
  'present.cutOff',
  'present.shownOut',
  'present.notAllowed',
  'present.gone',
  'outbox.walled',
] as const

const SENTENCE_WORDS = [
  'proposition.newest',
  'proposition.sentence',
  'proposition.missing',
  'proposition.slots',
  'proposition.notAsked',
  'proposition.answered',
  'proposition.answers',
  'proposition.answerCount',
  'proposition.silent',
] as const
