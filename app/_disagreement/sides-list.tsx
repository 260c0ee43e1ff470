'use client'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import type { Side, StatementReport } from '#server/analysis/report.ts'
import './differ.css'
import { type MarkedPartner, NAMED } from './marked-partner.ts'

const SIDES: readonly [Side, 'for' | 'against' | 'neither' | 'unclearFor' | 'remitFor' | 'noneFrom'][] = [
  ['for', 'for'],
  ['neither', 'neither'],
  ['against', 'against'],
  ['unclear', 'unclearFor'],
  ['remit', 'remitFor'],
  ['none', 'noneFrom'],
]

/** Which organisations stand where on a statement, as far as that may be shown. */
export function SidesList({ statement, partners }: { statement: StatementReport; partners: readonly MarkedPartner[] }) {
  const t = useTranslations('answers')
  const hidden = statement.cells.filter(({ suppressed }) => suppressed).length
  return (
    <>
      <dl className="sides small">
        {SIDES.map(([side, key]) => {
          const who = statement.cells
            .filter((cell) => cell.side === side)
            .flatMap((cell) => partners.find(({ id }) => id === cell.partnerId) ?? [])
          if (who.length === 0) return null
          return (
            <div key={side}>
              <dt className="muted">{t(key, { who: '' })}</dt>
              <dd className={who.length > NAMED ? 'side-members many' : 'side-members'}>
                {who.map(({ id, name, initials, markNo }) =>
                  who.length > NAMED ? (
                    <Mark key={id} initials={initials} no={markNo} label={name} />
                  ) : (
                    <span key={id} className="who">
                      <Mark initials={initials} no={markNo} /> {name}
                    </span>
                  ),
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      {hidden > 0 && <p className="small muted">{t('hidden', { count: hidden })}</p>}
    </>
  )
}
