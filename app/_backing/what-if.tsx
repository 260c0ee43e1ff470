import { sayList } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Register } from '#server/authoriser/find.ts'
import { whatIf } from '#server/authoriser/foresee.ts'
import { readDay } from '#server/vocabulary/day.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { Hits } from './hits.tsx'

/** What was asked in the address: who goes, or everybody by a day. */
export interface AskedWhatIf {
  gone: readonly string[]
  by: string
  papersToo: boolean
  isAsked: boolean
}

/** Chooses who goes, and tells what is left. A plain form, so that a question has an address and needs no script. */
export function WhatIf({
  networkId,
  register,
  asked,
}: {
  networkId: NetworkId
  register: Register
  asked: AskedWhatIf
}) {
  const t = words('backing')
  return (
    <>
      <form method="get" action={`/network/${networkId}/backing#what-if`} className="panel">
        <fieldset>
          <legend>{t('whatIfWho')}</legend>
          <div className="choices chips">
            {register.authorisers.map(({ id, label }) => (
              <label key={id} className="choice slim">
                <input type="checkbox" name="gone" value={id} defaultChecked={asked.gone.includes(id)} />
                <span>{label}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="field">
          <label htmlFor="what-if-by">{t('whatIfBy')}</label>
          <input type="date" id="what-if-by" name="by" defaultValue={readDay(asked.by) ?? ''} />
        </div>
        <label className="choice slim">
          <input type="checkbox" name="papers" value="too" defaultChecked={asked.papersToo} />
          <span>{t('whatIfPapers')}</span>
        </label>
        <p>
          <button type="submit" className="button first">
            {t('whatIfGo')}
          </button>
        </p>
      </form>
      {asked.isAsked && <Answer register={register} asked={asked} />}
    </>
  )
}

function Answer({ register, asked }: { register: Register; asked: AskedWhatIf }) {
  const t = words('backing')
  const by = readDay(asked.by) ?? null
  if (asked.gone.length === 0 && by === null)
    return (
      <p className="wrong" role="alert">
        {t('whatIfNot')}
      </p>
    )
  const { gone, left, weakened, holding } = whatIf(register, { ...asked, by })
  const sum = { left: left.length, weakened: weakened.length, holding: holding.length }
  const who = sayList(gone.map(({ label }) => label))
  return (
    <div className="stack">
      <p className="banner" role="status">
        {gone.length === 0 ? t('whatIfNobody') : t('whatIfSum', { who, count: gone.length, ...sum })}
      </p>
      <div className="grid">
        <section aria-labelledby="left">
          <h3 id="left">{t('left')}</h3>
          <Hits hits={left} headingId="left" />
        </section>
        <section aria-labelledby="weakened">
          <h3 id="weakened">{t('weakened')}</h3>
          <Hits hits={weakened} headingId="weakened" />
        </section>
        <section aria-labelledby="holds">
          <h3 id="holds">{t('holds')}</h3>
          <Hits hits={holding} headingId="holds" />
        </section>
      </div>
    </div>
  )
}
