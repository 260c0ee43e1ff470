'use client'
import { memo } from 'react'
import { useTranslations } from 'use-intl/react'
import { walkOf } from '#app/_plan/walk.ts'
import { Mark } from '#app/_ui/mark.tsx'
import { LanguageChoice } from '#app/_words/language-choice.tsx'
import { Said } from '#app/_words/said.tsx'
import { LineBar } from './line-bar.tsx'
import type { Scene } from './scene.ts'

/** What the board is of, how its line stands, and the way back. */
export const BoardTop = memo(function BoardTop({
  scene,
  as,
  isLive,
  onGo,
}: {
  scene: Scene
  as: 'convenor' | undefined
  /** Whether the live line comes through here at all. */
  isLive: boolean
  onGo(cardId: string): void
}) {
  const t = useTranslations('board')
  const step = useTranslations('step')
  const common = useTranslations('common')
  const { now } = scene
  return (
    <header className="board-top">
      <div className="row apart">
        <h1>
          <Said>{now.name}</Said> <span className="muted">· {walkOf(now).at?.title || step(now.step)}</span>
        </h1>
        <span className="row">
          <LanguageChoice label={common('language')} />
          <a className="button small" href={as ? `/convene/${now.sessionId}` : `/session/${now.sessionId}`}>
            ‹ {as ? t('toDesk') : t('toPhone')}
          </a>
        </span>
      </div>
      <p className="for-print">
        <Said>{now.networkName}</Said> · <Said>{now.question}</Said>
      </p>
      <WhoIsWho scene={scene} />
      <LineBar scene={scene} isLive={isLive} onGo={onGo} />
    </header>
  )
})

/** On paper nothing can be pointed at: whose letters stand on the cards. */
function WhoIsWho({ scene: { view, now } }: { scene: Scene }) {
  const authors = new Set(Object.values(view.cards).map(({ partner }) => partner))
  return (
    <ul className="plain-list who-list for-print">
      {now.people.partners
        .filter(({ id }) => authors.has(id))
        .map(({ id, name, initials, markNo }) => (
          <li key={id} className="who">
            <Mark initials={initials} no={markNo} /> {name}
          </li>
        ))}
    </ul>
  )
}
