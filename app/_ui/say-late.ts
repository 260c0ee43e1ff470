/**
 * Runs in a page as hold-early.ts does, and after it. Where the page’s program still does not listen after ten seconds, because
 * something on the way swallows it, the page says so, and how to load it again: it looks alive, and does nothing. What was typed
 * and chosen until then is there again once it is loaded again, in this tab alone.
 */
export function sayLate(): void {
  type Field = HTMLInputElement
  const KEPT = 'tricorner typed early'
  const touched = new Set<EventTarget | null>()
  const isDeaf = () => document.querySelector('[data-deaf]') !== null
  // By what stands beside it too: the room may have moved on to a step that asks something else in the same place.
  const fields = () =>
    [...document.querySelectorAll<Field>('input, textarea, select')].map(
      (field, i) => [`${i} ${field.type} ${field.name} ${field.labels?.[0]?.textContent}`, field] as const,
    )

  const say = (said?: HTMLElement) => {
    if (!isDeaf()) return said?.remove()
    const { late = '', loadAgain = '' } = document.body.dataset
    const telling = said ?? document.createElement('section')
    if (!said) {
      const link = document.createElement('a')
      Object.assign(link, { href: '', textContent: loadAgain })
      link.addEventListener('click', (event) => {
        event.preventDefault()
        location.reload()
      })
      telling.setAttribute('role', 'alert')
      telling.className = 'banner warn'
      telling.style.cssText = 'position:fixed;inset:1rem 1rem auto;z-index:9'
      telling.append(`${late} `, link)
      document.body.append(telling)
    }
    setTimeout(say, 500, telling)
  }
  setTimeout(say, 10_000)

  addEventListener('input', ({ target }) => isDeaf() && touched.add(target), true)
  // A browser may refuse to keep anything.
  const trying = (deed: () => void) => () => {
    try {
      deed()
    } catch {}
  }
  addEventListener(
    'pagehide',
    trying(() => {
      if (!isDeaf()) return
      const left = fields().filter(([, field]) => touched.has(field) && (field.type !== 'radio' || field.checked))
      const typed = left.map(([at, { value, checked }]) => [at, value, checked])
      sessionStorage.setItem(KEPT, JSON.stringify([location.pathname, typed]))
    }),
  )
  addEventListener(
    'DOMContentLoaded',
    trying(() => {
      const [path, typed] = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')
      sessionStorage.removeItem(KEPT)
      const [way] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
      // Who comes another way may be somebody else.
      if (path !== location.pathname || way?.type !== 'reload') return
      for (const [at, field] of fields())
        for (const [was, value, checked] of typed) {
          if (was !== at) continue
          if (field.type === 'radio' || field.type === 'checkbox') {
            if (field.checked !== checked) field.click()
            continue
          }
          // A program that was kept from before may listen already: past the setter that React watches.
          Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
          for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
        }
    }),
  )
}
