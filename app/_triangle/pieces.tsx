import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import { words } from '#app/_words/words.ts'
import type { Linked, Piece, Triangle } from '#server/triangle/read-triangle.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { TriangleForms } from './triangle-forms.tsx'

interface Props {
  networkId: NetworkId
  triangle: Triangle
  /** The corner whose things are all shown; the others show their first. */
  all: Corner | null
  messages: Parameters<typeof TriangleForms>[0]['messages']
}

const FIRST = 30
const LINKS = 4
const WAYS: Partial<Record<Linked['kind'] | Piece['kind'], string>> = {
  ...{ authoriser: 'backing', capacity: 'means', activity: 'activities', value_entry: 'value' },
}

/** Everything at each corner, as cards that lie as the triangle stands. */
export function CornersView(props: Props) {
  const t = words('triangle')
  return (
    <div className="three-corners">
      {CORNERS.map((corner) => {
        const { pieces, hidden } = lying(props, corner)
        return (
          <section key={corner} aria-labelledby={`corner-${corner}`}>
            <CornerHead corner={corner} count={pieces.length + hidden} />
            <ul className="plain-list pieces" aria-labelledby={`corner-${corner}`}>
              {pieces.map((piece) => (
                <li key={piece.id} className="note">
                  <p>
                    <Name networkId={props.networkId} one={piece} />{' '}
                    <span className="muted small">{t(`kinds.${piece.kind}`)}</span>
                  </p>
                  <Whose piece={piece} />
                  <Links networkId={props.networkId} piece={piece} />
                  <TakeOut {...props} piece={piece} />
                </li>
              ))}
            </ul>
            <ShowAll networkId={props.networkId} corner={corner} hidden={hidden} count={pieces.length + hidden} />
          </section>
        )
      })}
    </div>
  )
}

/** The same as tables, corner after corner. */
export function ListView(props: Props) {
  const t = words('triangle')
  return CORNERS.map((corner) => {
    const { pieces, hidden } = lying(props, corner)
    return (
      <div key={corner}>
        <CornerHead corner={corner} count={pieces.length + hidden} />
        {pieces.length > 0 && (
          <section className="table-wrap" aria-labelledby={`corner-${corner}`} tabIndex={0}>
            <table className="pieces-table" aria-labelledby={`corner-${corner}`}>
              <thead>
                <tr>
                  {(['what', 'whose', 'linked'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`columns.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {pieces.map((piece) => (
                  <tr key={piece.id}>
                    <td>
                      <Name networkId={props.networkId} one={piece} />{' '}
                      <span className="muted small">{t(`kinds.${piece.kind}`)}</span>
                      <TakeOut {...props} piece={piece} />
                    </td>
                    <td>
                      {piece.partners.length === 0 ? (
                        <span className="muted">{t('nobodys')}</span>
                      ) : (
                        <Whose piece={piece} />
                      )}
                    </td>
                    <td>
                      <Links networkId={props.networkId} piece={piece} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        <ShowAll networkId={props.networkId} corner={corner} hidden={hidden} count={pieces.length + hidden} list />
      </div>
    )
  })
}

function lying({ triangle, all }: Props, corner: Corner) {
  const here = triangle.pieces.filter((piece) => piece.corner === corner)
  const pieces = all === corner ? here : here.slice(0, FIRST)
  return { pieces, hidden: here.length - pieces.length }
}

function CornerHead({ corner, count }: { corner: Corner; count: number }) {
  const t = words('corners')
  return (
    <>
      <h2 id={`corner-${corner}`}>
        <CornerMark place={corner} /> {t(corner)}
      </h2>
      <p className="muted">
        {count === 0 ? t(`${corner}Empty`) : `${t(`${corner}Lead`)} · ${words('triangle')('count', { count })}`}
      </p>
    </>
  )
}

function ShowAll({
  networkId,
  corner,
  hidden,
  count,
  list = false,
}: {
  networkId: string
  corner: Corner
  hidden: number
  count: number
  list?: boolean
}) {
  if (hidden === 0) return null
  return (
    <p>
      <Link
        className="button"
        href={`/network/${networkId}/triangle?all=${corner}${list ? '&view=list' : ''}#corner-${corner}`}
      >
        {words('triangle')('showAll', { count })}
        <span className="unseen"> {words('corners')(corner)}</span>
      </Link>
    </p>
  )
}

function Name({ networkId, one }: { networkId: string; one: Pick<Piece | Linked, 'kind' | 'id' | 'label'> }) {
  const way = WAYS[one.kind]
  return way ? <Link href={`/network/${networkId}/${way}/${one.id}`}>{one.label}</Link> : <Said>{one.label}</Said>
}

function Whose({ piece }: { piece: Piece }) {
  if (piece.partners.length === 0) return null
  return (
    <p className="who-list muted small">
      {piece.partners.map(({ id, name, initials, markNo }) => (
        <span key={id} className="who">
          <Mark initials={initials} no={markNo} /> {name}
        </span>
      ))}
    </p>
  )
}

/** What a thing is linked with, by kind. */
function Links({ networkId, piece }: { networkId: string; piece: Piece }) {
  const t = words('triangle')
  if (piece.kind === 'card') return null
  if (piece.links.length === 0) return <p className="muted small">{t('notLinked')}</p>
  const kinds = [...new Set(piece.links.map(({ kind }) => kind))]
  return (
    <dl className="small">
      {kinds.map((kind) => {
        const these = piece.links.filter((link) => link.kind === kind)
        return (
          <div key={kind}>
            <dt>
              {piece.kind === 'authoriser' && kind !== 'activity' && kind !== 'value_entry'
                ? t('linksOfBacker')
                : t(`links.${kind}`)}
              {': '}
            </dt>
            {these.slice(0, LINKS).map((link, i) => (
              <dd key={link.id}>
                {i > 0 && '; '}
                <Name networkId={networkId} one={link} />
              </dd>
            ))}
            {these.length > LINKS && <dd className="muted">; {t('more', { count: these.length - LINKS })}</dd>}
          </div>
        )
      })}
    </dl>
  )
}

function TakeOut({ networkId, triangle, messages, piece }: Props & { piece: Piece }) {
  if (!triangle.takesOut.some((id) => id === piece.id)) return null
  return <TriangleForms {...{ networkId, messages }} is="take-out" purposeId={piece.id as never} label={piece.label} />
}
