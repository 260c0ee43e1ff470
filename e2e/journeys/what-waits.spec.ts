import { dayAt, daysAfter } from '#server/vocabulary/day.ts'
import { FIRST_ZONE } from '#server/vocabulary/time-zone.ts'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'
import { mailsTo } from '../mailbox.ts'

const today = dayAt(new Date(), FIRST_ZONE)

test('90 days before an end the convenor’s pages and one mail say so, and none comes after a no', async ({ cast }) => {
  const { convenor, networkId, network } = aWorkshop()
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  await page.goto(`/network/${networkId}/backing/new`)
  await page.getByLabel('Name or post').fill('Dean who pays for two posts')
  await page.getByRole('checkbox', { name: 'staff' }).check()
  await page.getByLabel('Organisation that holds the tie').selectOption({ label: 'Harbour University' })
  await page.getByLabel('Last day').fill(daysAfter(today, 90))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: 'Dean who pays' }).first()).toBeVisible()

  admin('watch', 'mail')
  admin('watch', 'mail')
  // A long subject goes on in a line that begins with a space.
  const mails = mailsTo(convenor).map((mail) => mail.replace(/\r\n[ \t]/g, ' '))
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain(`[${network}] A backing ends soon`)
  expect(mails[0]).toContain('Dean who pays for two posts: ends in 90 days')
  expect(mails[0]).toContain('Only one person holds this tie.')
  expect(mails[0]).toContain(`/network/${networkId}/backing#watch`)

  const sentence = /Dean who pays for two posts: backing ends in 90 days.*Only one person holds this tie\./
  await page.goto(`/network/${networkId}`)
  await page.getByRole('region', { name: 'Needs your attention' }).getByRole('link', { name: sentence }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dean who pays' })).toBeVisible()
  await page.getByRole('link', { name: 'Who backs us' }).click()
  await page.getByRole('button', { name: 'Stop these e-mails' }).click()
  await expect(page.getByText('You get no e-mails about backing that ends.')).toBeVisible()
  await page.goto(`/network/${networkId}/backing/new`)
  await page.getByLabel('Name or post').fill('Head of parks')
  await page.getByRole('checkbox', { name: 'access' }).check()
  await page.getByLabel('Last day').fill(daysAfter(today, 20))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: 'Head of parks' }).first()).toBeVisible()
  admin('watch', 'mail')
  expect(mailsTo(convenor)).toHaveLength(1)

  const member = `ann-${networkId}@example.org`
  admin('member', 'add', networkId, member, '--name', 'Ann', '--partner', 'Harbour University')
  const ann = await cast.actor('phone')
  await cast.signIn(ann, member)
  await ann.page.goto('/')
  // Their own organisation's tie waits for them; another's does not.
  await expect(ann.page.getByRole('link', { name: sentence })).toBeVisible()
  await expect(ann.page.getByText('Head of parks')).toHaveCount(0)
})

test('my page leads to all that waits in the demo networks, and holds nothing that is private to others', async ({
  cast,
}) => {
  for (const kind of ['laptop', 'phone'] as const) {
    const actor = await cast.actor(kind)
    await cast.signIn(actor, 'convenor@demo.example')
    const { page } = actor
    await page.goto('/')
    const mill = page.getByRole('list', { name: 'Mill City Youth Opportunity Board' })
    await expect(mill.getByRole('link', { name: /Respected head of the largest youth club/ })).toBeVisible()
    await check(actor, `${kind}-my-page`)
    const waiting = page.getByRole('region', { name: 'Needs your attention' }).getByRole('link')
    for (const href of new Set(
      await waiting.evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).href)),
    ))
      expect((await page.request.get(href)).status(), href).toBe(200)
  }
  const delegate = await cast.actor()
  await cast.signIn(delegate, 'traders@river-city-currency.demo.example')
  await delegate.page.goto('/')
  await delegate.page.getByRole('link', { name: 'River City Local Currency Network', exact: true }).click()
  await expect(delegate.page.getByRole('region', { name: 'Our triangle today' })).toBeVisible()
  const received = delegate.received.join('\n')
  for (const secret of ['expects the next administration', 'moving its priorities', 'Mill City', 'to new under-18'])
    expect(received).not.toContain(secret)
})
