'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { PartnerId, SheetId } from '#server/vocabulary/ids.ts'
import type { SheetDeed } from './kept-sheets.ts'
import type { RefusedSheet } from './sheet-queue.ts'

type Partners = SessionNow['people']['partners']
interface Listed {
  sheetId: SheetId
  no: number
  partnerId: PartnerId
}

interface Props {
  now: SessionNow
  isIn: readonly Listed[]
  onTheWay: readonly Listed[]
  onTakeOut(sheet: Listed): void
}

/** That a sheet is in, by number and organisation. Nothing of what is on it. */
export function SheetList({ now, isIn, onTheWay, onTakeOut }: Props) {
  const t = useTranslations('sheets')
  const all = [
    ...isIn.map((sheet) => ({ ...sheet, state: t('isIn') })),
    ...onTheWay.map((sheet) => ({ ...sheet, state: t('waiting') })),
  ].sort((a, b) => b.no - a.no)
  return (
    <section aria-labelledby="sheets-in">
      <h2 id="sheets-in">
        {now.round > 1 ? t('listTitle', { round: now.round }) : ''} {t('in', { count: isIn.length })}
      </h2>
      <ul className="plain-list sheets-in">
        {all.map((sheet) => (
          <li key={sheet.sheetId} className="row apart">
            <span className="who">
              <strong>{t('listName', { no: sheet.no })}</strong>
              <PartnerOf id={sheet.partnerId} partners={now.people.partners} />
              <span className="muted">{sheet.state}</span>
            </span>
            {now.shownRound < now.round && (
              <button
                type="button"
                className="button small"
                aria-label={t('takeOutName', { no: sheet.no })}
                onClick={() => window.confirm(t('takeOutAsk', { no: sheet.no })) && onTakeOut(sheet)}
              >
                {t('takeOut')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function PartnerOf({ id, partners }: { id: PartnerId; partners: Partners }) {
  const partner = partners.find((one) => one.id === id)
  if (!partner) return null
  return (
    <span className="who">
      <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
    </span>
  )
}

interface RefusedProps {
  refused: readonly RefusedSheet[]
  partners: Partners
  /** Undefined while another sheet is half typed. */
  onAgain: ((deed: Extract<SheetDeed, { is: 'enter' }>) => void) | undefined
  onPutAway(sheetId: SheetId): void
}

/** Sheets the server did not take, with its reason: back into the row, or away. */
export function RefusedSheets({ refused, partners, onAgain, onPutAway }: RefusedProps) {
  const t = useTranslations('sheets')
  const words = useTranslations('refusal') as unknown as (
    code: string,
    facts: Record<string, string | number>,
  ) => string
  return (
    <section className="banner bad" aria-labelledby="not-stored">
      <h2 id="not-stored">{t('refusedTitle')}</h2>
      <ul className="plain-list stack">
        {refused.map((deed) => {
          const partner = partners.find(({ id }) => id === deed.sheet.partnerId)?.name ?? ''
          const why = words(deed.refused.code, deed.refused.facts)
          return (
            <li key={deed.sheet.sheetId}>
              <p>{t('refused', { no: deed.sheet.no, partner, why })}</p>
              <div className="row">
                <button type="button" className="button small" disabled={!onAgain} onClick={() => onAgain?.(deed)}>
                  {t('again')}
                </button>
                <button type="button" className="button small" onClick={() => onPutAway(deed.sheet.sheetId)}>
                  {t('putAway')}
                </button>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
