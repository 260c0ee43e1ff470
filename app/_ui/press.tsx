'use client'
import type { ButtonHTMLAttributes } from 'react'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'disabled' | 'type'> {
  /** Whether pressing it does nothing now. */
  off: boolean
  onPress(): void
}

/**
 * A button that keeps the focus while it can't be pressed: one that is disabled drops it, and whoever goes by keyboard or by
 * ear stands at the beginning of the page again.
 */
export const Press = ({ off, onPress, className = 'button', ...rest }: Props) => (
  <button type="button" {...rest} className={className} aria-disabled={off} onClick={() => off || onPress()} />
)
