import { Link } from '#app/_ui/link.tsx'
import { pick, words } from '#app/_words/words.ts'
import type { Piece, Triangle } from '#server/triangle/read-triangle.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import { FACETS } from '#server/vocabulary/facet.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { cutText } from '#server/vocabulary/text.ts'
import { Imbalances } from './imbalances.tsx'
import { CornersView, ListView } from './pieces.tsx'
import { Shapes } from './shapes.tsx'
import { TriangleFigure } from './triangle-figure.tsx'
import { TriangleForms } from './triangle-forms.tsx'

interface Props {
  networkId: NetworkId
  triangle: Triangle
  view: 'triangle' | 'list'
  all: Corner | null
  /** Who may put cards here, and who may say who authorises what. */
  may: { add: boolean; lead: boolean }
}

/** The whole triangle of a network. Draws; what does not fit together is worked out in the rooms of the server. */
export function TrianglePage({ networkId, triangle, view, all, may }: Props) {
  const t = words('triangle')
  const here = `/network/${networkId}/triangle`
  const messages = pick('triangle', 'corners', 'refusal')
  const counts = Object.fromEntries(
    CORNERS.map((corner) => [corner, triangle.pieces.filter((piece) => piece.corner === corner).length]),
  ) as Record<Corner, number>
  const lines = Object.fromEntries(
    CORNERS.map((corner) => [corner, [t('count', { count: counts[corner] })]]),
  ) as unknown as Record<Corner, string[]>
  return (
    <div className="stack">
      <p>{t('lead')}</p>
      <div className="grid">
        <TriangleFigure name={t('figure', counts)} lines={lines} />
        {may.add && (
          <section className="panel" aria-labelledby="add-purpose">
            <h2 id="add-purpose">{t('addPurpose')}</h2>
            <TriangleForms
              {...{ networkId, messages }}
              is="add"
              partners={triangle.addsFor.map(({ id, name }) => [id, name] as const)}
            />
            <p className="row" style={{ marginBlockStart: '1rem' }}>
              {may.lead && (
                <Link className="button" href={`/network/${networkId}/backing/new`}>
                  {t('addBacker')}
                </Link>
              )}
              {triangle.addsFor.length > 0 && (
                <Link className="button" href={`/network/${networkId}/means/new`}>
                  {t('addMeans')}
                </Link>
              )}
            </p>
          </section>
        )}
      </div>
      <Imbalances triangle={triangle} />
      <LinkForms {...{ networkId, triangle, may, messages }} />
      <nav className="tabs" aria-label={t('view')}>
        <Link className="button" href={here} aria-current={view === 'triangle' ? 'page' : undefined}>
          {t('asTriangle')}
        </Link>
        <Link className="button" href={`${here}?view=list`} aria-current={view === 'list' ? 'page' : undefined}>
          {t('asList')}
        </Link>
      </nav>
      {view === 'list' ? (
        <ListView {...{ networkId, triangle, all, messages }} />
      ) : (
        <CornersView {...{ networkId, triangle, all, messages }} />
      )}
      {triangle.partners.length > 0 && (
        <section aria-labelledby="shapes">
          <h2 id="shapes">{t('shapes')}</h2>
          <p className="muted">{t('shapesLead')}</p>
          <Shapes partners={triangle.partners} shapes={triangle.shapes} messages={messages} />
        </section>
      )}
      <Facets triangle={triangle} />
    </div>
  )
}

function LinkForms({
  networkId,
  triangle,
  may,
  messages,
}: Pick<Props, 'networkId' | 'triangle' | 'may'> & Pick<Parameters<typeof TriangleForms>[0], 'messages'>) {
  const t = words('triangle')
  const options = (pieces: readonly Piece[], name: (piece: Piece) => string) =>
    pieces.map((piece) => [name(piece), cutText(piece.label, 90)] as const)
  const of = (kind: Piece['kind']) => triangle.pieces.filter((piece) => piece.kind === kind)
  const purposes = options([...of('purpose'), ...of('statement')], ({ kind, id }) => `${kind}:${id}`)
  const backers = options(of('authoriser'), ({ id }) => id)
  const means = options(
    of('capacity').filter(({ partners }) => triangle.addsFor.some(({ id }) => id === partners[0]?.id)),
    ({ id }) => id,
  )
  if (purposes.length === 0) return null
  return (
    <div className="grid">
      {may.lead && backers.length > 0 && (
        <details>
          <summary>{t('linkBacker')}</summary>
          <TriangleForms {...{ networkId, messages, purposes, backers }} is="backer" />
        </details>
      )}
      {means.length > 0 && (
        <details>
          <summary>{t('linkMeans')}</summary>
          <TriangleForms {...{ networkId, messages, purposes, means }} is="means" />
        </details>
      )}
    </div>
  )
}

/** The parts of focus and direction that nobody wrote about. Nothing before the first workshop: nobody was asked. */
function Facets({ triangle }: Pick<Props, 'triangle'>) {
  const t = words('triangle')
  const facet = words('facetNames')
  const { missing } = triangle
  if (!missing) return null
  return (
    <section aria-labelledby="facets">
      <h2 id="facets">{t('facets')}</h2>
      <p className="muted">{missing.length === 0 ? t('facetsNone') : t('facetsLead')}</p>
      <ul className="dotted" aria-labelledby="facets">
        {FACETS.filter((one) => missing.includes(one)).map((one) => (
          <li key={one}>
            {facet(one)} <span className="muted">– {words('facets')(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
