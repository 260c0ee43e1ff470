/**
 * Runs in a page before anything of it is drawn, written into it as text: it uses nothing from outside. Until the page’s program
 * listens (listening.tsx), it holds what is pressed that needs the program, and remembers what is typed and chosen. Then it does
 * both again, in order, as if it were done now. What a browser does alone is left to it: links, what unfolds, forms that have an
 * address to go to.
 */
export function holdEarly(): void {
  const held = new Map<HTMLElement, () => void>()
  const isDeaf = () => document.querySelector('[data-deaf]') !== null
  const goesAlone = (form: HTMLFormElement | null) => Boolean(form?.hasAttribute('action'))

  const press = (event: Event) => {
    const pressed = (event.target as Element).closest<HTMLButtonElement | HTMLFormElement>(
      event.type === 'submit' ? 'form' : 'button',
    )
    if (!pressed || goesAlone(pressed instanceof HTMLFormElement ? pressed : pressed.form) || !isDeaf()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    // Pressed twice, because nothing seemed to come of it: meant once, and after what was typed between.
    held.delete(pressed)
    // Seen at once, and without a change to what React is about to look through.
    const sign = pressed.animate?.({ opacity: 0.6 }, { fill: 'forwards' })
    held.set(pressed, () => {
      sign?.cancel()
      if (pressed instanceof HTMLFormElement) pressed.requestSubmit()
      else pressed.click()
    })
  }

  const write = ({ target }: Event) => {
    if (isDeaf()) held.set(target as HTMLElement, again(target as HTMLInputElement))
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
      field.value = ''
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
      if (selectionStart !== null && document.activeElement === field)
        field.setSelectionRange?.(selectionStart, selectionEnd)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }

  const doAgain = async () => {
    if (isDeaf()) return
    const all = [...held]
    held.clear()
    for (const [at, deed] of all) {
      if (at.isConnected) deed()
      // What it changed is drawn before the next.
      await undefined
    }
  }

  for (const type of ['click', 'submit']) addEventListener(type, press, true)
  addEventListener('input', write, true)
  // After what a form of the page does when it is first there, which is to put back what was typed on an earlier page.
  new MutationObserver(() => setTimeout(doAgain)).observe(document, { subtree: true, attributeFilter: ['data-deaf'] })
}
