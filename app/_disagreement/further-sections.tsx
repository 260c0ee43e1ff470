'use client'
import { useTranslations } from 'use-intl/react'
import type { Disagreement } from '#server/disagreement/read-disagreement.ts'
import { ApartSection } from './apart-section.tsx'
import { BlocsSection } from './blocs-section.tsx'
import { ChangeSection } from './change-section.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { PairsSection } from './pairs-section.tsx'
import { PartnerMatrix } from './partner-matrix.tsx'
import { Perceptions } from './perceptions.tsx'

interface Props {
  shown: Disagreement
  partners: readonly MarkedPartner[]
  /** Whom the figures are about, in words. */
  about: string
}

/** What is read after the statements one by one: what changed, what most would say, and partners beside each other. */
export function FurtherSections({ shown, partners, about }: Props) {
  const differ = useTranslations('differ')
  const { report } = shown
  return (
    <>
      {shown.change && shown.change.length > 0 && (
        <ChangeSection
          change={shown.change}
          statements={report.statements}
          partners={partners}
          about={differ('change.rounds', { before: shown.round - 1, after: shown.round })}
        />
      )}
      {shown.perceptions && (
        <Perceptions
          statements={report.statements}
          perceptions={shown.perceptions}
          voice={report.voice}
          about={about}
        />
      )}
      {/* A workshop closed before these were worked out keeps the report that its room saw. */}
      {report.network.ranking && (
        <>
          {report.voice === 'own' && <ApartSection report={report} about={about} />}
          <PairsSection report={report} partners={partners} about={about} />
          <BlocsSection report={report} map={shown.map ?? null} partners={partners} about={about} />
        </>
      )}
      <PartnerMatrix report={report} partners={partners} about={about} />
    </>
  )
}
