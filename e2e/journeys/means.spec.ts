import type { Page } from '@playwright/test'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

const today = dayAt(new Date(), FIRST_ZONE)
const told = (page: Page) => page.locator('[role=alert]:not(#__next-route-announcer__)').filter({ hasText: /./ })

test('an offer and an ask are put together in words, and hold once both partners have said yes', async ({ cast }) => {
  const { networkId } = aWorkshop()
  const people: Record<string, Page> = {}
  for (const [name, partner, side, text] of [
    ['Ann', 'City Council', 'We need this', 'Counts of who rides the buses'],
    ['Ben', 'Harbour University', 'We can give this', 'An analyst, one day a week'],
  ] as const) {
    const email = `${name}-${networkId}@example.org`
    admin('member', 'add', networkId, email, '--name', name, '--partner', partner)
    const actor = await cast.actor(name === 'Ann' ? 'phone' : 'laptop')
    await cast.signIn(actor, email)
    const { page } = actor
    people[name] = page
    await page.goto(`/network/${networkId}/means/exchange`)
    await page.getByRole('radio', { name: side }).check()
    await page.getByRole('button', { name: 'Put it up' }).click()
    await expect(told(page)).toContainText('The kind is missing')
    await page.getByLabel('Kind').selectOption({ label: 'data' })
    await page.getByLabel('What?').fill('x'.repeat(10_000))
    await page.getByRole('button', { name: 'Put it up' }).click()
    await expect(told(page)).toContainText('is too long: 10,000 letters, where 280 fit')
    await page.getByLabel('What?').fill(text)
    if (name === 'Ann') await checkAtBothWidths(actor, 'means-exchange')
    await page.getByRole('button', { name: 'Put it up' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: text }).first()).toBeVisible()
  }
  const [ann, ben] = [people.Ann as Page, people.Ben as Page]
  const fitting = ben.getByRole('list', { name: 'These may fit' }).getByRole('listitem')
  await expect(fitting).toContainText('Harbour University offers “An analyst, one day a week”.')
  await expect(fitting).toContainText('City Council asks for “Counts of who rides the buses”.')
  await fitting.getByLabel('How do they fit?').fill('The analyst counts for a month')
  await fitting.getByRole('button', { name: 'Propose it' }).click()
  const matchOf = (page: Page) => page.getByRole('list', { name: 'Put together' }).getByRole('listitem')
  await expect(matchOf(ben)).toContainText('Waiting for City Council.')
  await expect(matchOf(ben).getByRole('button')).toHaveCount(0)

  await ann.goto('/')
  await ann.getByRole('link', { name: 'Answer: does this fit? “The analyst counts for a month”' }).tap()
  await matchOf(ann).getByRole('button', { name: 'Yes, for City Council' }).tap()
  await expect(matchOf(ann)).toContainText('both said yes')
  await expect(ann.getByText('Nobody offers anything yet.')).toBeVisible()
  await expect(ann.getByText('Nobody asks for anything yet.')).toBeVisible()
})

test('what a partner has says who holds it, how much and until when, and what it is for', async ({ cast }) => {
  const { networkId, convenor } = aWorkshop(['--statements', 'Young people come first|We act alone'])
  const actor = await cast.actor('phone')
  await cast.signIn(actor, convenor)
  const { page } = actor
  await page.goto(`/network/${networkId}/means`)
  await expect(page.getByText('Nothing yet. Add what a partner can put in')).toBeVisible()
  await page.getByRole('link', { name: 'Add to our means' }).tap()
  await page.getByLabel('What is it?').fill('Data analyst')
  await page.getByLabel('Kind').selectOption({ label: 'skills' })
  await page.getByRole('button', { name: 'Save' }).tap()
  await expect(told(page)).toContainText('The organisation is missing')
  await page.getByLabel('Which organisation has it?').selectOption({ label: 'City Council' })
  await page.getByLabel('How much?').fill('one day a week')
  await page.getByLabel('Who holds it?').fill('Head of insight')
  await page.getByLabel('Until when?').fill(daysAfter(today, -3))
  await page.getByRole('button', { name: 'Save' }).tap()
  await page.getByRole('link', { name: 'Data analyst' }).tap()
  await expect(page.getByText('Nobody has said what for.')).toBeVisible()
  await page.getByText('Say what it is for').tap()
  await page.getByLabel('What is it for?').selectOption({ label: 'Young people come first' })
  await page.getByRole('button', { name: 'Link it' }).tap()
  const uses = page.getByRole('list', { name: 'What it is for' })
  await expect(uses).toContainText('Young people come first')
  await expect(page.getByText('one day a week')).toBeVisible()
  await expect(page.getByText('Held by: Head of insight')).toBeVisible()

  await page.goto('/')
  await page.getByRole('link', { name: /Data analyst was there until/ }).tap()
  await page.getByRole('link', { name: 'Change this record' }).tap()
  await page.getByLabel('Until when?').fill(daysAfter(today, 30))
  await page.getByRole('button', { name: 'Save' }).tap()
  await expect(page.getByText(/^until /)).toBeVisible()
  await page.goto(`/network/${networkId}/changes`)
  const change = page.getByRole('listitem').filter({ hasText: 'Means: Data analyst' }).first()
  await expect(change).toContainText('Amira')

  const observer = `observer-${networkId}@example.org`
  admin('member', 'add', networkId, observer, '--name', 'Olu', '--role', 'observer')
  const looker = await cast.actor()
  await cast.signIn(looker, observer)
  await looker.page.goto(`/network/${networkId}/means`)
  await expect(looker.page.getByRole('link', { name: 'Data analyst' })).toBeVisible()
  expect((await looker.page.goto(`/network/${networkId}/means/new`))?.status()).toBe(404)
  expect(looker.received.join('\n')).not.toContain('Head of insight')
})
