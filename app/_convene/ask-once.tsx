'use client'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Press } from '#app/_ui/press.tsx'

interface Props {
  question: string
  /** What the button says that does it. */
  yes: string
  onYes(): void
  onNo(): void
  busy?: boolean
  look?: 'first' | 'danger'
}

/**
 * Asks once more before what can't be taken back. Esc is no. The focus goes to what does no harm, for a key that is held
 * down presses again, and then back to what was pressed: whatever opens this has to stay on the page.
 */
export function AskOnce({ question, yes, onYes, onNo, busy = false, look = 'first' }: Props) {
  const common = useTranslations('common')
  const no = useRef<HTMLButtonElement>(null)
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    no.current?.focus()
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }, [before])
  return (
    <div
      className="banner warn"
      role="alertdialog"
      aria-label={question}
      onKeyDown={({ key }) => key === 'Escape' && onNo()}
    >
      <p>{question}</p>
      <div className="row">
        <Press className={`button ${look}`} off={busy} onPress={onYes}>
          {yes}
        </Press>
        <button type="button" className="button" onClick={onNo} ref={no}>
          {common('cancel')}
        </button>
      </div>
    </div>
  )
}
