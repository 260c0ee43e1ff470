// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { NAMED } from '#app/_disagreement/marked-partner.ts'
import { pick } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import { partnerName } from '#server/analysis/a-network.ts'
import { TalkLines } from './talk-lines.tsx'

const partners = Array.from({ length: 20 }, (_, j) => ({
  id: `p${j}`,
  name: partnerName(j),
  initials: partnerName(j).replace(/[a-z ]/g, ''),
  markNo: j + 1,
}))

const listOf = (asked: number) => {
  const body = renderToStaticMarkup(
    <Words messages={pick('talk', 'kinds', 'says', 'rules')}>
      <TalkLines
        lines={[
          {
            ...{ statementId: 's', text: 'A public quay', kind: 'conflict', label: null, ended: null },
            askFirst: partners.slice(0, asked).map(({ id }) => id),
          },
        ]}
        partners={partners}
      />
    </Words>,
  )
  const page = document.createElement('div')
  page.innerHTML = body
  return page
}
const named = (list: Element | null | undefined) => [...(list?.children ?? [])].map((one) => one.textContent ?? '')

test('as many organisations as fit a screen are named beside their marks', () => {
  const page = listOf(NAMED)
  expect(page.querySelector('details.names')).toBeNull()
  expect(named(page.querySelector('.who-list'))).toEqual(
    partners.slice(0, NAMED).map(({ name, initials }) => `${initials} ${name}`),
  )
})

test('more stand as marks, each with its name for who hears the page, and all names behind one press', () => {
  const page = listOf(20)
  const marks = page.querySelector('.who-list.many')
  expect([...(marks?.querySelectorAll('[role=img]') ?? [])].map((one) => one.getAttribute('title'))).toEqual(
    partners.map(({ name }) => name),
  )
  expect(marks?.closest('details')).toBeNull()
  const behind = page.querySelector<HTMLDetailsElement>('details.names')
  expect(behind?.open).toBe(false)
  expect(behind?.querySelector('summary')?.textContent).toBe('Who is who')
  expect(named(behind?.querySelector('.who-list'))).toEqual(partners.map(({ name, initials }) => `${initials} ${name}`))
})
