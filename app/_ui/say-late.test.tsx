// @vitest-environment happy-dom
import { act, useState } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sayLate } from './say-late.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const reload = vi.fn()
let way: string
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  vi.stubGlobal('location', { pathname: '/session/a', reload })
  vi.spyOn(performance, 'getEntriesByType').mockImplementation(() => [{ type: way } as never])
  Object.assign(document.body.dataset, { late: 'This page has not come whole.', loadAgain: 'Load it again' })
  way = 'navigate'
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  sessionStorage.clear()
  reload.mockClear()
})

/** A page as the server draws it, that asks for `label`; its program has not come yet. */
function loads(label = 'Write one idea', by = way): void {
  way = by
  const place = (at: string) => `<label>${at} <input type="radio" name="corner" value="${at}"></label>`
  document.body.innerHTML = `<template data-deaf=""></template><form>${place('Purpose')}${place('Means')}
    <label>${label} <textarea name="text"></textarea></label></form>`
  sayLate()
  document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }))
}
const text = () => document.querySelector('textarea') as HTMLTextAreaElement
const radios = () => [...document.querySelectorAll<HTMLInputElement>('[type=radio]')]
const leaves = () => window.dispatchEvent(new Event('pagehide'))
const comes = () => document.querySelector('[data-deaf]')?.removeAttribute('data-deaf')
const said = () => document.querySelector('[role=alert]')?.textContent
function types(words: string): void {
  text().value = words
  text().dispatchEvent(new Event('input', { bubbles: true }))
}

test('a page whose program does not come says so after ten seconds, and how to load it again, until it comes', () => {
  loads()
  vi.advanceTimersByTime(9_000)
  expect(said()).toBeUndefined()
  vi.advanceTimersByTime(3_000)
  expect(said()).toBe('This page has not come whole. Load it again')
  expect(document.querySelectorAll('[role=alert]')).toHaveLength(1)
  document.querySelector<HTMLElement>('[role=alert] a')?.click()
  expect(reload).toHaveBeenCalledOnce()
  comes()
  vi.advanceTimersByTime(1_000)
  expect(said()).toBeUndefined()
})

test('a page that listens in time says nothing', () => {
  loads()
  comes()
  vi.advanceTimersByTime(60_000)
  expect(said()).toBeUndefined()
})

test('what was typed and chosen is there again when the page is loaded again, and again', () => {
  loads()
  types('Safe places')
  for (const radio of radios()) radio.click()
  for (const _ of [1, 2]) {
    leaves()
    const heard: unknown[] = []
    window.addEventListener('input', ({ target }) => heard.push((target as HTMLInputElement).value))
    loads('Write one idea', 'reload')
    expect([text().value, ...radios().map(({ checked }) => checked)]).toEqual(['Safe places', false, true])
    // Held for the program as if it were typed and chosen just now.
    expect(heard).toEqual(['Means', 'Safe places'])
  }
})

function Form() {
  const [words, setWords] = useState('')
  const [corner, setCorner] = useState('')
  return (
    <form>
      <input
        type="radio"
        name="corner"
        value="Means"
        checked={corner === 'Means'}
        onChange={() => setCorner('Means')}
      />
      <textarea value={words} onChange={({ target }) => setWords(target.value)} />
      <p>
        {words} at {corner}
      </p>
    </form>
  )
}

test('it is there again though the program, kept from before, listens before the page has come to its end', async () => {
  const draw = () => {
    document.body.innerHTML = `<template data-deaf=""></template><main>${renderToString(<Form />)}</main>`
    sayLate()
  }
  draw()
  types('Safe places')
  radios()[0]?.click()
  leaves()
  draw()
  way = 'reload'
  const root = await act(async () => hydrateRoot(document.querySelector('main') as HTMLElement, <Form />))
  comes()
  await act(async () => void document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true })))
  expect(document.querySelector('p')?.textContent).toBe('Safe places at Means')
  expect(text().value).toBe('Safe places')
  await act(async () => root.unmount())
})

test.each([
  ['by whoever opens the page another way', 'Write one idea', 'navigate'],
  ['where something else is asked by now', 'Tell a story', 'reload'],
])('what was typed is not found %s', (_, label, by) => {
  loads()
  types('Safe places')
  leaves()
  loads(label, by)
  expect(text().value).toBe('')
  expect(sessionStorage.length).toBe(0)
})

test('nothing is kept of a page that listened: it keeps what it is to keep by itself', () => {
  loads()
  types('Safe places')
  comes()
  leaves()
  expect(sessionStorage.length).toBe(0)
})
