import type { Page } from '@playwright/test'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

const DEMO = 'River City Local Currency Network'
const region = (page: Page, name: string) => page.getByRole('region', { name })

test('who runs a network is held against what its records show, and too little is said to be too little', async ({
  cast,
}) => {
  const { networkId, sessionId, code, convenor } = aWorkshop(['--template', 'yearly-review'])
  const desk = await cast.actor()
  const { page } = desk
  await cast.signIn(desk, convenor)
  await page.goto(`/network/${networkId}/governance`)
  const form = region(page, 'Who runs the network')
  await expect(form.getByText('Nobody has noted it yet.')).toBeVisible()
  await expect(form.getByText('Too little to say: only one of four things is known, and it takes three.')).toBeVisible()
  await form.getByText('Note who runs it').click()
  await form.getByRole('radio', { name: 'One of the partners' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('alert')).toContainText('The partner that leads is missing')
  await form.getByLabel('Which partner?').selectOption({ label: 'Harbour University' })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('One of the partners: Harbour University')).toBeVisible()
  await form.getByLabel('What do you conclude?').fill('It stays as it is.')
  await form.getByRole('button', { name: 'Keep that we looked' }).click()
  await expect(form.getByText('It stays as it is.')).toBeVisible()
  await expect(form.getByText(/^Look at it again by/)).toBeVisible()

  // Who is missing stands beside what partners agree on, for observers too.
  const absent = region(page, 'Affected, and without a seat')
  await absent.getByText('Note a group').click()
  await absent.getByLabel('Which group?').fill('Young carers')
  await absent.getByLabel('How are they affected?').fill('Evening meetings keep them out')
  await absent.getByRole('button', { name: 'Note it' }).click()
  await expect(absent.getByRole('alert')).toContainText('The organisation that looks after it is missing')
  await absent.getByLabel('Which organisation looks after it?').selectOption({ label: 'City Council' })
  await absent.getByRole('button', { name: 'Note it' }).click()
  await expect(absent.getByRole('heading', { name: 'Young carers' })).toBeVisible()
  await checkAtBothWidths(desk, 'governance-one')
  const watching = await cast.actor('phone')
  const observer = `observer-${networkId}@example.org`
  admin('member', 'add', networkId, observer, '--name', 'Olu', '--role', 'observer')
  await cast.signIn(watching, observer)
  await watching.page.goto(`/network/${networkId}/agreements`)
  const beside = region(watching.page, 'Affected, and without a seat')
  await expect(beside).toContainText('Young carers (has no say; looked after by City Council)')
  // A running workshop is told too, from a seat without an account: who is missing, and which partner looks after that.
  const phone = await cast.actor('phone')
  await cast.join(phone, code, 'City Council')
  admin('session', 'step', sessionId, 'proposition')
  const missing = region(phone.page, 'Affected, and without a seat')
  await expect(missing).toContainText('Young carers (has no say; looked after by City Council)')
  await checkAtBothWidths(phone, 'absent-here')
  expect(phone.received.join('')).not.toContain('Evening meetings keep them out')
  await watching.page.goto(`/network/${networkId}/governance`)
  await expect(region(watching.page, 'The pulse')).toHaveCount(0)
  await expect(region(watching.page, 'How partners get on')).toHaveCount(0)
})

test('the demo network shows what counts and which forms hold, and asks the pulse about its last workshop', async ({
  cast,
}) => {
  for (const kind of ['laptop', 'phone'] as const) {
    const actor = await cast.actor(kind)
    const { page } = actor
    await cast.signIn(actor, 'delegate@demo.example')
    await page.goto('/')
    await page.getByRole('link', { name: DEMO }).click()
    await page.getByRole('link', { name: 'How we are run' }).click()
    const form = region(page, 'Who runs the network')
    await expect(form.getByRole('row', { name: /How far partners agree/ })).toContainText('“Second sitting”')
    await expect(form.getByRole('row', { name: /How far they trust/ })).toContainText('too little to say')
    const pulse = region(page, 'The pulse')
    await pulse.getByText('Answer the eight questions').click()
    if (kind === 'laptop') {
      await expect(pulse.getByRole('group')).toHaveCount(9)
      for (const group of (await pulse.getByRole('group').all()).slice(1))
        await group.getByRole('radio', { name: '4 much' }).check()
      await checkAtBothWidths(actor, 'governance-answering')
      await pulse.getByRole('button', { name: 'Send my answers' }).click()
    }
    await expect(pulse.getByText('You have answered.')).toBeVisible()
    await page.reload()
    await expect(pulse.getByRole('row', { name: /share one idea/ })).toContainText('too few answers')
    if (kind === 'phone') await checkAtBothWidths(actor, 'governance-answered')
  }
})

test('how it is to work with a partner is shown for all together, from three people on, and to nobody by itself', async ({
  cast,
}) => {
  const { networkId, partners, convenor } = aWorkshop()
  const desk = await cast.actor()
  await cast.signIn(desk, convenor)
  for (const [i, partner] of partners.entries()) {
    const email = `member${i}-${networkId}@example.org`
    admin('member', 'add', networkId, email, '--name', `M${i}`, '--partner', partner)
    const actor = await cast.actor('phone')
    await cast.signIn(actor, email)
    await actor.page.goto(`/network/${networkId}/governance`)
    const bonds = region(actor.page, 'How partners get on')
    await expect(bonds.getByText('Nothing is shown until three people have answered.')).toBeVisible()
    const about = partners[(i + 1) % partners.length] as string
    await bonds.locator('summary').filter({ hasText: about }).click()
    for (const group of await bonds.locator('details[open] fieldset').all())
      await group.getByRole('radio', { name: ['2 a little', '4 much', '5 very much'][i] as string }).check()
    if (i === 0) await checkAtBothWidths(actor, 'bonds')
    await bonds.getByRole('button', { name: 'Send my answers' }).filter({ visible: true }).click()
    await expect(bonds.getByText(`You have answered about ${about}.`)).toBeVisible()
    await desk.page.goto(`/network/${networkId}/governance`)
    const told = region(desk.page, 'How partners get on')
    if (i < 2) await expect(told.getByText('Nothing is shown until three people have answered.')).toBeVisible()
    else await expect(told.getByText('over 3 people and 3 pairs of partners')).toBeVisible()
  }
  await expect(region(desk.page, 'How partners get on').getByRole('definition').first()).toHaveText('3.7')
  expect(desk.received.join('')).not.toMatch(/keeps_word\\?":\s*\d/)
})
