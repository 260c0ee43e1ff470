/**
 * Runs in a page before anything of it is drawn, written into it as text: it uses nothing from outside. Until the page’s program
 * listens (listening.tsx), it holds what is pressed that needs the program, and remembers what is typed and chosen, by a figure’s
 * key too. Then it does both again, first what is typed and chosen, as if it were done now. What a browser does alone is left to
 * it: links, what unfolds, forms that have an address to go to.
 */
export function holdEarly(): void {
  // Two lists, for nothing comes of a press yet: what stands in the fields then is meant by it, whenever it came to stand there.
  const written = new Map<HTMLElement | Event, () => void>()
  const pressed = new Map<HTMLElement, () => void>()
  const isDeaf = () => document.querySelector('[data-deaf]') !== null
  const goesAlone = (form: HTMLFormElement | null) => Boolean(form?.hasAttribute('action'))

  /** Also once the last part listens, until what was held is done: nothing may overtake it. */
  const isHolding = () => {
    if (isDeaf()) return true
    if (written.size + pressed.size === 0) return false
    // The part that was deaf may have been taken away instead.
    setTimeout(doAgain)
    return true
  }

  const press = (event: Event) => {
    const at = (event.target as Element).closest<HTMLButtonElement | HTMLFormElement>(
      event.type === 'submit' ? 'form' : 'button',
    )
    if (!at || goesAlone(at instanceof HTMLFormElement ? at : at.form) || !isHolding()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    // Pressed twice, because nothing seemed to come of it: meant once.
    pressed.delete(at)
    // Seen at once, and without a change to what React is about to look through.
    const sign = at.animate?.({ opacity: 0.6 }, { fill: 'forwards' })
    pressed.set(at, () => {
      sign?.cancel()
      if (at instanceof HTMLFormElement) at.requestSubmit()
      else at.click()
    })
  }

  const write = ({ target }: Event) => {
    if (!isHolding()) return
    // Of one choice and another, the last comes last.
    written.delete(target as HTMLElement)
    written.set(target as HTMLElement, again(target as HTMLInputElement))
  }

  // A figure’s key chooses something where nothing is written. Each is meant: the second may answer a second question.
  const key = (event: KeyboardEvent) => {
    const { key, repeat, target, ctrlKey, metaKey, altKey } = event
    const at = target as HTMLElement
    const writes = at.matches('textarea, select, input:not([type=radio], [type=checkbox])')
    if (!/^\d$/.test(key) || ctrlKey || metaKey || altKey || writes || !isHolding()) return
    event.stopImmediatePropagation()
    if (!repeat) written.set(event, () => at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
  }

  // React takes no notice of what is in a field already: it is put in anew, past the setter that React watches.
  const again = (field: HTMLInputElement) => {
    const { value, checked } = field
    if (field.type === 'radio' || field.type === 'checkbox')
      return () => {
        field.checked = !checked
        field.click()
      }
    return () => {
      const { selectionStart, selectionEnd } = field
      // Anything else: of what was rubbed out React takes notice too.
      field.value = value ? '' : ' '
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
      if (selectionStart !== null && document.activeElement === field)
        field.setSelectionRange?.(selectionStart, selectionEnd)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }

  const doAgain = async () => {
    if (isDeaf()) return
    const all = [...written, ...pressed]
    written.clear()
    pressed.clear()
    for (const [at, deed] of all) {
      if ((at instanceof Event ? (at.target as HTMLElement) : at).isConnected) deed()
      // What it changed is drawn before the next.
      await undefined
    }
  }

  for (const type of ['click', 'submit']) addEventListener(type, press, true)
  addEventListener('keydown', key, true)
  addEventListener('input', write, true)
  // After what a form of the page does when it is first there, which is to put back what was typed on an earlier page.
  new MutationObserver(() => setTimeout(doAgain)).observe(document, { subtree: true, attributeFilter: ['data-deaf'] })
}
