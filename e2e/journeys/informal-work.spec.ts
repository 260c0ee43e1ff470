import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

interface Scenario {
  name: string
  statements: { id: string; text: string }[]
  expect_authority_activity: {
    corner_planned_unplanned: Record<'value' | 'authorising' | 'capacity', [number, number]>
    serendipity_ratio: number
  }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]
const WORDS = { value: 'Purpose', authorising: 'Backing', capacity: 'Means' } as const

const toInformalWork = async (page: Page, network: string) => {
  await page.goto('/')
  await page.getByRole('link', { name: network }).click()
  await page.getByRole('link', { name: 'Informal work' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Informal work' })).toBeVisible()
}

test('the demo networks show what is left to chance, at each corner as expected', async ({ cast }) => {
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, 'convenor@demo.example')
  for (const { name, expect_authority_activity: wanted } of scenarios) {
    await toInformalWork(page, name)
    await expect(page.getByText(`(${Math.round(wanted.serendipity_ratio * 100)}%)`).first()).toBeVisible()
    const table = page.getByRole('table', { name: /Work at two corners/ })
    const heads = await table.getByRole('columnheader').allInnerTexts()
    const cells = table.getByRole('row', { name: 'All kinds' }).getByRole('cell')
    for (const [corner, [planned, chance]] of Object.entries(wanted.corner_planned_unplanned)) {
      const at = heads.findIndex((head) => head.includes(WORDS[corner as 'value'])) - 1
      const said = [planned > 0 && `${planned} planned`, chance > 0 && `${chance} by chance`].filter(Boolean)
      expect((await cells.nth(at).innerText()).split('\n')).toEqual(said)
    }
  }
})

test('at most three gaps are proposed, and planning something on one removes it', async ({ cast }) => {
  const scenario = scenarios[1] as Scenario
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, 'convenor@demo.example')
  await toInformalWork(page, scenario.name)
  const gaps = page.getByRole('list', { name: 'What you could work on next' }).getByRole('listitem')
  await expect(gaps).toHaveCount(3)
  const first = await gaps.first().getByRole('strong').innerText()
  expect(scenario.statements.map(({ text }) => text)).toContain(first)
  await expect(gaps.first()).toContainText('You are split on this')
  await expect(gaps.filter({ hasText: 'This backing may end' })).not.toHaveCount(0)
  await expect(gaps.filter({ hasText: 'Nobody has answered this' })).not.toHaveCount(0)

  await gaps.first().getByRole('link').click()
  await expect(page.getByRole('checkbox', { name: /Purpose/ })).toBeChecked()
  await page.getByLabel('What will be done?').fill('Two lunches, one on each side')
  await page.getByRole('radio', { name: 'Bringing people together' }).check()
  await page.getByRole('button', { name: 'Plan it' }).click()
  await expect(page.getByRole('heading', { name: 'Coming up (1)' })).toBeVisible()
  await expect(gaps).toHaveCount(3)
  await expect(gaps.filter({ hasText: first })).toHaveCount(0)
})

test('on a phone something is logged with three taps and a few words, and a plan becomes work that was planned', async ({
  cast,
}) => {
  const { networkId, convenor } = aWorkshop()
  const phone = await cast.actor('phone')
  await cast.signIn(phone, convenor)
  const { page } = phone
  await page.goto(`/network/${networkId}/activities`)
  await expect(page.getByText('Nothing is logged yet.')).toBeVisible()
  await page.goto(`/network/${networkId}/activities/log`)
  await page.getByLabel('What was done?').fill('Coffee with the new chair')
  await page.getByRole('radio', { name: 'Building trust' }).tap()
  await page.getByRole('checkbox', { name: /Backing/ }).tap()
  await page.getByRole('button', { name: 'Log it' }).tap()
  await expect(page.getByText('1 activity was done: 0 planned, 1 by chance (100%).')).toBeVisible()
  await expect(page.getByText('Purpose: no planned work was ever done, and none is planned.')).toBeVisible()

  await page.getByRole('link', { name: 'Plan something', exact: true }).tap()
  await page.getByLabel('What will be done?').fill('Tell the founding story')
  await page.getByRole('radio', { name: 'Telling a story' }).tap()
  await page.getByRole('checkbox', { name: /Purpose/ }).tap()
  await page.getByRole('button', { name: 'Plan it' }).tap()
  await expect(page.getByRole('alert').filter({ hasText: 'What it is for' })).toBeVisible()
  await page.getByLabel('What for?').selectOption({ label: 'Something else (in your words)' })
  await page.getByLabel('What for, in your words').fill('People forget why we began')
  await checkAtBothWidths(phone, 'informal-plan')
  await page.getByRole('button', { name: 'Plan it' }).tap()
  await page.getByRole('link', { name: 'Tell the founding story' }).tap()
  await page.getByLabel('What came of it?').fill('Twelve stayed for an hour')
  await page.getByRole('button', { name: 'Note that it was done' }).tap()
  await expect(page.getByText('Twelve stayed for an hour')).toBeVisible()
  await expect(page.getByText('planned', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Informal work' }).tap()
  await expect(page.getByText('2 activities were done: 1 planned, 1 by chance (50%).')).toBeVisible()
})

test('what was planned can’t be called chance after seven days without a reason that everybody reads', async ({
  cast,
}) => {
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, 'convenor@demo.example')
  await toInformalWork(page, (scenarios[0] as Scenario).name)
  await page.getByRole('link', { name: 'Founders retell the cafe-table origin' }).click()
  await page.getByText('It came by chance after all').click()
  await page.getByRole('button', { name: 'Change the label' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'It was logged more than 7 days ago' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('planned', { exact: true })).toBeVisible()
})

test('bad input is told by its field, and nothing that was typed is lost', async ({ cast }) => {
  const { networkId, convenor } = aWorkshop()
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  await page.goto(`/network/${networkId}/activities/log`)
  const what = page.getByLabel('What was done?')
  const send = page.getByRole('button', { name: 'Log it' })
  const told = page.locator('[role=alert]:not(#__next-route-announcer__)').filter({ hasText: /./ })
  await what.fill('Breakfast')
  await page.getByRole('radio', { name: 'Bringing people together' }).check()
  await send.click()
  await expect(told).toContainText('A corner (purpose, backing or means) is missing')
  await expect(what).toHaveValue('Breakfast')
  await page.getByRole('checkbox', { name: /Purpose/ }).check()
  await what.fill('x'.repeat(10_000))
  await send.click()
  await expect(told).toContainText('is too long: 10,000 letters, where 120 fit')
  await expect(what).toHaveValue('x'.repeat(10_000))
  await page.goto(`/network/${networkId}/activities`)
  await expect(page.getByText('Nothing is logged yet.')).toBeVisible()
})

test('an observer reads informal work and can’t add to it', async ({ cast }) => {
  const { networkId } = aWorkshop()
  const email = `observer-${networkId}@example.org`
  admin('member', 'add', networkId, email, '--name', 'Olu', '--role', 'observer')
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, email)
  await page.goto(`/network/${networkId}/activities`)
  await expect(page.getByRole('heading', { level: 1, name: 'Informal work' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Log something done' })).toHaveCount(0)
  const refused = await page.goto(`/network/${networkId}/activities/log`)
  expect(refused?.status()).toBe(404)
})
