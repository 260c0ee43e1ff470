'use client'
import type { ReactNode } from 'react'

interface Props {
  children: ReactNode
  /** What it is done to, for those who hear the button and do not see what stands beside it. */
  about?: string
  busy: boolean
  wrong: string
  onPress: () => void
  look?: 'small' | 'first' | 'danger'
}

/** A button that does one deed by itself. When it is refused, the reason is read out beside it. */
export function DeedButton({ children, about, busy, wrong, onPress, look = 'small' }: Props) {
  return (
    <>
      <button type="button" className={`button ${look}`} aria-disabled={busy} onClick={() => busy || onPress()}>
        {children}
        {about && <span className="unseen"> {about}</span>}
      </button>
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </>
  )
}
