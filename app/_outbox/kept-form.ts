export type Values = readonly (readonly [name: string, value: string])[]
/** Where a browser keeps words. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const MARK = 'tricorner typed '
const KEPT_MS = 30 * 86_400_000

/** Keeps what is typed into a form and not sent yet, under the form's name at its seat, as long as a browser keeps anything. */
export function keepValues(keep: Keep, at: string, values: Values, nowMs: number): void {
  keep.setItem(MARK + at, JSON.stringify({ atMs: nowMs, values }))
}

/**
 * What was typed there on an earlier page, or at a seat that was made one with it since (`earlier`); undefined for nothing.
 * What nobody came back to for a month is forgotten, whichever form it was typed into.
 */
export function takeUpValues(keep: Keep, at: string, earlier: readonly string[], nowMs: number): Values | undefined {
  const all = Array.from({ length: keep.length }, (_, i) => keep.key(i) ?? '')
  for (const key of all)
    if (key.startsWith(MARK) && (read(keep, key)?.atMs ?? 0) < nowMs - KEPT_MS) keep.removeItem(key)
  const from = [at, ...earlier].find((one) => read(keep, MARK + one))
  const kept = from === undefined ? undefined : read(keep, MARK + from)
  if (!kept || from === undefined) return undefined
  if (from !== at) {
    keepValues(keep, at, kept.values, kept.atMs)
    keep.removeItem(MARK + from)
  }
  return kept.values
}

function read(keep: Keep, key: string): { atMs: number; values: Values } | undefined {
  try {
    const kept = JSON.parse(keep.getItem(key) ?? 'null')
    return typeof kept?.atMs === 'number' && Array.isArray(kept.values) ? kept : undefined
  } catch {
    return undefined
  }
}

/** A browser may refuse to keep anything: then it stays in the form, as long as the page is open. */
function trying<Answer>(deed: () => Answer): Answer | undefined {
  try {
    return deed()
  } catch {
    return undefined
  }
}

export function keepTyped(at: string, form: HTMLFormElement): void {
  const values = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  trying(() => keepValues(localStorage, at, values, Date.now()))
}

export const forgetTyped = (at: string): void => trying(() => localStorage.removeItem(MARK + at))

/** The same for words that stand in no form. */
export const keepWords = (at: string, words: string): void =>
  words.trim() === '' ? forgetTyped(at) : trying(() => keepValues(localStorage, at, [['words', words]], Date.now()))

export const keptWords = (at: string, earlier: readonly string[]): string | undefined =>
  trying(() => takeUpValues(localStorage, at, earlier, Date.now()))?.[0]?.[1]

/**
 * Puts back what was typed on an earlier page, and unfolds it. What is chosen is pressed, so that a form that asks further after
 * a choice does so: once that is drawn, it is filled too.
 */
export function putTypedBack(at: string, earlier: readonly string[], form: HTMLFormElement): void {
  const values = trying(() => takeUpValues(localStorage, at, earlier, Date.now()))
  if (!values) return
  const folded = form.closest('details')
  if (folded) folded.open = true
  fill(form, values)
  setTimeout(() => {
    if (!form.isConnected) return
    fill(form, values)
    // The presses were kept as they came, one by one.
    keepTyped(at, form)
  })
}

function fill(form: HTMLFormElement, values: Values): void {
  for (const element of form.elements) {
    const given = values.filter(([name]) => name === (element as HTMLInputElement).name).map(([, value]) => value)
    if (element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')) {
      const isChosen = given.includes(element.value)
      if (isChosen ? !element.checked : element.checked && element.type === 'checkbox') element.click()
    } else if (
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      given[0] !== undefined
    )
      element.value = given[0]
  }
}
