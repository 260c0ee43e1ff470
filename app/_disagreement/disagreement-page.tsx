'use client'
import { FourFields } from './four-fields.tsx'
import { FurtherSections } from './further-sections.tsx'
import { type DisagreementProps, StatementsFirst } from './statements-first.tsx'

const AROUND = { FourFields, FurtherSections }

/** Where partners differ, whole: as a record keeps it, and as it is printed without script. */
export function DisagreementPage(props: DisagreementProps) {
  return <StatementsFirst {...props} around={AROUND} />
}
