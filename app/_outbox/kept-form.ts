type Values = [name: string, value: string][]

/** Keeps what is typed into a form and not sent yet, as long as a browser keeps anything. */
export function keepTyped(at: string, form: HTMLFormElement): void {
  const values: Values = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  try {
    localStorage.setItem(at, JSON.stringify(values))
  } catch {
    // It stays in the form, as long as the page is open.
  }
}

export function forgetTyped(at: string): void {
  try {
    localStorage.removeItem(at)
  } catch {
    // Nothing was kept.
  }
}

/** Puts back what was typed on an earlier page. */
export function putTypedBack(at: string, form: HTMLFormElement): void {
  const values = read(at)
  if (!values) return
  for (const element of form.elements) {
    const given = values.filter(([name]) => name === (element as HTMLInputElement).name).map(([, value]) => value)
    if (element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox'))
      element.checked = given.includes(element.value)
    else if (
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      given[0] !== undefined
    )
      element.value = given[0]
  }
}

function read(at: string): Values | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(at) ?? 'null')
    return Array.isArray(kept) ? (kept as Values) : undefined
  } catch {
    return undefined
  }
}
