'use client'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { seemsToName } from '#server/vocabulary/hearing.ts'

/** Where something heard is written down: whoever names a person is asked, while they write, to say the role instead. */
export function HeardField({ label, hint, rows }: { label: string; hint: string; rows: number }) {
  const t = useTranslations('hearing')
  const [names, setNames] = useState(false)
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <textarea
        id={id}
        name="heard"
        rows={rows}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setNames(seemsToName(event.target.value))}
      />
      <p role="status" className="muted done">
        {names ? t('seemsToName') : ''}
      </p>
    </div>
  )
}
