'use client'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { LanguageChoice } from '#app/_words/language-choice.tsx'
import { useKeys } from './use-keys.ts'

/** Shows or leaves the full screen. A browser that won't, leaves everything as it is. */
function turnFullScreen(): void {
  const turned = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()
  void turned?.catch(() => {})
}

/**
 * What can lie over every step: the QR code large (Q), nothing at all (B), the full screen (F). The keys are for whoever
 * presents; the same as buttons appear when the pointer or the focus comes near, and there the keys can be turned off.
 */
export function OverAll({ door, children }: { door: ReactNode; children: ReactNode }) {
  const t = useTranslations('present')
  const common = useTranslations('common')
  const [over, setOver] = useState<'door' | 'nothing' | undefined>()
  const [letters, setLetters] = useState<'on' | 'off'>('on')
  const turn = (to: 'door' | 'nothing') => setOver(over === to ? undefined : to)
  const [showDoor, blank] = [() => door && turn('door'), () => turn('nothing')]
  useKeys({
    ...(letters === 'on' ? { q: showDoor, b: blank, '.': blank, f: turnFullScreen } : {}),
    ...(over ? { Escape: () => setOver(undefined) } : {}),
  })
  return (
    <>
      {children}
      <fieldset className="controls row above" aria-label={t('controls')}>
        {door && (
          <button type="button" className="button" aria-pressed={over === 'door'} onClick={showDoor}>
            {t('showDoor')} (Q)
          </button>
        )}
        <button type="button" className="button" aria-pressed={over === 'nothing'} onClick={blank}>
          {t('blank')} (B)
        </button>
        <button type="button" className="button" onClick={turnFullScreen}>
          {t('fullScreen')} (F)
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={letters === 'on'}
          onClick={() => setLetters(letters === 'on' ? 'off' : 'on')}
        >
          {t('letters')}
        </button>
        <LanguageChoice label={common('language')} />
      </fieldset>
      {over === 'door' && <div className="over">{door}</div>}
      {over === 'nothing' && (
        <div className="over blank">
          <p className="unseen" role="status">
            {t('blanked')}
          </p>
        </div>
      )}
    </>
  )
}
