import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

interface Scenario {
  name: string
  value: { text: string; direction: string }[]
  expect_authority_activity: { disputed_value: string[] }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]

const toLedger = async (page: Page, network: string) => {
  await page.goto('/')
  await page.getByRole('link', { name: network }).click()
  await page.getByRole('link', { name: 'Value gained and lost' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Value gained and lost' })).toBeVisible()
}

test('the demo networks show first what partners dispute, each with its own judgement, and net nothing', async ({
  cast,
}) => {
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, 'convenor@demo.example')
  for (const { name, value, expect_authority_activity: wanted } of scenarios) {
    await toLedger(page, name)
    const [first] = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(first).toBe('Partners see it differently (1)')
    const disputed = page.getByRole('list', { name: 'Partners see it differently' })
    expect(await disputed.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(wanted.disputed_value)
    const counts = await page.getByRole('row', { name: 'All kinds' }).getByRole('cell').allInnerTexts()
    expect(counts.map(Number)).toEqual(
      ['created', 'destroyed', 'mixed', 'at_risk'].map(
        (direction) => value.filter((entry) => entry.direction === direction).length,
      ),
    )
  }
  await toLedger(page, (scenarios[0] as Scenario).name)
  const disputed = page.getByRole('list', { name: 'Partners see it differently' })
  await expect(disputed.getByText(/federation: −2/)).toBeVisible()
  await expect(disputed.getByText('Food and environment charity: +1')).toBeVisible()
})

test('a loss needs a bearer and a cause, and with an owner it is being dealt with', async ({ cast }) => {
  const { networkId, convenor } = aWorkshop(['--statements', 'Young people come first|We act alone'])
  const { page } = await cast.actor('phone')
  await cast.signIn({ page } as never, convenor)
  await page.goto(`/network/${networkId}/value/new`)
  const told = page.locator('[role=alert]:not(#__next-route-announcer__)').filter({ hasText: /./ })
  const send = page.getByRole('button', { name: 'Note it' })
  const what = page.getByLabel('What happened?')
  await page.getByRole('radio', { name: 'lost', exact: true }).check()
  await what.fill('Evening meetings keep carers out')
  await page.getByLabel('Which kind of value?').selectOption({ label: 'Fairness' })
  await send.click()
  await expect(told).toContainText('Who bears the loss is missing')
  await page.getByLabel('Who bears the loss?').fill('Carers')
  await send.click()
  await expect(told).toContainText('What it comes from is missing')
  await expect(what).toHaveValue('Evening meetings keep carers out')
  await page.getByLabel('What does it come from?').selectOption({ label: 'Young people come first' })
  await send.click()
  await expect(page.getByRole('heading', { name: 'Nobody deals with these yet (1)' })).toBeVisible()

  await page.getByRole('link', { name: 'Evening meetings keep carers out' }).click()
  const mitigation = page.getByLabel('What will be done?')
  await mitigation.fill('x'.repeat(10_000))
  await page.getByRole('button', { name: 'Take it on' }).click()
  await expect(told).toContainText('is too long: 10,000 letters, where 280 fit')
  await expect(mitigation).toHaveValue('x'.repeat(10_000))
  await mitigation.fill('Meet at lunch')
  await page.getByRole('button', { name: 'Take it on' }).click()
  await expect(told).toContainText('The organisation that deals with it is missing')
  await expect(page.getByText('nobody deals with it yet', { exact: true })).toBeVisible()
  await expect(mitigation).toHaveValue('Meet at lunch')
  await page.getByLabel('Which organisation deals with it?').selectOption({ label: 'City Council' })
  await page.getByRole('button', { name: 'Take it on' }).click()
  await expect(page.getByText('being dealt with', { exact: true })).toBeVisible()
  await page.locator('summary').filter({ hasText: 'It is done' }).click()
  await page.getByRole('button', { name: 'Note that it is done' }).click()
  await expect(page.getByText('dealt with', { exact: true })).toBeVisible()
})

test('delegates judge for their own organisations, and two sides make an entry disputed', async ({ cast }) => {
  const { networkId } = aWorkshop()
  for (const [name, partner, point] of [
    ['Ann', 'City Council', 'gave something'],
    ['Ben', 'Quay Traders', 'took something away'],
  ] as const) {
    const email = `${name}-${networkId}@example.org`
    admin('member', 'add', networkId, email, '--name', name, '--partner', partner)
    const { page } = await cast.actor()
    await cast.signIn({ page } as never, email)
    if (name === 'Ann') {
      await page.goto(`/network/${networkId}/value/new`)
      await page.getByRole('radio', { name: 'gained', exact: true }).check()
      await page.getByLabel('What happened?').fill('Rooms are shared')
      await page.getByLabel('Which kind of value?').selectOption({ label: 'Cost' })
      await page.getByLabel('Who gains?').fill('Small groups')
      await page.getByRole('button', { name: 'Note it' }).click()
    } else await page.goto(`/network/${networkId}/value`)
    await page.getByRole('link', { name: 'Rooms are shared' }).click()
    await page
      .getByRole('group', { name: `How does ${partner} judge it?` })
      .getByLabel(point)
      .check()
    await page.getByRole('button', { name: 'Save our judgement' }).click()
    await expect(page.getByText(new RegExp(`${partner}: .1 ${point}`))).toBeVisible()
    await expect(page.getByText('disputed', { exact: true })).toHaveCount(name === 'Ann' ? 0 : 1)
  }
})

test('the ledger as a delegate reads it is fit for everybody', async ({ cast }) => {
  const actor = await cast.actor()
  await cast.signIn(actor, 'delegate@demo.example')
  await toLedger(actor.page, (scenarios[0] as Scenario).name)
  await actor.page.getByRole('link', { name: /Monthly running cost/ }).click()
  await expect(actor.page.getByRole('heading', { level: 1, name: /Monthly running cost/ })).toBeVisible()
  await checkAtBothWidths(actor, 'value-entry')
})
