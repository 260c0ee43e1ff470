'use client'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Reason } from '#server/disagreement/read-disagreement.ts'
import type { MarkedPartner } from './marked-partner.ts'

export interface ReasonsProps {
  reasons: readonly Reason[]
  partners: readonly MarkedPartner[]
  /** What stands beside each reason, for whoever may ask the convenor to look at one. */
  beside?: ((reason: Reason) => ReactNode) | undefined
}

/** The reasons that people gave for their answers to one statement. */
export function ReasonsTold({ reasons, partners, beside }: ReasonsProps) {
  const t = useTranslations('answers')
  const [isOpen, setOpen] = useState(false)
  if (reasons.length === 0) return null
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('reasons', { count: reasons.length })}</summary>
      <ul style={{ paddingInlineStart: '1.25rem' }}>
        {/* Numbered, for two may give the same reason in the same words. */}
        {[...reasons.entries()].map(([at, reason]) => {
          const { partnerId, text } = reason
          const who = partners.find(({ id }) => id === partnerId)?.name
          return (
            <li key={at}>
              {who ? t('reasonFrom', { who, text }) : t('reasonAlone', { text })} {isOpen && beside?.(reason)}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
