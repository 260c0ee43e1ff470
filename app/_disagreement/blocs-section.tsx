'use client'
import { useTranslations } from 'use-intl/react'
import { sayList } from '#app/_words/say-day.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import type { MarkedPartner } from './marked-partner.ts'

/** Whether organisations stand in blocs: said only where chance and other people would hardly say otherwise. */
export function BlocsSection({ report, partners }: { report: DisagreementReport; partners: readonly MarkedPartner[] }) {
  const t = useTranslations('differ')
  const answers = useTranslations('answers')
  const { blocs } = report.network
  const nameOf = (id: string) => partners.find((partner) => partner.id === id)?.name ?? ''
  return (
    <section aria-labelledby="blocs">
      <h2 id="blocs">{t('blocs')}</h2>
      {blocs.are === 'clear' ? (
        <p>
          {t('blocsClear', {
            count: blocs.blocs.length,
            list: blocs.blocs.map((bloc) => sayList(bloc.map(nameOf))).join('; '),
          })}
          .
        </p>
      ) : (
        <p>
          {t('blocsNone')}. {t(`why-${blocs.why}`)}
        </p>
      )}
      <details>
        <summary>{answers('how')}</summary>
        <p>{t('blocsHow')}</p>
      </details>
    </section>
  )
}
