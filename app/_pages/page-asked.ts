/** Which page of a list an address asks for, counted from 1; 1 for anything that is no page. */
export function pageAsked(asked: string | string[] | undefined): number {
  const page = Number([asked].flat()[0] ?? 1)
  return Number.isInteger(page) && page > 0 && page < 1_000_000 ? page : 1
}
