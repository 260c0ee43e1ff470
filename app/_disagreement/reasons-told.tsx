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
        {reasons.map((reason, at) => {
          const { partnerId, text } = reason
          // Each by its words, for what was said of one must not stand beside another when one is hidden; two may be in the same words.
          const alike = reasons.slice(0, at).filter((one) => one.text === text).length
          const who = partners.find(({ id }) => id === partnerId)?.name
          return (
            <li key={`${alike} ${text}`}>
              {who ? t('reasonFrom', { who, text }) : t('reasonAlone', { text })} {isOpen && beside?.(reason)}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
