import { admin, aWorkshop, expect, test } from '../cast.ts'

test('an agreement whose first answer was lost on the way is made once', async ({ cast }) => {
  cast.allow(/ERR_|Failed/)
  const { convenor, networkId, sessionId } = aWorkshop(['--template', 'yearly-review'])
  const desk = await cast.actor()
  await cast.signIn(desk, convenor)
  let sent = 0
  await desk.page.route('**/api/trpc/agreement.make**', async (route) => {
    sent += 1
    if (sent > 1) return route.continue()
    await route.fetch()
    return route.abort()
  })
  await desk.page.goto(`/network/${networkId}/agreements/new?in=${sessionId}`)
  await desk.page.locator('[name=text]').first().fill('We share our rooms')
  await desk.page.locator('[name=owner]').selectOption({ index: 1 })
  await desk.page.locator('form button.first').first().click()
  await expect(desk.page).toHaveURL(/convene/)
  expect(sent).toBe(2)
  await desk.page.goto(`/network/${networkId}/agreements`)
  await expect(desk.page.getByText('We share our rooms')).toHaveCount(1)
})

test('whoever has a statement before them reads its new words when the desk changes them', async ({ cast }) => {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--statements', 'We act alone|Second'])
  const [desk, phone] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(phone, code, 'City Council', 'Anna')
  admin('session', 'step', sessionId, 'rate')
  await expect(phone.page.getByText('We act alone')).toBeVisible()
  await desk.page.goto(addresses.desk)
  await desk.page.getByRole('button', { name: 'Edit statement 1' }).click()
  await desk.page.getByRole('textbox', { name: 'Edit statement 1' }).fill('We never act alone')
  await desk.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(phone.page.getByText('We never act alone')).toBeVisible()
  await phone.page.getByRole('radio', { name: 'Strongly agree', exact: true }).check()
  await expect(phone.page.getByText('Saved', { exact: true })).toBeVisible()
})
