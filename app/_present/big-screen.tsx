'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { walkOf } from '#app/_plan/walk.ts'
import { Unheard } from '#app/_session/unheard.tsx'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { Timer } from '#app/_timer/timer.tsx'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { Said } from '#app/_words/said.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { StepNow } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import { showCode } from '#server/vocabulary/code.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { Agreed } from './agreed.tsx'
import { Answers } from './answers.tsx'
import { Dots, Planned, Stories, Triangle, WhatToDo } from './at-step.tsx'
import { Door } from './door.tsx'
import { Lobby, Rating, Writing } from './few-words.tsx'
import { InOneSentence } from './in-one-sentence.tsx'
import { OverAll } from './over-all.tsx'
import { ReadViews } from './read-views.tsx'
import { useWakeLock } from './use-wake-lock.ts'
import './present.css'

interface Props {
  first: SessionNow
  networkId: string
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

function Screen({ first, networkId, host, bigQr, smallQr }: Props) {
  const { now, hearing } = useSessionNow(first.sessionId as SessionId, first)
  const steps = useTranslations('steps')
  const words = useStepWords()
  const { at } = walkOf(now)
  const { code } = now
  // The picture leads to the code that stood when it was drawn.
  useEffect(() => {
    if (code && code !== first.code) window.location.reload()
  }, [code, first.code])
  const awake = useWakeLock()
  const pointer = usePointer()
  const isOpen = now.code !== null && !now.closed
  const door = isOpen && <Door host={host} code={now.code ?? ''} qr={bigQr} />
  const isInside = now.step !== 'join' && now.step !== 'finish'
  return (
    <main id="main" className="present" data-pointer={pointer} data-awake={awake}>
      <OverAll door={door}>
        <Unheard {...{ hearing, networkId }} />
        <div className="row apart">
          <h1>{isInside && at ? words.title(at) : <Said>{now.name}</Said>}</h1>
          {!now.closed && <Timer now={now} quiet />}
          {isInside && isOpen && (
            <span className="join-words muted">
              {host}/join <strong>{showCode(now.code ?? '')}</strong>
            </span>
          )}
        </div>
        <div role="status">{now.notice && !now.closed && <p className="large told">{now.notice.text}</p>}</div>
        {now.pausedAt && !now.closed && (
          <p className="large" role="status">
            {steps('pausedScreen')}
          </p>
        )}
        {now.step === 'join' && <Lobby now={now} door={door} mayGoDark={awake === 'may-sleep'} />}
        {now.step === 'views' && <Writing now={now} />}
        {now.step === 'show-views' && <ReadViews now={now} />}
        {now.step === 'rate' && <Rating now={now} />}
        {(now.step === 'show-answers' || now.step === 'talk') && <Answers now={now} />}
        {at && <AtStep key={at.id} now={now} at={at} />}
        {now.step === 'finish' && <Agreed now={now} />}
        {/* Cards need the whole wall: there, the code in words is enough, and Q shows the picture. */}
        {isInside && now.step !== 'show-views' && isOpen && smallQr}
      </OverAll>
    </main>
  )
}

function AtStep({ now, at }: { now: SessionNow; at: StepNow }) {
  if (at.kind === 'story') return <Stories now={now} at={at} />
  if (at.kind === 'triangle') return <Triangle now={now} at={at} />
  if (at.kind === 'activities') return <Planned now={now} at={at} />
  if (at.kind === 'dots') return <Dots now={now} at={at} />
  if (at.kind === 'proposition') return <InOneSentence now={now} at={at} />
  return at.kind === 'minute' || at.kind === 'own' ? <WhatToDo at={at} /> : null
}

const POINTER_MS = 3_000

/** Whether somebody is moving the pointer: then, and only then, the screen has buttons. */
function usePointer(): 'moving' | 'still' {
  const [pointer, setPointer] = useState<'moving' | 'still'>('still')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const moved = () => {
      clearTimeout(timer)
      setPointer('moving')
      timer = setTimeout(() => setPointer('still'), POINTER_MS)
    }
    for (const event of ['pointermove', 'pointerdown']) window.addEventListener(event, moved)
    return () => {
      clearTimeout(timer)
      for (const event of ['pointermove', 'pointerdown']) window.removeEventListener(event, moved)
    }
  }, [])
  return pointer
}
