import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

interface Scenario {
  name: string
  statements: { id: string; text: string }[]
  expect_authority_activity: { exposed_180: string[]; exposed_365: string[] }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]
const today = dayAt(new Date(), FIRST_ZONE)

const toBacking = async (page: Page, network: string) => {
  await page.goto('/')
  await page.getByRole('link', { name: network }).click()
  await page.getByRole('link', { name: 'Who backs us' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Who backs us' })).toBeVisible()
}
/** The demo's ids of the statements that a list names. */
const idsIn = async (list: Locator, { statements }: Scenario) => {
  const items = await list.getByRole('listitem').allInnerTexts()
  return items.map((text) => statements.find((one) => text.includes(one.text))?.id).sort()
}

for (const scenario of scenarios.slice(0, 2))
  test(`${scenario.name}: what could be lost within 180 and 365 days`, async ({ cast }) => {
    const convenor = await cast.actor()
    await cast.signIn(convenor, 'convenor@demo.example')
    await toBacking(convenor.page, scenario.name)
    for (const [days, wanted] of [
      [180, scenario.expect_authority_activity.exposed_180],
      [365, scenario.expect_authority_activity.exposed_365],
    ] as const) {
      const list = convenor.page.getByRole('list', { name: `In ${days} days` })
      expect(await idsIn(list, scenario)).toEqual(wanted)
    }
  })

test('what if the outgoing leader goes, and what a paper changes', async ({ cast }) => {
  const scenario = scenarios[2] as Scenario
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, 'convenor@demo.example')
  await toBacking(page, scenario.name)
  expect(await idsIn(page.getByRole('list', { name: 'In 180 days' }), scenario)).toEqual(['m07', 'm08', 'm11'])

  await page.getByRole('link', { name: /What if they go\? Outgoing executive leader/ }).click()
  await expect(page.getByText(/2 things are left without cover, 1 weakened/)).toBeVisible()
  expect(await idsIn(page.getByRole('list', { name: 'Left without cover' }), scenario)).toEqual(['m08', 'm11'])
  const weakened = page.getByRole('list', { name: 'Weakened' })
  expect(await idsIn(weakened, scenario)).toEqual(['m09'])
  await expect(weakened.getByText('Still covered by National youth grant programme')).toBeVisible()

  await page.getByRole('link', { name: 'Outgoing executive leader' }).first().click()
  await page.getByRole('link', { name: 'Change this record' }).click()
  await page.getByLabel('What does it rest on?').selectOption({ label: 'a paper' })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Choose the paper' })).toBeVisible()
  await page.getByLabel(/^The paper/).selectOption({ label: 'a council minute' })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'a council minute' })).toBeVisible()

  await page.getByRole('link', { name: 'Who backs us' }).click()
  await expect(page.getByRole('list', { name: 'In 180 days' }).getByRole('listitem')).toHaveCount(1)
  expect(await idsIn(page.getByRole('list', { name: 'In 180 days' }), scenario)).toEqual(['m07'])
  await page.getByRole('link', { name: scenario.name }).click()
  await page.getByRole('link', { name: 'Every change' }).click()
  const change = page.getByRole('listitem').filter({ hasText: 'Outgoing executive leader' }).first()
  await expect(change).toContainText('Amira Rahman')
  await expect(change).toContainText('a paper (was trust alone)')
  await expect(change).toContainText('a council minute (was nothing)')
})

test('90 days before an end the page and the calendar say who, what hangs on it, and what is to be done', async ({
  cast,
}) => {
  const { convenor, networkId } = aWorkshop()
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  await page.goto(`/network/${networkId}/backing/new`)
  await page.getByLabel('Name or post').fill('Dean who pays for two posts')
  await page.getByRole('checkbox', { name: 'staff' }).check()
  await page.getByLabel('Organisation that holds the tie').selectOption({ label: 'Harbour University' })
  await page.getByLabel('First day').fill(daysAfter(today, 100))
  await page.getByLabel('Last day').fill(daysAfter(today, 90))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'before the first day' })).toBeVisible()
  await expect(page.getByLabel('Name or post')).toHaveValue('Dean who pays for two posts')
  await page.getByLabel('First day').fill(daysAfter(today, -100))
  await page.getByRole('button', { name: 'Save' }).click()

  await page.getByRole('link', { name: 'Dean who pays' }).first().click()
  await page.getByText('Link something').click()
  await page.getByLabel('What it is').selectOption({ label: 'Money or means' })
  await page.getByLabel('Or a new one: its name').fill('Two posts in the office')
  await page.getByRole('button', { name: 'Link it' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Two posts in the office' })).toContainText(
    'on this one alone',
  )
  await page.getByText('Plan a step').click()
  await page.getByLabel('What is to be written down').fill('A memorandum on the posts')
  await page.getByLabel('Organisation that does it').selectOption({ label: 'City Council' })
  await page.getByLabel('By', { exact: true }).fill(daysAfter(today, 60))
  await page.getByRole('button', { name: 'Plan it' }).click()
  await expect(page.getByText('to do', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Who backs us' }).click()
  const watch = page.getByRole('region', { name: 'Coming up' })
  await expect(watch).toContainText('ends in 90 days')
  await expect(watch).toContainText('Only one person holds this tie.')
  await expect(watch).toContainText('Two posts in the office')
  await expect(watch).toContainText('To do: A memorandum on the posts (City Council')
  const file = await (await page.request.get(`/network/${networkId}/backing/calendar`)).text()
  const lines = file.replaceAll('\r\n ', '')
  expect(lines).toContain('SUMMARY:Backing may end: Dean who pays for two posts')
  expect(lines).toContain('Only one person holds this tie.')
  expect(lines).toContain('Two posts in the office')
  expect(lines).toContain('A memorandum on the posts')
  expect(lines).toContain('TRIGGER:-P90D')

  // A calendar can't sign in: it fetches by an address of its own, which is shown once and can be taken back.
  await page.locator('summary').filter({ hasText: 'Let your calendar fetch this' }).click()
  await page.getByRole('button', { name: 'Make an address' }).click()
  const address = await page.getByLabel('Address for your calendar').inputValue()
  const calendar = async () => {
    const response = await fetch(address)
    return [response.status, (await response.text()).includes('Dean who pays for two posts')]
  }
  expect(await calendar()).toEqual([200, true])
  expect((await fetch(address.replace(/key=.*/, 'key='))).status).toBe(404)
  await checkAtBothWidths({ page }, 'backing-calendar')
  await page.getByRole('button', { name: 'End it' }).click()
  await expect(page.getByRole('button', { name: 'Make an address' })).toBeVisible()
  expect(await calendar()).toEqual([404, false])
})

const aBacker = async (page: Page, networkId: string, name = 'Leader of the opposition') => {
  await page.goto(`/network/${networkId}/backing/new`)
  await page.getByLabel('Name or post').fill(name)
  await page.getByRole('checkbox', { name: 'access' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name }).first()).toBeVisible()
}

test('a backer that would hang on itself by way of another is refused in words, and both stay as they were', async ({
  cast,
}) => {
  const { convenor, networkId } = aWorkshop()
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  await aBacker(page, networkId)
  await aBacker(page, networkId, 'The whip')
  const link = async (from: string, to: string) => {
    await page.goto(`/network/${networkId}/backing`)
    await page.getByRole('link', { name: from, exact: true }).first().click()
    await page.getByText('Link something').click()
    await page.getByLabel('What it is').selectOption({ label: 'Backer' })
    await page.getByLabel('Which backer').selectOption({ label: to })
    await page.getByRole('button', { name: 'Link it' }).click()
  }
  const hanging = page.getByRole('region', { name: 'What hangs on it' }).getByRole('listitem')
  await link('Leader of the opposition', 'The whip')
  await expect(hanging.filter({ hasText: 'The whip' })).toBeVisible()
  await link('The whip', 'Leader of the opposition')
  await expect(page.getByRole('alert').filter({ hasText: /already hangs on .* can’t hang on/ })).toBeVisible()
  await expect(page.getByLabel('Which backer').locator('option:checked')).toHaveText('Leader of the opposition')
  await expect(hanging).toHaveCount(0)
})

test('support grows from neutral to champion with both dates, and its notes stay with convenors', async ({ cast }) => {
  const { convenor, networkId } = aWorkshop()
  const junior = `junior-${networkId}@example.org`
  admin('member', 'add', networkId, junior, '--name', 'Ben', '--role', 'member')
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  await aBacker(page, networkId)
  await page.getByRole('link', { name: 'Leader of the opposition' }).first().click()
  for (const [level, since, note] of [
    ['neutral', '2025-11-03', ''],
    ['champion', '2026-02-10', 'Keep this quiet until May'],
  ] as const) {
    if (level === 'neutral') await page.getByText('Note a level').click()
    await page.getByLabel('How far they support us').selectOption({ label: level })
    await page.getByLabel('Since', { exact: true }).fill(since)
    await page.getByLabel('Note (convenors only)').fill(note)
    await page.getByRole('button', { name: 'Note it' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: level })).toBeVisible()
  }
  const support = page.getByRole('region', { name: 'Support over time' }).getByRole('listitem')
  await expect(support.first()).toContainText('champion since 10 February 2026')
  await expect(support.last()).toContainText('neutral since 3 November 2025')

  const member = await cast.actor('phone')
  await cast.signIn(member, junior)
  await member.page.goto(page.url())
  await expect(member.page.getByText('champion since 10 February 2026')).toBeVisible()
  await expect(member.page.getByText('Note a level')).toHaveCount(0)
  for (const path of ['backing/informing', 'backing/new', 'backing/calendar', 'changes'])
    expect((await member.page.request.get(`/network/${networkId}/${path}`)).status()).toBe(404)
  expect(member.received.join('\n')).not.toContain('Keep this quiet until May')
})

test('a briefing lists who has not been told, and power shows on one’s own page', async ({ cast }) => {
  const { convenor, networkId } = aWorkshop()
  const junior = `junior-${networkId}@example.org`
  admin('member', 'add', networkId, junior, '--name', 'Ben', '--role', 'member')
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  await aBacker(page, networkId)
  await page.goto(`/network/${networkId}/backing/informing`)
  await page.getByLabel('Whom?').selectOption({ label: 'Leader of the opposition' })
  await page.getByLabel('What', { exact: true }).fill('The remit goes to full council')
  await page.getByLabel('Why them').fill('May lead after the election')
  await page.getByRole('checkbox', { name: 'Harbour University' }).check()
  await page.getByRole('checkbox', { name: 'Quay Traders' }).check()
  await page.getByRole('button', { name: 'Note it' }).click()
  await expect(page.getByText('2 organisations ought to know and have not been told.')).toBeVisible()
  const entry = page.getByRole('listitem').filter({ hasText: 'Leader of the opposition was told' })
  for (const partner of ['Harbour University', 'Quay Traders']) {
    await entry.locator('summary').filter({ hasText: partner }).click()
    await entry.getByRole('button', { name: `Note that ${partner} was told` }).click()
    await expect(entry.getByText(`${partner} was told on`)).toBeVisible()
  }
  await expect(entry.getByText('Everybody who ought to know has been told.')).toBeVisible()

  await page.locator('summary').filter({ hasText: 'Note who was told' }).click()
  await page.getByLabel('What happened?').selectOption({ label: 'They can now do something' })
  await page.getByLabel('Whom?').selectOption({ label: 'Ben' })
  await page.getByLabel('What', { exact: true }).fill('Start the tool library without asking')
  await page.getByLabel('Why them').fill('Knows the street')
  await page.getByRole('button', { name: 'Note it' }).click()
  await expect(page.getByRole('heading', { name: 'Ben can now' })).toBeVisible()

  const member = await cast.actor('phone')
  await cast.signIn(member, junior)
  await member.page.goto('/')
  await expect(member.page.getByRole('region', { name: 'What you can do' })).toContainText('Start the tool library')
})

test('what is left if two who back a network go is fit for everybody', async ({ cast }) => {
  const actor = await cast.actor()
  await cast.signIn(actor, 'convenor@demo.example')
  const { page } = actor
  await toBacking(page, (scenarios[1] as Scenario).name)
  await page.goto(`${page.url()}?view=map`)
  await page.getByRole('checkbox', { name: 'Cabinet member' }).check()
  await page.getByRole('checkbox', { name: 'University dean' }).check()
  await page.getByRole('button', { name: 'See what is left' }).click()
  await expect(page.getByText(/If .* go: 3 things are left/)).toBeVisible()
  await checkAtBothWidths(actor, 'backing-what-if')
})
