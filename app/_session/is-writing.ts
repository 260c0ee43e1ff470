const TYPED = 'textarea, input:not([type=radio], [type=checkbox], [type=hidden])'

const hasWords = (form: HTMLFormElement | null | undefined): boolean =>
  [...(form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(TYPED) ?? [])].some(({ value }) => value !== '')

// The form that holds words not sent yet. A tick pressed after them takes the focus away, on some phones to nowhere.
let typedIn: HTMLFormElement | null = null
if (typeof document !== 'undefined') {
  document.addEventListener(
    'input',
    ({ target }) => {
      const { form } = target as HTMLInputElement
      if (hasWords(form)) typedIn = form
      else if (form === typedIn) typedIn = null
    },
    true,
  )
  // A sending that was refused leaves the words where they are: the next touch of the form tells.
  document.addEventListener('submit', ({ target }) => {
    if (target === typedIn) typedIn = null
  })
}

/** Whether somebody is at a field of words, or words that they typed stand in a form and are not sent. */
export function isWriting(): boolean {
  const at = document.activeElement
  if (at?.matches(`${TYPED}, select`)) return true
  return typedIn?.isConnected === true || hasWords(at?.closest('form'))
}
