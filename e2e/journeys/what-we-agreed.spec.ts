import type { Page } from '@playwright/test'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

const alerts = (page: Page) => page.locator('[role=alert]:not(#__next-route-announcer__)').filter({ hasText: /./ })
const part = (page: Page, name: string) => page.getByRole('group', { name }).getByRole('textbox')
const take = async (page: Page, name: string, card: string) => {
  const slot = page.getByRole('group', { name })
  await slot.locator('summary').click()
  await slot.getByLabel('Which card or statement?').selectOption({ label: card })
  await slot.getByRole('button', { name: 'Put its words here' }).click()
}

test('one sentence is taken from cards, kept in versions, and answered by partners from their phones', async ({
  cast,
}) => {
  const { networkId, sessionId, convenor, code } = aWorkshop([
    '--statements',
    'Young people far from work.|We act alone',
  ])
  const [desk, council, traders] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.join(council, code, 'City Council')
  await cast.join(traders, code, 'Quay Traders')
  await cast.signIn(desk, convenor)
  const { page } = desk
  await page.goto(`/network/${networkId}/proposition`)
  await expect(page.getByRole('heading', { name: 'No sentence yet' })).toBeVisible()
  await take(page, 'For whom', 'Young people far from work.')
  await expect(part(page, 'For whom')).toHaveValue('Young people far from work')
  await part(page, 'What changes').fill('they find a first job')
  await part(page, 'By what joint action').fill('opening our doors to them')
  await part(page, 'By what authority').fill('a council minute')
  await part(page, 'With what means').fill('two rooms')
  // The one workshop that runs is where it belongs.
  await expect(page.getByLabel('Save it in which workshop?')).toHaveValue(sessionId)
  await page.getByRole('button', { name: 'Save as version 1' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Version 1' })).toBeVisible()
  const version = page.getByRole('article').filter({ hasText: 'Version 1' })
  await expect(version).toContainText('City Council: 1 person')
  await version.getByText('Where the words come from').click()
  await expect(version).toContainText('Statement: “Young people far from work.”')
  await page.getByRole('button', { name: 'Ask every partner' }).click()
  await expect(page.getByText('0 of 3 partners answered so far')).toBeVisible()

  // A partner that can't accept it says why; nobody else learns of it before the asking is closed.
  const secret = 'our board has not met'
  for (const { page } of [council, traders]) await page.goto(`/session/${sessionId}/proposition`)
  await council.page.getByRole('radio', { name: 'We can’t accept it' }).check()
  await council.page.getByRole('button', { name: 'Send our answer' }).click()
  await expect(alerts(council.page)).toContainText('The reason is missing')
  await council.page.getByLabel('Because …').fill(secret)
  await council.page.getByRole('button', { name: 'Send our answer' }).click()
  await expect(
    council.page.getByText(`City Council has answered: “We can’t accept it because: ${secret}”`),
  ).toBeVisible()
  await checkAtBothWidths(council, 'proposition-seat')
  await traders.page.getByRole('radio', { name: 'We can live with it' }).check()
  await traders.page.getByRole('button', { name: 'Send our answer' }).click()
  await expect(page.getByText('2 of 3 partners answered so far')).toBeVisible()
  expect([...traders.received, ...desk.received].join('')).not.toContain(secret)
  await page.getByRole('button', { name: 'Close the asking and show the answers' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close the asking' }).click()
  for (const { page } of [desk, traders]) await expect(page.getByText(`because: “${secret}”`)).toBeVisible()
  // What asked is gone: whoever goes by keyboard goes on from the heading.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.getByText('1 partner has not answered.')).toBeVisible()

  // Another version shows what changed, word by word.
  await part(page, 'With what means').fill('three rooms')
  await page.getByRole('button', { name: 'Save as version 2' }).click()
  const second = page.getByRole('article').filter({ hasText: 'What changed since version 1' })
  await expect(second.getByRole('insertion')).toHaveText('three')
  await expect(second.getByRole('deletion')).toHaveText('two')
  await checkAtBothWidths(desk, 'proposition-versions')
})

test('two who write the same part lose nothing: who comes second is told, and keeps their words', async ({ cast }) => {
  const { networkId, convenor } = aWorkshop()
  const second = `second-${networkId}@example.org`
  admin('member', 'add', networkId, second, '--name', 'Ben', '--role', 'co_convenor')
  const [one, two] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn(one, convenor)
  await cast.signIn(two, second)
  for (const { page } of [one, two]) {
    await page.goto(`/network/${networkId}/proposition`)
    await part(page, 'For whom').fill(page === one.page ? 'young people' : 'carers')
  }
  await one.page.getByRole('button', { name: 'Keep the draft' }).click()
  await expect(one.page.getByText('Kept.')).toBeVisible()
  await two.page.getByRole('button', { name: 'Keep the draft' }).click()
  await expect(alerts(two.page).filter({ hasText: 'has just changed the draft' })).toBeVisible()
  await expect(alerts(two.page).filter({ hasText: 'It now says: “young people”' })).toBeVisible()
  await expect(part(two.page, 'For whom')).toHaveValue('carers')
  await checkAtBothWidths(two, 'proposition-two')
  await two.page.getByRole('button', { name: 'Keep the draft' }).click()
  await expect(two.page.getByText('Kept.')).toBeVisible()
  await expect(part(one.page, 'For whom')).toHaveValue('carers')
})

test('an agreement has an owner and a day, goes into a calendar, and is left without cover when its backer goes', async ({
  cast,
}) => {
  const { networkId, convenor } = aWorkshop(['--statements', 'We share our rooms|We act alone'])
  const desk = await cast.actor('phone')
  const { page } = desk
  await cast.signIn(desk, convenor)
  await page.goto(`/network/${networkId}/backing/new`)
  await page.getByLabel('Name or post').fill('The leader')
  await page.getByRole('checkbox', { name: 'money' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: 'The leader', exact: true }).first()).toBeVisible()
  await page.goto(`/network/${networkId}`)
  await expect(page.getByText('Nothing agreed yet.')).toBeVisible()
  await page.goto(`/network/${networkId}/agreements/new`)
  await page.getByLabel('What is it made of?').selectOption({ label: 'We share our rooms' })
  await expect(page.getByLabel('What was agreed?')).toHaveValue('We share our rooms')
  await page.getByLabel('City Council').selectOption({ label: 'Support it' })
  await page.getByLabel('Quay Traders').selectOption({ label: 'Against it' })
  await page.getByRole('button', { name: 'Note the agreement' }).click()
  await expect(alerts(page)).toContainText('The organisation that sees to it is missing')
  await page.getByLabel('Which organisation sees to it?').selectOption({ label: 'Harbour University' })
  await checkAtBothWidths(desk, 'agreement-lacking')
  await page.getByRole('button', { name: 'Note the agreement' }).click()
  await expect(page.getByRole('heading', { name: 'What stands (1)' })).toBeVisible()
  await expect(page.getByText('1 supports it', { exact: true })).toBeVisible()
  await expect(page.getByText('1 is against it', { exact: true })).toBeVisible()

  const file = await page.request.get(`/network/${networkId}/agreements/calendar`)
  expect(file.headers()['content-type']).toContain('text/calendar')
  const day = daysAfter(dayAt(new Date(), FIRST_ZONE), 365).replaceAll('-', '')
  expect(await file.text()).toContain(`DTSTART;VALUE=DATE:${day}`)
  expect(await file.text()).toContain('SUMMARY:Look again: We share our rooms')
  const stranger = await cast.actor()
  expect((await stranger.page.request.get(`/network/${networkId}/agreements/calendar`)).status()).toBe(404)

  await page.getByRole('link', { name: 'We share our rooms' }).click()
  await page.getByLabel('It rests on', { exact: true }).selectOption({ label: 'The leader' })
  await page.getByRole('button', { name: 'Note it' }).click()
  await page.getByRole('link', { name: 'The leader' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'We share our rooms' })).toContainText('on this one alone')
  await page.goto(`/network/${networkId}/backing`)
  await page.getByRole('link', { name: /What if they go\? The leader/ }).click()
  await expect(page.getByRole('list', { name: 'Left without cover' })).toContainText('We share our rooms')
  await page.goto(`/network/${networkId}`)
  await page.getByRole('list', { name: 'Agreements' }).getByRole('link', { name: 'We share our rooms' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'We share our rooms' })).toBeVisible()
  await page.locator('summary').filter({ hasText: 'It is over' }).click()
  await page.getByLabel('What came of it?').fill('All rooms are open')
  await page.getByRole('button', { name: 'Note that it is over' }).click()
  await expect(page.getByText('All rooms are open')).toBeVisible()
})
