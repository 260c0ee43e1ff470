// @vitest-environment happy-dom
import { act, useState } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { holdEarly } from './hold-early.ts'
import { Listening } from './listening.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const added: string[] = []
const gone = vi.fn()
let place: HTMLElement
let root: Root | undefined

function Form({ had = '' }) {
  const [text, setText] = useState(had)
  const [corner, setCorner] = useState('middle')
  const [facet, setFacet] = useState('none')
  const [times, setTimes] = useState(0)
  const [keys, setKeys] = useState('')
  return (
    <main onKeyDown={({ key }) => setKeys(keys + key)} data-keys={keys}>
      <Listening />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          added.push(`${text} at ${corner}, ${facet}`)
        }}
      >
        {['middle', 'purpose'].map((one) => (
          <input
            key={one}
            type="radio"
            name="place"
            value={one}
            checked={corner === one}
            onChange={() => setCorner(one)}
          />
        ))}
        <select value={facet} onChange={(event) => setFacet(event.target.value)}>
          <option value="none">None</option>
          <option value="who">Who</option>
        </select>
        <textarea value={text} onChange={(event) => setText(event.target.value)} />
        <button type="submit">Add</button>
      </form>
      <button type="button" onClick={() => setTimes(times + 1)}>
        Pressed {times}
      </button>
      <form action="/language" method="post">
        <button type="submit">Cymraeg</button>
      </form>
    </main>
  )
}

const one = <Found extends HTMLElement>(selector: string) => place.querySelector(selector) as Found
function type(text: string): void {
  const field = one<HTMLTextAreaElement>('textarea')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
const buttons = () => [...place.querySelectorAll('button')] as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement]
/** What shows that a press is held is there at once, and nobody has to wait for it. */
function seen(): void {
  for (const sign of buttons().flatMap((button) => button.getAnimations())) sign.finish()
}
/** `meanwhile`: what comes between, for what was held is done in a task of its own. */
async function listens(meanwhile = () => {}, had = ''): Promise<void> {
  await act(async () => {
    root = hydrateRoot(place, <Form had={had} />)
  })
  expect(place.querySelector('[data-deaf]')).toBeNull()
  await act(async () => meanwhile())
  seen()
  await act(async () => void (await vi.runAllTimersAsync()))
}

beforeAll(() => {
  holdEarly()
  // A page that is sent away loses what was written.
  document.addEventListener(
    'submit',
    (event) => event.defaultPrevented || gone((event.target as Element).getAttribute('action')),
  )
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  added.length = 0
  gone.mockClear()
  place = document.body.appendChild(document.createElement('div'))
  place.innerHTML = renderToString(<Form />)
})
afterEach(() => {
  act(() => root?.unmount())
  vi.useRealTimers()
  place.remove()
})

test('what was written, chosen and pressed before the page listened is done once it listens', async () => {
  type('Safe places')
  one<HTMLInputElement>('[value=purpose]').click()
  one<HTMLSelectElement>('select').value = 'who'
  one('select').dispatchEvent(new Event('input', { bubbles: true }))
  buttons()[0].click()
  expect(gone).not.toHaveBeenCalled()
  await listens()
  expect(added).toEqual(['Safe places at purpose, who'])
  expect(one<HTMLTextAreaElement>('textarea').value).toBe('Safe places')
  expect(one<HTMLInputElement>('[value=purpose]').checked).toBe(true)
})

test('what was written and not sent stands there still, and is sent when it is', async () => {
  type('Safe')
  type('Safe places')
  await listens()
  expect(added).toEqual([])
  expect(one<HTMLTextAreaElement>('textarea').value).toBe('Safe places')
  await act(async () => buttons()[0].click())
  expect(added).toEqual(['Safe places at middle, none'])
})

test('a press that nothing seemed to come of is meant once, with the words that were written by then', async () => {
  buttons()[0].click()
  type('Safe places')
  buttons()[0].click()
  for (const _ of [1, 2, 3]) buttons()[1].click()
  await listens()
  expect(added).toEqual(['Safe places at middle, none'])
  expect(buttons()[1].textContent).toBe('Pressed 1')
})

test('of what was chosen to and fro, what was chosen last holds, also after a press', async () => {
  for (const at of ['purpose', 'middle', 'purpose']) one<HTMLInputElement>(`[value=${at}]`).click()
  type('Safe places')
  await listens(() => buttons()[0].click())
  expect(added).toEqual(['Safe places at purpose, none'])
  expect(one<HTMLInputElement>('[value=purpose]').checked).toBe(true)
})

test('a press goes with what was chosen by the time that it is done', async () => {
  buttons()[0].click()
  one<HTMLInputElement>('[value=purpose]').click()
  await listens()
  expect(added).toEqual([' at purpose, none'])
})

test('what was rubbed out stays rubbed out', async () => {
  place.innerHTML = renderToString(<Form had="Safe places" />)
  type('')
  await listens(undefined, 'Safe places')
  expect(one<HTMLTextAreaElement>('textarea').value).toBe('')
  await act(async () => buttons()[0].click())
  expect(added).toEqual([' at middle, none'])
})

test('what is written, chosen and pressed just as the page begins to listen overtakes nothing', async () => {
  type('Safe')
  one<HTMLInputElement>('[value=purpose]').click()
  await listens(() => {
    type('Safe places')
    one<HTMLInputElement>('[value=middle]').click()
    buttons()[0].click()
  })
  expect(added).toEqual(['Safe places at middle, none'])
  expect(one<HTMLTextAreaElement>('textarea').value).toBe('Safe places')
})

const figure = (selector: string, key: string, more: KeyboardEventInit = {}) =>
  one(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
const heard = () => one('main').dataset.keys

test('the keys of figures that were pressed before the page listened answer once it listens, in their order', async () => {
  figure('main', '4')
  figure('[value=purpose]', '2')
  figure('main', '2', { repeat: true })
  expect(heard()).toBe('')
  await listens(() => figure('main', '5'))
  expect(heard()).toBe('425')
  await act(async () => void figure('main', '1'))
  expect(heard()).toBe('4251')
})

test('a figure that is written, or that asks something of the browser, is left to it', async () => {
  figure('textarea', '4')
  figure('main', '0', { ctrlKey: true })
  await listens()
  expect(heard()).toBe('')
})

test('of an answer by key and one by a tap the last holds', async () => {
  const order: string[] = []
  place.addEventListener('keydown', ({ key }) => order.push(key))
  place.addEventListener('change', ({ target }) => order.push((target as HTMLInputElement).value))
  figure('main', '4')
  one<HTMLInputElement>('[value=purpose]').click()
  figure('main', '5')
  order.length = 0
  await listens()
  expect(order).toEqual(['4', 'purpose', '5'])
})

test('nothing stays held when the part that was deaf is taken away instead', async () => {
  const pressed = vi.fn()
  const [, button] = buttons()
  button.addEventListener('click', pressed)
  button.click()
  place.querySelector('template')?.remove()
  await vi.runAllTimersAsync()
  button.click()
  seen()
  await vi.runAllTimersAsync()
  expect(pressed).toHaveBeenCalledTimes(1)
  button.click()
  expect(pressed).toHaveBeenCalledTimes(2)
})

test('a form with an address of its own goes at once, as without a script', () => {
  buttons()[2].click()
  expect(gone).toHaveBeenCalledWith('/language')
})

test('nothing is held once the page listens', async () => {
  await listens()
  await act(async () => buttons()[1].click())
  expect(buttons()[1].textContent).toBe('Pressed 1')
})
