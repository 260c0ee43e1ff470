'use client'
import { useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { CHECKS, type Check, type Found, look, overall } from './checks.ts'
import './venue.css'
import { Press } from '#app/_ui/press.tsx'

/** Whether this network is fit for a workshop, in words, within five seconds. */
export const VenueCheck = ({ messages }: { messages: Messages }) => (
  <Words messages={messages}>
    <Checks />
  </Words>
)

const SIGN = { green: '✓', amber: '!', red: '✕' } as const

function Checks() {
  const t = useTranslations('venue')
  const [found, setFound] = useState<Partial<Record<Check, Found>>>({})
  const check = useCallback(() => {
    setFound({})
    for (const one of CHECKS) void look(one).then((what) => setFound((had) => ({ ...had, [one]: what })))
  }, [])
  useEffect(check, [check])
  const all = CHECKS.flatMap((one) => found[one] ?? [])
  const light = all.length === CHECKS.length ? overall(all) : undefined
  const say = t as unknown as (key: string, facts?: Record<string, number>) => string
  return (
    <>
      <div className={`banner light-${light ?? 'none'}`} role="status">
        <p>
          <strong>{light ? t(`all.${light}`) : t('looking')}</strong>
        </p>
        {light && <p>{t(`all.${light}Lead`)}</p>}
      </div>
      <ul className="plain-list">
        {CHECKS.map((one) => {
          const what = found[one]
          return (
            <li key={one} className={`check light-${what?.light ?? 'none'}`}>
              <span className="sign" aria-hidden="true">
                {what ? SIGN[what.light] : '…'}
              </span>
              <div>
                <h2>
                  {t(`${one}.name`)} <span className="word">{what ? t(`light.${what.light}`) : ''}</span>
                </h2>
                {what && <p>{say(`${one}.${what.says}`, what.facts)}</p>}
              </div>
            </li>
          )
        })}
      </ul>
      <p>
        <Press off={!light} onPress={check}>
          {t('again')}
        </Press>
      </p>
    </>
  )
}
