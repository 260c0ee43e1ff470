'use client'
import { useTranslations } from 'use-intl/react'
import { Said } from '#app/_words/said.tsx'
import type { DottedThing } from '#server/dots/find.ts'

/** Where the dots lie, the most first: in words and figures, with the dots beside. */
export function DotList({ things }: { things: readonly DottedThing[] }) {
  const t = useTranslations('dots')
  return (
    <ol className="plain-list">
      {things.map(({ id, text, count }) => (
        <li key={id} className="note">
          <p>
            <Said>{text}</Said>
          </p>
          <p className="muted">
            {count ? <span aria-hidden="true">{'●'.repeat(Math.min(count, 40))} </span> : null}
            {t('has', { count: count ?? 0 })}
          </p>
        </li>
      ))}
    </ol>
  )
}
