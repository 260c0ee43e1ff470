'use client'
import { memo, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Press } from '#app/_ui/press.tsx'
import { saysDone } from '#server/vocabulary/step.ts'
import { DidLine } from './did-line.tsx'
import { DoneHere } from './done-here.tsx'
import type { Did } from './hands.ts'
import { LiveNews, LoudnessChoice, useLoudness } from './live-news.tsx'
import { rightsOver, type Scene, whatOneMay } from './scene.ts'
import type { Sieve } from './sift.ts'
import { SiftBar } from './sift-bar.tsx'

export type Look = 'board' | 'list'
interface Props {
  scene: Scene
  look: Look
  onLook(look: Look): void
  sieve: Sieve
  onSieve(sieve: Sieve): void
  did: Did | undefined
}

/** The board's tools: how it looks, one's own undo, how loud it is, and what one looks for. */
export const BoardTools = memo(function BoardTools({ scene, look, onLook, sieve, onSieve, did }: Props) {
  const t = useTranslations('board')
  const [loudness, chooseLoudness] = useLoudness()
  const [opensWide] = useState(() => window.matchMedia('(min-width: 48.01rem)').matches)
  const { live, hands, now, me, mayAdd } = scene
  useUndoKeys(hands.undo, hands.redo)
  const mayMove = rightsOver({ author: '' }, scene).move
  return (
    <section className="board-tools" aria-label={t('tools')}>
      <div className="row">
        <fieldset className="tabs board-look">
          <legend className="unseen">{t('title')}</legend>
          {(['board', 'list'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="button small"
              aria-pressed={look === one}
              onClick={() => onLook(one)}
            >
              {t(one === 'board' ? 'asBoard' : 'asList')}
            </button>
          ))}
        </fieldset>
        <Press className="button small" off={!live.canUndo} onPress={hands.undo}>
          <span className="mirrored" aria-hidden="true">
            ↶
          </span>{' '}
          {t('undo')}
        </Press>
        <Press className="button small" off={!live.canRedo} onPress={hands.redo}>
          <span className="mirrored" aria-hidden="true">
            ↷
          </span>{' '}
          {t('redo')}
        </Press>
        <button type="button" className="button small print-it" onClick={() => window.print()}>
          {t('print')}
        </button>
        {me.kind === 'participant' && mayAdd && saysDone(now.step) && <DoneHere now={now} />}
        <DidLine did={did} />
      </div>
      <details className="more-tools" open={opensWide}>
        <summary>{t('moreTools')}</summary>
        <div className="row">
          <SiftBar sieve={sieve} view={scene.all} partners={now.people.partners} onSieve={onSieve} />
          <LoudnessChoice loudness={loudness} onChoose={chooseLoudness} />
        </div>
      </details>
      <p className="muted small">
        {t(whatOneMay(mayAdd, mayMove, live.view.session))}
        <span className="keys"> · {t('keys')}</span>
      </p>
      <LiveNews scene={scene} loudness={loudness} />
    </section>
  )
})

/** Undo and redo by the keys that everybody knows; a field that is typed in has an undo of its own. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      if (event.target instanceof Element && event.target.matches('input, textarea, select')) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) redo()
      else undo()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [undo, redo])
}
