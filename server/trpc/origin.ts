/**
 * Whether a request was made by one of our own pages, or by no browser at all: browsers say so by Sec-Fetch-Site and
 * Origin. What another site sends is turned away even though it carries our cookies.
 */
export function comesFromHere(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return false
  const origin = request.headers.get('origin')
  return !origin || (URL.canParse(origin) && new URL(origin).host === request.headers.get('host'))
}

/** Whether a body is JSON, as no plain form of another site can send it. */
export const isJson = (request: Request): boolean =>
  (request.headers.get('content-type') ?? '').startsWith('application/json')
