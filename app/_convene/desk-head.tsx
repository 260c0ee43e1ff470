'use client'
import { useTranslations } from 'use-intl/react'
import { useStepWords } from '#app/_plan/use-step-words.ts'
import { Unheard } from '#app/_session/unheard.tsx'
import type { Hearing } from '#app/_session/use-session-now.ts'
import { Said } from '#app/_words/said.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { showCode, spellCode } from '#server/vocabulary/code.ts'
import { FoldsOnPhone } from './folds-on-phone.tsx'

interface Props {
  now: SessionNow
  hearing: Hearing
  networkId: string
  origin: string
}

/** Which workshop this is, how people get in, where else it is run from, and the way it takes. */
export function DeskHead({ now, hearing, networkId, origin }: Props) {
  const t = useTranslations('convene')
  const words = useStepWords()
  const code = now.code ?? ''
  const walked = now.plan.filter(({ id, state }) => state === 'planned' || id === now.stepId)
  const at = walked.findIndex(({ id }) => id === now.stepId)
  return (
    <header className="desk-head">
      <p className="crumbs">
        <a href={`/network/${networkId}`}>{now.networkName}</a>
      </p>
      <h1>
        <Said>{now.name}</Said>
      </h1>
      <Unheard {...{ hearing, networkId }} />
      <FoldsOnPhone label={t('more')}>
        <div className="row">
          <a className="button" href={`/present/${now.sessionId}`} target="_blank" rel="noreferrer">
            {t('bigScreen')}
          </a>
          <a className="button" href={`/session/${now.sessionId}/board?as=convenor`}>
            {t('board')}
          </a>
          <a className="button" href={`/convene/${now.sessionId}/run-sheet`}>
            {t('runSheet')}
          </a>
          <a className="button" href={`/convene/${now.sessionId}/paper`}>
            {t('paper')}
          </a>
        </div>
        <p className="row">
          <span>
            {t('code')} <strong className="code-said">{showCode(code)}</strong>
          </span>
          {code && <span className="muted small">{t('readAloud', { code: spellCode(code) })}</span>}
          <span className="muted">
            {t('joinAt')} {code && `${origin}/join/${code}`}
          </span>
          <a href="/venue-check" target="_blank" rel="noreferrer">
            {t('venueCheck')}
          </a>
        </p>
        <ol className="trail">
          {walked.map((one, i) => (
            <li key={one.id} aria-current={one.id === now.stepId ? 'step' : undefined}>
              <span aria-hidden="true">{i === at ? '◉' : i < at ? '●' : '○'}</span> {words.title(one)}
            </li>
          ))}
        </ol>
      </FoldsOnPhone>
    </header>
  )
}
