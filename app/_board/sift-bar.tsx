'use client'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl/react'
import type { BoardView } from '#server/board/view.ts'
import { DIRECTION_FACETS, FOCUS_FACETS } from '#server/vocabulary/facet.ts'
import { countOf, isOpen, OPEN_SIEVE, type Sieve, siftBoard } from './sift.ts'

interface Props {
  sieve: Sieve
  view: BoardView
  partners: readonly { id: string; name: string }[]
  onSieve(sieve: Sieve): void
}

/** Looks for cards by words, by partner and by what they are about. */
export function SiftBar({ sieve, view, partners, onSieve }: Props) {
  const t = useTranslations('board')
  const facets = useTranslations('facetNames')
  const shown = useMemo(() => countOf(siftBoard(view, sieve)), [view, sieve])
  return (
    <search className="row sift">
      <label className="unseen" htmlFor="sift-text">
        {t('search')}
      </label>
      <input
        id="sift-text"
        type="search"
        value={sieve.text}
        placeholder={t('search')}
        onChange={(event) => onSieve({ ...sieve, text: event.target.value })}
      />
      <label className="unseen" htmlFor="sift-partner">
        {t('ofPartner')}
      </label>
      <select
        id="sift-partner"
        value={sieve.partner}
        onChange={(event) => onSieve({ ...sieve, partner: event.target.value })}
      >
        <option value="">{t('everyPartner')}</option>
        {partners.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <label className="unseen" htmlFor="sift-facet">
        {t('ofFacet')}
      </label>
      <select
        id="sift-facet"
        value={sieve.facet}
        onChange={(event) => onSieve({ ...sieve, facet: event.target.value as Sieve['facet'] })}
      >
        <option value="">{t('everyFacet')}</option>
        {(['focus', 'direction'] as const).map((dimension) => (
          <optgroup key={dimension} label={facets(dimension)}>
            <option value={dimension}>{t('allOf', { what: facets(dimension) })}</option>
            {(dimension === 'focus' ? FOCUS_FACETS : DIRECTION_FACETS).map((facet) => (
              <option key={facet} value={facet}>
                {facets(facet)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <span role="status" className="muted small">
        {!isOpen(sieve) && t('found', { shown, count: countOf(view) })}
      </span>
      {!isOpen(sieve) && (
        <button type="button" className="button small" onClick={() => onSieve(OPEN_SIEVE)}>
          {t('showAll')}
        </button>
      )}
    </search>
  )
}
