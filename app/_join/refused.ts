import { type Facts, REFUSAL_STATUS, REFUSALS, type RefusalCode } from '#server/refusal.ts'

export interface Refused {
  code: RefusalCode
  facts: Facts
  status: number
}

/** What a form's refusal becomes in the address it is sent back to. Long texts are not carried: their length is in the words. */
export function refusedQuery(code: RefusalCode, facts: Facts, typed: Record<string, string>): string {
  const short = Object.entries(typed).filter(([, text]) => text.length <= 200)
  return new URLSearchParams({
    ...Object.fromEntries(short),
    refused: code,
    ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`fact-${name}`, String(value)])),
  }).toString()
}

/** The refusal out of an address; undefined when it names none of ours. */
export function readRefused(asked: Record<string, string | undefined>): Refused | undefined {
  const code = asked.refused as RefusalCode | undefined
  if (!code || !Object.hasOwn(REFUSALS, code)) return undefined
  const facts = Object.entries(asked).flatMap(([name, value]) =>
    name.startsWith('fact-') && value && /^\d{1,9}$/.test(value) ? [[name.slice(5), Number(value)] as const] : [],
  )
  return { code, facts: { length: 0, limit: 0, ...Object.fromEntries(facts) }, status: REFUSAL_STATUS[REFUSALS[code]] }
}
