import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { FACETS } from '#server/vocabulary/facet.ts'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

interface Scenario {
  name: string
  statements: { id: string; text: string; facet: string }[]
  authorisers: { label: string; depends: string[] }[]
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]
const FACET_NAMES = (JSON.parse(readFileSync('messages/en-GB.json', 'utf8')) as { facetNames: Record<string, string> })
  .facetNames

const corner = (page: Page, name: string) => page.getByRole('list', { name, exact: true }).getByRole('listitem')

test('a new network’s triangle fills on every screen, says what is missing, and a link removes the warning', async ({
  cast,
}) => {
  const { networkId, convenor } = aWorkshop()
  const email = `ann-${networkId}@example.org`
  admin('member', 'add', networkId, email, '--name', 'Ann', '--partner', 'City Council')
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  await page.goto(`/network/${networkId}/triangle`)
  for (const name of ['Purpose', 'Backing', 'Means'])
    await expect(page.getByText(`Nothing at ${name} yet.`)).toBeVisible()

  const phone = await cast.actor('phone')
  await cast.signIn(phone, email)
  await phone.page.goto(`/network/${networkId}/triangle`)
  await phone.page.getByRole('button', { name: 'Add it' }).tap()
  await expect(phone.page.getByRole('alert').filter({ hasText: 'The text of the card is missing' })).toBeVisible()
  await phone.page.getByLabel('What are we for?').fill('Warm homes')
  await phone.page.getByRole('button', { name: 'Add it' }).tap()
  const both = [page, phone.page]
  for (const one of both) {
    await expect(corner(one, 'Purpose').filter({ hasText: 'Warm homes' })).toContainText('City Council')
    await expect(one.getByRole('list', { name: 'No one authorises this' })).toContainText('Warm homes')
    await expect(one.getByText('Nothing at Purpose yet.')).toHaveCount(0)
  }

  const form = await page.context().newPage()
  await form.goto(`/network/${networkId}/backing/new`)
  await form.getByLabel('Name or post').fill('Cabinet for housing')
  await form.getByRole('checkbox', { name: 'permission' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('link', { name: 'Cabinet for housing' }).first()).toBeVisible()
  await form.goto(`/network/${networkId}/means/new`)
  await form.getByLabel('What is it?').fill('Two surveyors')
  await form.getByLabel('Kind').selectOption({ label: 'people' })
  await form.getByLabel('Which organisation has it?').selectOption({ label: 'Quay Traders' })
  await form.getByRole('button', { name: 'Save' }).click()
  for (const one of both) {
    await expect(corner(one, 'Backing').filter({ hasText: 'Cabinet for housing' })).toBeVisible()
    await expect(corner(one, 'Means').filter({ hasText: 'Two surveyors' })).toBeVisible()
  }

  // From here on nothing is loaded anew: a mark on the window would be gone.
  for (const one of both) await one.evaluate(() => Object.assign(window, { stayed: true }))
  await page.getByText('Say who authorises something').click()
  await page.getByLabel('What we are for').first().selectOption({ label: 'Warm homes' })
  await page.getByRole('button', { name: 'Link them' }).click()
  for (const one of both) {
    await expect(one.getByText('No one authorises this')).toHaveCount(0)
    await expect(one.getByRole('list', { name: 'Authorised, but nobody to do it' })).toContainText('Warm homes')
  }
  await page.getByText('Say what something is done with').click()
  await page.getByLabel('What we are for').last().selectOption({ label: 'Warm homes' })
  await page.getByRole('button', { name: 'Link them' }).last().click()
  for (const one of both) {
    await expect(one.getByText('Each purpose is authorised, and there is something to do it with.')).toBeVisible()
    expect(await one.evaluate(() => 'stayed' in window)).toBe(true)
  }
  await expect(corner(page, 'Purpose').first()).toContainText('Authorised by: Cabinet for housing')
  await expect(corner(page, 'Purpose').first()).toContainText('Done with: Two surveyors')
})

test('a demo network names what no one authorises, and the facets nobody wrote about', async ({ cast }) => {
  const scenario = scenarios[0] as Scenario
  const backed = new Set(scenario.authorisers.flatMap(({ depends }) => depends))
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, 'convenor@demo.example')
  await page.goto('/')
  await page.getByRole('link', { name: scenario.name, exact: true }).click()
  await page.getByRole('link', { name: 'Our triangle', exact: true }).click()
  const unbacked = page.getByRole('region', { name: 'No one authorises this' })
  await unbacked.locator('summary').click()
  const names = await unbacked.getByRole('listitem').allInnerTexts()
  expect(names).toEqual(scenario.statements.filter(({ id }) => !backed.has(id)).map(({ text }) => text))
  const written = scenario.statements.map(({ facet }) => facet)
  const missing = FACETS.filter((facet) => !written.includes(facet)).map((facet) => FACET_NAMES[facet] as string)
  const told = await page.getByRole('list', { name: 'Nobody wrote about these' }).getByRole('listitem').allInnerTexts()
  expect(told.map((text) => text.split(' – ')[0])).toEqual(missing)

  const before = await page.getByRole('img', { name: 'Tick a partner to see its triangle.' }).locator('path').count()
  await page.getByRole('checkbox', { name: /City council/ }).press('Space')
  await page.getByRole('checkbox', { name: /credit union/ }).press('Space')
  const figure = page.getByRole('img', { name: /The triangles of City council.*, Community credit union/ })
  expect(await figure.locator('path').count()).toBe(before + 2)
})

test('the triangle with a partner’s own in it is fit for everybody, and the list has as many cards', async ({
  cast,
}) => {
  const actor = await cast.actor()
  await cast.signIn(actor, 'convenor@demo.example')
  const { page } = actor
  await page.goto('/')
  const { name } = scenarios[1] as Scenario
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('link', { name: 'Our triangle', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Our triangle' })).toBeVisible()
  const cards = await page.getByRole('list', { name: 'Purpose', exact: true }).getByRole('listitem').count()
  await page.getByRole('checkbox', { name: /City council/ }).check()
  await checkAtBothWidths(actor, 'triangle-of-a-partner')
  await page.getByRole('link', { name: 'List', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Purpose' }).getByRole('row')).toHaveCount(cards + 1)
})
