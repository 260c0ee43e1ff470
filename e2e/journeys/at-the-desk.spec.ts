import type { Locator } from '@playwright/test'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { pictures } from '../pictures.ts'

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

test('what can’t be hidden again is asked first, wherever it is pressed, and Esc leaves it private', async ({
  cast,
}) => {
  const { convenor, addresses, sessionId } = aWorkshop(['--statements', 'Young people come first'])
  const desk = await cast.actor()
  await cast.signIn(desk, convenor)
  const { page } = desk
  await page.goto(addresses.desk)
  await page.getByText('The steps', { exact: true }).click()
  const asked = page.getByRole('alertdialog')
  const sure = async (opener: Locator, yes: string, says = 'You can’t hide them again.') => {
    await opener.press('Enter')
    await expect(asked).toContainText(says)
    await expect(asked.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await pictures(desk, `desk-asked-${yes}`)
    await page.keyboard.press('Escape')
    await expect(asked).toHaveCount(0)
    await expect(opener).toBeFocused()
    await opener.press('Enter')
    await asked.getByRole('button', { name: yes }).click()
  }
  const isAt = (step: string) => expect(page.getByRole('heading', { name: `Now: ${step}` })).toBeVisible()
  await sure(page.getByRole('button', { name: 'Go there: See views' }), 'See views')
  await isAt('See views')
  admin('session', 'step', sessionId, 'talk')
  await sure(page.getByRole('button', { name: 'Back to Where we differ' }), 'Where we differ')
  await isAt('Where we differ')

  await page.getByRole('button', { name: 'Add after: Where we differ' }).click()
  await page.getByLabel('What people do').selectOption({ label: 'Dots' })
  await page.getByLabel('Put dots on').selectOption({ label: 'Statements' })
  await page.getByRole('button', { name: 'Add the step' }).click()
  await page.getByRole('button', { name: 'Next: Dots ›' }).click()
  await sure(page.getByRole('button', { name: 'Show the dots …' }), 'Show the dots')
  await expect(page.getByText('no dots')).toBeVisible()
  await page.getByRole('button', { name: 'Next: Talk ›' }).click()
  await page.getByText('Where dots lay').click()
  await expect(page.getByText('no dots')).toBeVisible()
  await pictures(desk, 'desk-dots-before')

  await sure(page.getByRole('button', { name: 'Close the workshop …' }), 'Close the workshop', 'for good')
  await expect(page.getByRole('heading', { level: 1, name: 'Where next?' })).toBeFocused()
  await page.getByRole('link', { name: 'Open it in the history' }).click()
  await expect(page.getByRole('region', { name: 'Where dots lay' })).toContainText('Young people come first')
  await pictures(desk, 'desk-dots-kept')
})

test('whoever may run the workshop no more is told so when they press', async ({ cast }) => {
  const { convenor, addresses, networkId } = aWorkshop()
  const email = `second-${networkId}@example.org`
  admin('member', 'add', networkId, email, '--name', 'Bo', '--role', 'co_convenor')
  const [desk, other] = [await cast.actor(), await cast.actor()]
  await cast.signIn(desk, convenor)
  await cast.signIn(other, email)
  await other.page.goto(addresses.desk)
  await expect(other.page.getByRole('button', { name: 'Pause' })).toBeVisible()
  const members = await desk.page.request.get(`/api/trpc/network.members?input=${JSON.stringify({ networkId })}`)
  const { result } = (await members.json()) as { result: { data: { email: string; userId: string }[] } }
  const userId = result.data.find((one) => one.email === email)?.userId
  await desk.page.request.post('/api/trpc/network.endMembership', { data: { networkId, userId } })
  await other.page.getByRole('button', { name: 'Pause' }).click()
  await expect(other.page.locator('.timer-control').getByRole('alert')).toBeVisible()
})

test('an arrow key in a list does no deed: its button does, and the focus stays with the person', async ({ cast }) => {
  const { code, convenor, addresses, networkId } = aWorkshop()
  admin('member', 'add', networkId, `second-${networkId}@example.org`, '--name', 'Bo', '--role', 'co_convenor')
  const [desk, phone] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(phone, code, 'City Council', 'Anna')
  const { page } = desk
  await page.goto(addresses.desk)
  await page.locator('summary').filter({ hasText: 'City Council (1)' }).press('Enter')
  const organisation = page.getByLabel('Organisation of Anna')
  await organisation.press('ArrowDown')
  await pictures(desk, 'desk-move', [360, 1440])
  const move = page.getByRole('button', { name: 'Move Anna', exact: true })
  await expect(phone.page.getByText('City Council · Anna')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(move).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Harbour University (1)')).toBeVisible()
  await expect(organisation).toBeFocused()
  await expect(organisation).toBeVisible()
  await expect(move).toHaveCount(0)
  await expect(phone.page.getByText('Harbour University · Anna')).toBeVisible()

  const handOver = page.getByLabel('Hand over to')
  await handOver.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Hand it over' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Run by (you|Bo)\.$/)).toBeVisible()
  await expect(handOver).toBeFocused()
})

test('on a phone the step, Next, the time, how far the room is and who wants to speak are on the first screen', async ({
  cast,
}) => {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--statements', 'Young people come first'])
  const [foot, phone] = [await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(foot, convenor)
  await cast.join(phone, code, 'City Council', 'Anna')
  admin('session', 'step', sessionId, 'show-views')
  await phone.page.getByRole('button', { name: 'I want to speak' }).click()
  await expect(phone.page.getByText('You are number 1 in the queue.')).toBeVisible()
  admin('session', 'step', sessionId, 'rate')
  const { page } = foot
  await page.goto(addresses.desk)
  const panel = page.getByRole('region', { name: 'Now: Rate privately' })
  await pictures(foot, 'desk-on-foot')
  for (const seen of [
    panel.getByRole('heading', { name: 'Now: Rate privately' }),
    panel.getByRole('button', { name: 'Next: Where we differ ›' }),
    panel.getByRole('button', { name: /^Start \d+ minutes$/ }),
    panel.getByText('0 of 1 have finished').first(),
    panel.getByRole('button', { name: 'Anna has spoken' }),
  ])
    await expect(seen).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('link', { name: 'Run sheet' })).toBeHidden()
  await page.getByRole('button', { name: 'Code, links and steps' }).click()
  await expect(page.getByRole('link', { name: 'Run sheet' })).toBeVisible()
  await expect(page.getByText('Read aloud:')).toBeVisible()
  // What somebody hears of the count is said when a quarter is full, here all of it.
  const heard = page.locator('[data-says="progress"]')
  await expect(heard).toHaveText('')
  await phone.page.getByRole('radio', { name: 'Agree', exact: true }).check()
  await expect(heard).toHaveText('1 of 1 have finished')
  await expect(phone.page.locator('[data-says="progress"]')).toHaveText('1 of 1 have finished')
})

test('the desk says how many devices are not heard from, never whose, and no more once they are back', async ({
  cast,
}) => {
  cast.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  const { code, convenor, addresses } = aWorkshop()
  const [desk, lost, there] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(lost, code, 'City Council', 'Anna')
  await cast.join(there, code, 'Quay Traders', 'Bela')
  await expect(lost.page.getByText('Connected', { exact: true })).toBeVisible()
  await desk.page.goto(addresses.desk)
  const room = desk.page.getByRole('region', { name: 'Who is here' })
  // Read out when it comes, and seen.
  const silent = room.getByRole('status').getByText(/not heard from/)
  await expect(room.getByText('City Council (1)')).toBeVisible()
  await expect(silent).toHaveCount(0)
  await lost.context.setOffline(true)
  // Half a minute of silence, and the ten seconds after which the desk looks again.
  await expect(silent).toHaveText('1 device not heard from for over 30 seconds: asleep, or without a connection.', {
    timeout: 60_000,
  })
  await pictures(desk, 'desk-silent')
  await lost.context.setOffline(false)
  await expect(silent).toHaveCount(0, { timeout: 25_000 })
})

test('who is done says so, the desk counts them, and whoever writes on is not done any more', async ({ cast }) => {
  const { code, convenor, addresses, sessionId } = aWorkshop()
  const [desk, phone, other] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(phone, code, 'City Council', 'Anna')
  await cast.join(other, code, 'Quay Traders')
  admin('session', 'step', sessionId, 'views')
  await desk.page.goto(addresses.desk)
  const panel = desk.page.getByRole('region', { name: 'Now: Add views' })
  const counted = (words: string) => expect(panel.getByText(words).first()).toBeVisible()
  await counted('0 of 2 say that they are done')
  const done = phone.page.getByRole('button', { name: 'I’m done' })
  await done.click()
  await counted('1 of 2 say that they are done')
  await expect(done).toHaveAttribute('aria-pressed', 'true')
  await expect(phone.page.getByText('The convenor knows how many are done, and not who.')).toBeVisible()
  await pictures(phone, 'phone-done')
  await pictures(desk, 'desk-done')
  await phone.page.getByLabel('Write one idea').fill('One more')
  await counted('0 of 2 say that they are done')
  await expect(done).toHaveAttribute('aria-pressed', 'false')
  await done.click()
  await counted('1 of 2 say that they are done')

  // The same step once more is another one, and on the board views go straight to it now.
  for (const step of ['show-views', 'views']) admin('session', 'step', sessionId, step)
  await counted('0 of 2 say that they are done')
  const { page } = phone
  await page.goto(`/session/${sessionId}/board`)
  await page.getByRole('button', { name: 'I’m done' }).click()
  await counted('1 of 2 say that they are done')
  await pictures(phone, 'board-done')
  await page.getByRole('button', { name: 'Add to Focus and direction' }).click()
  await page.locator('main textarea').fill('One more')
  await counted('0 of 2 say that they are done')
})
