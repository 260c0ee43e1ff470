import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { pictures } from '../pictures.ts'

/** A workshop whose desk has its network’s sentence before it, and asks every partner what it says to version 1. */
async function asking(cast: { actor(): Promise<Actor>; signIn(actor: Actor, email: string): Promise<void> }) {
  const workshop = aWorkshop(['--template', 'yearly-review'])
  const desk = await cast.actor()
  await cast.signIn(desk, workshop.convenor)
  admin('session', 'step', workshop.sessionId, 'proposition')
  await desk.page.goto(`/network/${workshop.networkId}/proposition?in=${workshop.sessionId}`)
  const part = desk.page.getByRole('group', { name: 'For whom' }).getByRole('textbox')
  await part.fill('young people')
  await desk.page.getByRole('button', { name: 'Save as version 1' }).click()
  await desk.page.getByRole('button', { name: 'Ask every partner' }).click()
  return { ...workshop, desk, part }
}

async function cannotAccept({ page }: Actor): Promise<void> {
  await page.getByRole('radio', { name: 'We can’t accept it' }).check()
  await page.getByLabel('Because …').fill('our board said no')
  await page.getByRole('button', { name: 'Send our answer' }).click()
  await expect(page.getByText('City Council has answered')).toBeVisible()
}

test('whose organisation is put right sees their answer go along, and keeps what was asked though another version is saved', async ({
  cast,
}) => {
  const { code, addresses, desk, part } = await asking(cast)
  const { page } = desk
  const anna = await cast.actor('phone')
  await cast.join(anna, code, 'City Council', 'Anna')
  await cannotAccept(anna)
  await part.fill('everybody')
  await page.getByRole('button', { name: 'Save as version 2' }).click()
  await expect(page.getByText('Partners are still asked about version 1')).toBeVisible()

  await page.goto(addresses.desk)
  await page.locator('summary').filter({ hasText: 'City Council' }).click()
  await page.getByLabel('Organisation of Anna').selectOption('Harbour University')
  await page.getByRole('button', { name: 'Move Anna', exact: true }).click()
  await expect(anna.page.getByText('Harbour University has answered')).toBeVisible()
  await expect(anna.page.getByRole('heading', { name: 'Version 1' })).toBeVisible()
})

test('a tablet goes from one organisation to the next without its answer, and a convenor takes that out', async ({
  cast,
}) => {
  const { code, desk } = await asking(cast)
  const { page } = desk
  const tablet = await cast.actor('phone')
  await cast.join(tablet, code, 'City Council', 'Anna')
  await cannotAccept(tablet)
  // Its seat is gone, and what the browser keeps is not.
  await tablet.context.clearCookies()
  await cast.join(tablet, code, 'Harbour University', 'Bela')
  await expect(tablet.page.getByText('Nobody has answered for Harbour University yet.')).toBeVisible()
  await expect(tablet.page.getByText('You answered this for')).toHaveCount(0)

  await page.getByText('Take out a wrong answer').click()
  await page.getByRole('button', { name: 'Take out the answer City Council' }).click()
  await expect(page.getByText('0 of 3 partners answered so far')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Put it back City Council' })).toBeFocused()
  await pictures(desk, 'answer-taken-out')

  const cleo = await cast.actor('phone')
  await cast.join(cleo, code, 'City Council', 'Cleo')
  await expect(cleo.page.getByText('A convenor took out what was answered for City Council.')).toBeVisible()
  await pictures(cleo, 'answer-taken-out-phone', [360])
  await cleo.page.getByRole('radio', { name: 'We support it' }).check()
  await cleo.page.getByRole('button', { name: 'Send our answer' }).click()
  await expect(page.getByText('1 of 3 partners answered so far')).toBeVisible()

  await test.step('what is taken out after the closing is seen to be taken out, and can be put back', async () => {
    await page.getByRole('button', { name: 'Close the asking and show the answers' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close the asking' }).click()
    const phone = cleo.page
    await expect(phone.getByText('We support it (1)')).toBeVisible()
    await expect(phone.getByText('our board said no')).toHaveCount(0)
    await page.getByRole('button', { name: 'Take out the answer City Council' }).click()
    await expect(phone.getByText('Taken out by a convenor: the answer of City Council.')).toBeVisible()
    await expect(phone.getByText('We support it (1)')).toHaveCount(0)
    await page.getByRole('button', { name: 'Put it back City Council' }).click()
    await expect(phone.getByText('We support it (1)')).toBeVisible()
  })
})
