'use client'
import { type ReactNode, useId, useState } from 'react'

/** What a convenor on foot needs less often: behind a button on a phone, and simply there where the screen is wide. */
export function FoldsOnPhone({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="folds-on-phone">
      <button
        type="button"
        className="button quiet"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {label}
      </button>
      <div id={id} data-open={open || undefined}>
        {children}
      </div>
    </div>
  )
}
