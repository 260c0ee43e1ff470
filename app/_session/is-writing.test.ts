// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { isWriting } from './is-writing.ts'

beforeEach(() => {
  document.body.innerHTML =
    '<form><input name="whom"><textarea name="why"></textarea><input type="checkbox"></form><form><input type="radio"></form>'
})
const field = (selector: string) => document.querySelector(selector) as HTMLInputElement
function type(selector: string, words: string) {
  field(selector).value = words
  field(selector).dispatchEvent(new Event('input', { bubbles: true }))
}
const send = () => document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true }))

test('a tick pressed after words is still writing, also where it leaves the focus nowhere', () => {
  type('[name=whom]', 'The housing director')
  field('[type=checkbox]').focus()
  expect(isWriting()).toBe(true)
  field('[type=checkbox]').blur()
  expect(isWriting()).toBe(true)
})

test('a second field that was emptied again takes nothing from the first', () => {
  type('[name=whom]', 'The housing director')
  type('[name=why]', 'Oh')
  type('[name=why]', '')
  expect(isWriting()).toBe(true)
})

test('a tick after a sending that was refused is writing again, for the words stand there', () => {
  type('[name=whom]', 'The housing director')
  send()
  field('[type=checkbox]').dispatchEvent(new Event('input', { bubbles: true }))
  expect(isWriting()).toBe(true)
})

test('what is sent, what is emptied, and a choice by itself is no writing', () => {
  type('[name=whom]', 'The housing director')
  field('[name=whom]').value = ''
  send()
  expect(isWriting()).toBe(false)
  type('[name=whom]', 'x')
  type('[name=whom]', '')
  field('[type=radio]').focus()
  field('[type=radio]').dispatchEvent(new Event('input', { bubbles: true }))
  expect(isWriting()).toBe(false)
})
