import { admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'
import { pictures } from '../pictures.ts'

test('where nobody is shown, a convenor checks what people write before the room reads it; what is hidden can be shown again', async ({
  cast,
}) => {
  const plan = ['--names', 'none', '--check', 'yes', '--template', 'yearly-review', '--statements', 'One']
  const { code, sessionId, convenor, addresses } = aWorkshop(plan)
  const [desk, anna, bela] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await cast.join(anna, code, 'City Council')
  await cast.join(bela, code, 'Quay Traders')
  admin('session', 'step', sessionId, 'story')
  await anna.page.getByLabel('What drew you in?').fill('A flood in the old harbour')
  await anna.page.getByRole('button', { name: 'Tell it' }).click()
  await expect(anna.page.getByText('Nothing says that it is yours')).toBeVisible()
  await expect(desk.page.getByRole('heading', { name: '1 waits for you' })).toBeVisible()
  await expect(bela.page.getByRole('heading', { name: 'No stories yet' })).toBeVisible()
  expect(bela.received.join('')).not.toContain('old harbour')
  await pictures(desk, 'checking-waits')

  await desk.page.getByRole('button', { name: 'Show it: “A flood in the old harbour”' }).click()
  await expect(bela.page.getByText('A flood in the old harbour')).toBeVisible()
  // The room reads it; somebody asks the convenor to look, and it is hidden, and shown again.
  await bela.page.getByRole('button', { name: /Ask the convenor to look at/ }).click()
  await expect(desk.page.getByRole('button', { name: 'Leave it shown: “A flood in the old harbour”' })).toBeVisible()
  await desk.page.getByRole('button', { name: 'Hide it: “A flood in the old harbour”' }).click()
  await expect(bela.page.getByText('A flood in the old harbour')).toHaveCount(0)
  await expect(desk.page.getByRole('heading', { name: 'Hidden (1)' })).toBeVisible()
  await check(desk, 'checking-hidden')
  await desk.page.getByRole('button', { name: 'Show it: “A flood in the old harbour”' }).click()
  await expect(bela.page.getByText('A flood in the old harbour')).toBeVisible()
  // What an answer hangs on is known to this phone alone: it is there again, and no answer of anybody else's.
  admin('session', 'step', sessionId, 'rate')
  await anna.page.getByRole('radio', { name: 'Agree', exact: true }).check()
  await anna.page.getByLabel(/Why/).fill('A reason of nobody ')
  await anna.page.getByLabel(/Why/).blur()
  await expect(anna.page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(anna.page.getByText('All rated.')).toBeVisible()
  await anna.page.reload()
  await expect(anna.page.getByRole('radio', { name: 'Agree', exact: true })).toBeChecked()
  await expect(bela.page.getByRole('radio', { checked: true })).toHaveCount(0)
})

test('two places of one person become one only when both phones say yes', async ({ cast }) => {
  const { code, sessionId, convenor, addresses } = aWorkshop(['--template', 'yearly-review', '--statements', 'One'])
  const [desk, first, second] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(first, code, 'City Council', 'Anna')
  await cast.join(second, code, 'Quay Traders', 'Anna again')
  await second.page.goto(`/session/${sessionId}/board`)
  admin('session', 'step', sessionId, 'minute')
  await first.page.getByLabel('What happened?').fill('Only for myself')
  await first.page.getByRole('button', { name: 'Keep it' }).click()
  await expect(first.page.getByText('Only you can read this')).toBeVisible()
  await desk.page.goto(addresses.desk)
  await desk.page.getByText(/City Council \(1\)/).click()
  desk.page.on('dialog', (dialog) => void dialog.accept())
  await desk.page
    .getByLabel('The same person as Anna', { exact: true })
    .selectOption({ label: 'Anna again, Quay Traders' })
  await desk.page.getByRole('button', { name: 'Ask both phones about Anna', exact: true }).click()
  await expect(desk.page.getByText('no phone has answered yet')).toBeVisible()
  const asked = 'The convenor says that this is also you.'
  for (const { page } of [first, second]) await expect(page.getByText(asked)).toBeVisible()
  if (process.env.E2E_PICTURES)
    for (const [name, { page }] of Object.entries({ phone: first, board: second, desk }))
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/merge-${name}.png`, fullPage: true })
  // Whichever page of the workshop somebody is at, they are asked there.
  for (const there of ['/proposition', '']) {
    await second.page.goto(`/session/${sessionId}${there}`)
    await expect(second.page.getByText(asked)).toBeVisible()
  }
  await pictures(first, 'merge-asked', [320, 360])
  await pictures(desk, 'merge-desk')
  await second.page.getByRole('button', { name: 'Yes, that is me' }).click()
  await expect(desk.page.getByText('one phone has said yes')).toBeVisible()
  expect(second.received.join('')).not.toContain('Only for myself')
  await first.page.getByRole('button', { name: 'Yes, that is me' }).click()
  await expect(second.page.getByText('Only for myself')).toBeVisible()
  for (const { page } of [first, second]) await expect(page.getByText(asked)).toHaveCount(0)
  // Whoever held the first place speaks for the other's organisation now, and is told who sees what they write there.
  admin('session', 'step', sessionId, 'story')
  await expect(first.page.getByRole('note')).toContainText('Quay Traders')
})
