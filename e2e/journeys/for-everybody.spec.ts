import { admin, aWorkshop, expect, SIZES, test } from '../cast.ts'
import { check, checkAtBothWidths } from '../fit-for-everybody.ts'

// Every step of the longest plan, in its order.
const STEPS = [
  ...['join', 'story', 'views', 'show-views', 'rate', 'show-answers', 'talk', 'proposition'],
  ...['triangle', 'activities', 'minute', 'finish'],
]

test('every step is fit for everybody while nothing is written or answered yet', async ({ cast }) => {
  const { code, convenor, addresses, sessionId } = aWorkshop([
    ...['--template', 'yearly-review', '--voice', 'named', '--statements', 'Young people come first|We act alone'],
  ])
  const [desk, guest, keyed] = [await cast.actor(), await cast.actor('phone'), await cast.actor()]
  await cast.signIn(desk, convenor)
  await cast.join(guest, code, 'City Council', 'Anna')
  for (const step of STEPS) {
    if (step !== 'join') admin('session', 'step', sessionId, step)
    await guest.page.goto(`/session/${sessionId}`)
    await expect(guest.page.getByText('Connected', { exact: true })).toBeVisible()
    await checkAtBothWidths(guest, `empty-${step}`)
    await desk.page.goto(addresses.desk)
    await expect(desk.page.getByRole('heading', { name: /Now:/ })).toBeVisible()
    await checkAtBothWidths(desk, `empty-${step}-desk`)
    // A screen of its own size is looked at in the-big-screen.spec.ts.
    await desk.page.setViewportSize(SIZES.phone)
    await desk.page.goto(addresses.present)
    await check(desk, `phone-empty-${step}-screen`)
    if (step === 'rate') {
      // Where there are keys, the page tells of them.
      await cast.join(keyed, code, 'Quay Traders')
      await expect(keyed.page.getByText('Keys 1 to 5 answer')).toBeVisible()
      await check(keyed, 'laptop-rate-keys')
    }
    if (step !== 'talk') continue
    // A board opens otherwise where there is room.
    for (const kind of ['laptop', 'phone'] as const) {
      await desk.page.setViewportSize(SIZES[kind])
      await desk.page.goto(`${addresses.board}?as=convenor`)
      // Nothing was written from here, so nothing is said to be saved.
      await expect(desk.page.getByText('Connected', { exact: true })).toBeVisible()
      await check(desk, `${kind}-talk-board`)
    }
  }
})

test('where there is nothing to rate, everybody is told so', async ({ cast }) => {
  const { code, convenor, addresses, sessionId } = aWorkshop()
  const [desk, guest] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(guest, code, 'City Council')
  admin('session', 'step', sessionId, 'rate')
  await expect(guest.page.getByText('There are no statements to rate yet.')).toBeVisible()
  await checkAtBothWidths(guest, 'nothing-to-rate')
  await desk.page.goto(addresses.desk)
  await checkAtBothWidths(desk, 'nothing-to-rate-desk')
})

test('a card is added, edited, moved and undone by the keyboard alone', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--views', 'open'])
  const { page } = await cast.actor('laptop').then(async (actor) => {
    await cast.join(actor, code, 'City Council', 'Anna')
    return actor
  })
  admin('session', 'step', sessionId, 'show-views')
  await page.goto(`/session/${sessionId}/board`)
  await page.getByRole('button', { name: /Add to Purpose/ }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Safe places')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const card = page.getByRole('article').filter({ hasText: 'Safe places' })
  await expect(card).toBeVisible()
  await card.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.type(' after school')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('article').filter({ hasText: 'Safe places after school' })).toBeFocused()
  await page.keyboard.press('m')
  await page.getByRole('button', { name: 'Move to Means' }).press('Enter')
  await expect(page.getByRole('region', { name: /Means/ }).getByRole('article')).toHaveCount(1)
  await page.getByRole('button', { name: /Undo/ }).press('Enter')
  await expect(page.getByRole('region', { name: /Purpose/ }).getByRole('article')).toHaveCount(1)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
})

test('whoever looks on by keyboard finds the card that somebody is writing on, and leaves it to them', async ({
  cast,
}) => {
  const { code, sessionId } = aWorkshop(['--views', 'open'])
  const [writer, reader] = [await cast.actor('laptop'), await cast.actor('phone')]
  await cast.join(writer, code, 'City Council')
  await cast.join(reader, code, 'Quay Traders')
  admin('session', 'step', sessionId, 'show-views')
  for (const { page } of [writer, reader]) await page.goto(`/session/${sessionId}/board`)
  // Who comes moves nothing under a hand.
  const toAdd = writer.page.getByRole('button', { name: /Add to Means/ })
  await expect(writer.page.locator('summary').filter({ hasText: '1 other is here' })).toBeVisible()
  const together = await toAdd.boundingBox()
  await reader.page.goto('about:blank')
  await expect(writer.page.locator('summary').filter({ hasText: 'is here' })).toBeHidden()
  expect((await toAdd.boundingBox())?.y).toBe(together?.y)
  await reader.page.goto(`/session/${sessionId}/board`)
  await expect(writer.page.locator('summary').filter({ hasText: '1 other is here' })).toBeVisible()
  await toAdd.click()
  await writer.page.getByRole('textbox').fill('A shared analyst')
  await writer.page.getByRole('button', { name: 'Add', exact: true }).click()
  await writer.page.getByRole('button', { name: /^Edit/ }).click()

  // Whoever looks for other cards meanwhile finds it all the same.
  await reader.page.getByText('Search and live updates').press('Enter')
  await reader.page.getByLabel('Search the cards').fill('something else')
  await expect(reader.page.getByText('0 of 1 card')).toBeVisible()
  await reader.page.locator('summary').filter({ hasText: '1 other is here' }).press('Enter')
  await reader.page.getByRole('button', { name: /Go to “A shared analyst”/ }).press('Enter')
  const card = reader.page.getByRole('article').filter({ hasText: 'A shared analyst' })
  await expect(card).toBeFocused()
  await expect(card.getByText('City Council is writing here')).toBeVisible()
})
