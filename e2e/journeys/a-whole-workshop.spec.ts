import { type Actor, aWorkshop, expect, test } from '../cast.ts'

const shot = async ({ page }: Actor, name: string) => {
  if (process.env.E2E_PICTURES)
    await page.screenshot({ path: `${process.env.E2E_PICTURES}/${name}.png`, fullPage: true })
}

test('five people walk a workshop from the lobby to where they differ', async ({ cast }) => {
  const { code, convenor, addresses, networkId } = aWorkshop([
    '--statements',
    'Young people come first|We act only where no partner can act alone',
  ])
  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  const screen = { ...desk, page: await desk.context.newPage() }
  await screen.page.setViewportSize({ width: 1920, height: 1080 })
  await screen.page.goto(addresses.present)
  await expect(screen.page.getByText(`${code.slice(0, 4)} ${code.slice(4)}`)).toBeVisible()

  const phones = [await cast.actor('phone'), await cast.actor('phone'), await cast.actor('phone')]
  const [anna, bela, cleo] = phones as [Actor, Actor, Actor]
  await shot(screen, '01-lobby-screen')
  await anna.page.goto(`/join/${code}`)
  await shot(anna, '02-join-phone')
  await cast.join(anna, code, 'City Council', 'Anna')
  await cast.join(bela, code, 'Harbour University', 'Bela')
  await cast.join(cleo, code, 'Quay Traders', 'Cleo')
  await shot(anna, '03-lobby-phone')
  await expect(desk.page.getByRole('heading', { name: 'Who is here (3)' })).toBeVisible()
  await expect(screen.page.getByText('3 are here')).toBeVisible()

  await test.step('views are added in private', async () => {
    await desk.page.getByRole('button', { name: 'Next: Add views' }).click()
    const texts = ['Safe places after school', 'Skills for the harbour', 'Shops that stay open']
    for (const [i, phone] of phones.entries()) {
      await expect(phone.page.getByRole('button', { name: 'Add', exact: true })).toBeVisible()
      await phone.page.getByLabel('Write one idea').fill(texts[i] as string)
      await phone.page.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(phone.page.getByRole('heading', { name: 'Yours (1)' })).toBeVisible()
    }
    await shot(anna, '04-add-views-phone')
    await expect(screen.page.getByText('3 views so far')).toBeVisible()
    await shot(screen, '05-add-views-screen')
    await shot(desk, '06-add-views-desk')
    await expect(anna.page.getByText('Skills for the harbour')).toHaveCount(0)
  })

  await test.step('all views are shown at once', async () => {
    await desk.page.getByRole('button', { name: 'Next: See views' }).click()
    await desk.page.getByRole('alertdialog').getByRole('button', { name: 'See views' }).click()
    for (const { page } of phones) {
      await expect(page.getByText('Skills for the harbour')).toBeVisible()
      await expect(page.getByText('Shops that stay open')).toBeVisible()
    }
    await expect(screen.page.getByText('Safe places after school')).toBeVisible()
    await shot(anna, '07-see-views-phone')
    await shot(screen, '08-see-views-screen')
  })

  await test.step('the board is sorted, live on two screens', async () => {
    await anna.page.getByRole('link', { name: 'Open the board' }).click()
    await expect(anna.page.getByText('Saved')).toBeVisible()
    const board = { ...desk, page: await desk.context.newPage() }
    await board.page.goto(`${addresses.board}?as=convenor`)
    await expect(board.page.getByRole('article').filter({ hasText: 'Skills for the harbour' })).toBeVisible()
    await shot(board, '09-board-laptop')
    await board.page
      .getByRole('article')
      .filter({ hasText: 'Skills for the harbour' })
      .getByRole('button', { name: /What to do/ })
      .click()
    await shot(board, '10-board-menu')
    await board.page.getByText('Turn into a statement').first().click()
    await board.page.getByRole('button', { name: 'Turn into a statement' }).click()
    await expect(board.page.getByText('It is on the list of statements.')).toBeVisible()
    await board.page.getByRole('button', { name: 'Move to Means' }).click()
    await anna.page.getByRole('button', { name: /Means \(1\)/ }).click()
    await expect(anna.page.getByRole('article').filter({ hasText: 'Skills for the harbour' })).toBeVisible()
    await shot(anna, '11-board-phone')
    await anna.page.getByRole('link', { name: /Back to the steps/ }).click()
    await expect(desk.page.getByRole('heading', { name: 'Statements to rate (3)' })).toBeVisible({ timeout: 15_000 })
  })

  await test.step('everybody rates in private', async () => {
    await desk.page.getByRole('button', { name: 'Next: Rate privately' }).click()
    const answers = [
      ['Strongly agree', 'Agree', 'Agree'],
      ['Agree', 'Disagree', 'Not clear to me'],
      ['Strongly agree', 'Disagree', 'Not clear to me'],
    ]
    for (const [i, { page }] of phones.entries()) {
      for (const [no, answer] of (answers[i] as string[]).entries()) {
        await expect(page.getByText(`Statement ${no + 1} of 3`)).toBeVisible()
        await page.getByRole('radio', { name: answer, exact: true }).check()
        if (no === 0) await shot({ ...anna, page }, `12-rate-phone-${i}`)
        if (no < 2) await page.getByRole('button', { name: 'Next' }).click()
      }
      await expect(page.getByText('All rated.')).toBeVisible()
      await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    }
    await expect(desk.page.getByText('3 of 3 have finished').first()).toBeVisible()
    await expect(screen.page.getByText('3 of 3 have finished')).toBeVisible()
    await shot(screen, '13-rate-screen')
  })

  await test.step('answers are shown, and the page says where partners differ', async () => {
    await desk.page.getByRole('button', { name: 'Next: Where we differ' }).click()
    await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Where we differ' }).click()
    for (const { page } of phones) await expect(page.getByRole('heading', { name: 'Where we differ' })).toBeVisible()
    await shot(anna, '14-answers-phone')
    await expect(desk.page.getByText('Every organisation on every statement')).toBeVisible()
    await shot(desk, '15-answers-desk')
    await shot(screen, '16-answers-screen')
  })

  await test.step('the workshop is closed and stays in the history', async () => {
    await desk.page.getByRole('button', { name: 'Next: Talk' }).click()
    await expect(anna.page.getByText('Look at the big screen, or read here.')).toBeVisible()
    await desk.page.getByRole('button', { name: 'Next: Finish' }).click()
    await expect(anna.page.getByRole('heading', { name: 'Thank you' })).toBeVisible()
    await shot(anna, '17-finish-phone')
    await desk.page.getByRole('button', { name: /Close the workshop/ }).click()
    await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Close the workshop' }).click()
    await desk.page.getByRole('link', { name: 'Open it in the history' }).click()
    await expect(desk.page.getByText('The contents are as they were signed on closing.')).toBeVisible()
    await expect(desk.page.getByText('Skills for the harbour').first()).toBeVisible()
    await shot(desk, '18-record')
    await desk.page.goto(`/network/${networkId}`)
    await shot(desk, '19-network')
  })
})
