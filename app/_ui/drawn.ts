import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** For tests: what of this stands on a page that the server draws, without the sign that nothing listens yet. */
export const drawn = (page: ReactNode): string =>
  renderToStaticMarkup(page).replaceAll('<template data-deaf=""></template>', '')
