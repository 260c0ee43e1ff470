import { admin, aWorkshop, expect, test } from '../cast.ts'

test('what a convenor typed stays when it is refused, and while something else is done', async ({ cast }) => {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--statements', 'Young people come first'])
  const [desk, phone] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  const { page } = desk
  await page.goto(addresses.desk)
  await cast.join(phone, code, 'City Council', 'Anna')

  await page.getByRole('button', { name: 'Edit statement 1' }).click()
  const words = page.getByRole('textbox', { name: 'Edit statement 1' })
  await words.fill('Young people come first, and say so')
  await page.getByLabel('New statement').fill('Buses run late')
  await page.getByLabel('New statement').press('Enter')
  await expect(page.getByText('2. Buses run late')).toBeVisible()
  await expect(words).toHaveValue('Young people come first, and say so')

  admin('session', 'step', sessionId, 'rate')
  await phone.page.getByRole('radio', { name: 'Agree', exact: true }).check()
  await expect(phone.page.getByText('Saved', { exact: true })).toBeVisible()
  await words.press('Enter')
  await expect(page.getByText('People have rated this statement, so its words stay.')).toBeVisible()
  await expect(words).toHaveValue('Young people come first, and say so')
})
