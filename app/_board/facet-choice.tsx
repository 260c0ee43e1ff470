import { useTranslations } from 'use-intl/react'
import { DIRECTION_FACETS, type Facet, FOCUS_FACETS, isFacet } from '#server/vocabulary/facet.ts'

interface Props {
  id: string
  /** What is chosen, where each choice is heard (`onChoose`); else it is the form's, under the name `facet`. */
  chosen?: Facet | null
  onChoose?(facet: Facet | null): void
}

/** Which question of focus or direction a card answers. */
export function FacetChoice({ id, chosen, onChoose }: Props) {
  const t = useTranslations('facets')
  return (
    <div>
      <label htmlFor={id} className="small">
        {t('label')}
      </label>
      <select
        id={id}
        name="facet"
        value={onChoose && (chosen ?? '')}
        onChange={onChoose && (({ target: { value } }) => onChoose(isFacet(value) ? value : null))}
      >
        <option value="">{t('none')}</option>
        {([FOCUS_FACETS, DIRECTION_FACETS] as const).map((facets, i) => (
          <optgroup key={facets[0]} label={t(i === 0 ? 'focus' : 'direction')}>
            {facets.map((facet) => (
              <option key={facet} value={facet}>
                {t(facet)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
