'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { AnswersBar } from '#app/_disagreement/answers-bar.tsx'
import { AnswersLegend } from '#app/_disagreement/answers-legend.tsx'
import { Headline } from '#app/_disagreement/headline.tsx'
import { KindLabel } from '#app/_disagreement/kind-label.tsx'
import { inTalkOrder } from '#app/_disagreement/talk-order.ts'
import { useSentence } from '#app/_disagreement/use-sentence.ts'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { showCode } from '#server/vocabulary/code.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import './present.css'

interface Props {
  first: SessionNow
  host: string
  bigQr: ReactNode
  smallQr: ReactNode
  messages: Messages
}

/** What the whole room looks at: follows the steps by itself. */
export function BigScreen(props: Props) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <Screen {...props} />
      </Procedures>
    </Words>
  )
}

function Screen({ first, host, bigQr, smallQr }: Props) {
  const { now } = useSessionNow(first.sessionId as SessionId, first)
  const step = useTranslations('step')
  const { code } = now
  // The picture leads to the code that stood when it was drawn.
  useEffect(() => {
    if (code && code !== first.code) window.location.reload()
  }, [code, first.code])
  return (
    <main id="main" className="present">
      <div className="row apart">
        <h1>{now.step === 'join' || now.step === 'finish' ? now.name : step(now.step)}</h1>
        {now.step !== 'join' && now.step !== 'finish' && now.code && (
          <span className="join-words muted">
            {host}/join <strong>{showCode(now.code)}</strong>
          </span>
        )}
      </div>
      <div role="status">{now.notice && !now.closed && <p className="large told">{now.notice.text}</p>}</div>
      {now.step === 'join' && <Lobby now={now} host={host} qr={bigQr} />}
      {now.step === 'views' && <Writing now={now} />}
      {now.step === 'show-views' && <AllViews now={now} />}
      {now.step === 'rate' && <Rating now={now} />}
      {(now.step === 'show-answers' || now.step === 'talk') && <Answers now={now} />}
      {now.step === 'finish' && <Thanks />}
      {/* Cards need the whole wall: there, the code in words is enough. */}
      {!['join', 'show-views', 'finish'].includes(now.step) && !now.closed && smallQr}
    </main>
  )
}

function Lobby({ now, host, qr }: { now: SessionNow; host: string; qr: ReactNode }) {
  const t = useTranslations('present')
  return (
    <div className="few">
      {now.question && <p className="large">{now.question}</p>}
      <div className="door">
        {qr}
        <div>
          <p>
            {t('scan')} <strong>{host}/join</strong>
            <br />
            {t('enter')}
          </p>
          <p className="code">{showCode(now.code ?? '')}</p>
          <p>{t('noAccount')}</p>
        </div>
      </div>
      <p aria-live="polite" className="dots">
        <span>{t('here', { count: now.people.count })}</span>
        {now.people.partners
          .filter(({ here }) => here > 0)
          .map(({ id, name, initials, markNo }) => (
            <Mark key={id} initials={initials} no={markNo} label={name} big />
          ))}
      </p>
    </div>
  )
}

function Writing({ now }: { now: SessionNow }) {
  const t = useTranslations('present')
  return (
    <div className="few">
      <p className="large">{now.question}</p>
      <p className="largest" aria-live="polite">
        {t('writing', { count: now.views.count })}
      </p>
      {now.firstViews === 'private' && <p className="muted">{t('privateViews')}</p>}
    </div>
  )
}

function Rating({ now }: { now: SessionNow }) {
  const t = useTranslations('present')
  const { finished, of } = now.progress
  return (
    <div className="few">
      <p className="largest" aria-live="polite">
        {t('finished', { finished, of })}
      </p>
      <div className="progress" aria-hidden="true">
        <span style={{ inlineSize: `${of === 0 ? 0 : (100 * finished) / of}%` }} />
      </div>
      <p className="muted">{t('private')}</p>
    </div>
  )
}

function AllViews({ now }: { now: SessionNow }) {
  const corners = useTranslations('corners')
  const trpc = useTRPC()
  const board = useQuery({
    ...trpc.session.board.queryOptions({ sessionId: now.sessionId as SessionId }),
    refetchInterval: 2_000,
  })
  return (
    <div className="wall">
      {PLACES.map((place) => (
        <section key={place} aria-labelledby={`place-${place}`}>
          <h2 id={`place-${place}`}>
            <CornerMark place={place} /> {corners(place)} ({board.data?.places[place].length ?? 0})
          </h2>
          <ul className="plain-list">
            {board.data?.places[place].map((id) => {
              const card = board.data?.cards[id]
              const partner = now.people.partners.find((one) => one.id === card?.partner)
              return (
                <li key={id} className="note">
                  <p>
                    {partner && <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />}{' '}
                    {card?.text}
                  </p>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** One statement at a time, with the arrow keys. */
function Answers({ now }: { now: SessionNow }) {
  const t = useTranslations('present')
  const answers = useTranslations('answers')
  const sentence = useSentence()
  const trpc = useTRPC()
  const shown = useQuery({
    ...trpc.disagreement.shown.queryOptions({ sessionId: now.sessionId as SessionId }),
    enabled: now.shownRound > 0,
    refetchOnMount: 'always',
  })
  const [at, setAt] = useState(0)
  const list = shown.data ? inTalkOrder(shown.data.report) : []
  const last = list.length - 1
  useEffect(() => {
    const pressed = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight') setAt((had) => Math.min(last, had + 1))
      if (key === 'ArrowLeft') setAt((had) => Math.max(0, had - 1))
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [last])
  const statement = list[Math.min(at, last)]
  if (!shown.data || !statement) return <p className="muted">{answers('none')}</p>
  return (
    <>
      <Headline report={shown.data.report} />
      <p className="large">
        <strong>{statement.text}</strong>
      </p>
      <p className="row">
        <KindLabel kind={statement.kind} />
      </p>
      <p>{sentence(statement, now.people.partners)}</p>
      <AnswersBar statement={statement} scale={shown.data.report.scale} />
      <div className="row turn">
        <button type="button" className="button" onClick={() => setAt(Math.max(0, at - 1))} disabled={at === 0}>
          {t('previous')}
        </button>
        <span>{t('statement', { no: Math.min(at, last) + 1, count: list.length })}</span>
        <button type="button" className="button" onClick={() => setAt(Math.min(last, at + 1))} disabled={at >= last}>
          {t('next')}
        </button>
        <AnswersLegend scale={shown.data.report.scale} />
      </div>
    </>
  )
}

function Thanks() {
  const t = useTranslations('present')
  const session = useTranslations('session')
  return (
    <div className="few">
      <p className="largest">{t('thanks')}</p>
      <p className="large">{session('finishKept')}</p>
    </div>
  )
}
