import { Link } from '#app/_ui/link.tsx'
import { words } from '#app/_words/words.ts'

interface Props {
  path: string
  /** The word of the address that says which page of this list is shown, and the place on the page where it begins. */
  name: string
  /** Counted from 1. */
  page: number
  /** How many there are in all, and how many stand on a page. */
  count: number
  size: number
  /** What the list is of, for those who hear the links alone. */
  of: string
}

/** The way through a long list. Nothing where it fits on one page. */
export function Pages({ path, name, page, count, size, of }: Props) {
  const t = words('attention')
  const last = Math.ceil(count / size)
  if (last <= 1) return null
  const link = (to: number, word: string) => (
    <Link className="button" href={`${path}?${name}=${to}#${name}`}>
      {word}
      <span className="unseen">: {of}</span>
    </Link>
  )
  return (
    <p className="row" style={{ marginBlockStart: '1rem' }}>
      {page > 1 && link(Math.min(page - 1, last), t('pageBefore'))}
      <span className="muted">{t('pageAt', { at: page, last })}</span>
      {page < last && link(page + 1, t('pageNext'))}
    </p>
  )
}
