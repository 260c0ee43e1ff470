import type { Page } from '@playwright/test'
import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { aTunnel } from '../tunnel.ts'

const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 })
const card = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const region = (page: Page, name: RegExp) => page.getByRole('region', { name })

async function addTo(page: Page, place: string, text: string) {
  await page.getByRole('button', { name: `Add to ${place}` }).click()
  await page.getByRole('textbox', { name: `Add a card to ${place}` }).fill(text)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(card(page, text)).toBeVisible()
}
const menu = (page: Page, text: string) => page.getByRole('button', { name: `What to do with “${text}”` })
/** Takes the hand off the board: the pointer to the corner, and the focus nowhere. */
async function letGo(page: Page) {
  await page.mouse.move(2, 2)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
}
const heard = (page: Page) => page.locator('[data-says="news"]')

/** A convenor and two partners at the board of a workshop that shows its views. */
async function atTheBoard(cast: Parameters<Parameters<typeof test>[2]>[0]['cast'], kinds: ('laptop' | 'phone')[]) {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--views', 'open'])
  admin('session', 'step', sessionId, 'show-views')
  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(`${addresses.board}?as=convenor`)
  const people: Actor[] = []
  for (const [i, kind] of kinds.entries()) {
    const person = await cast.actor(kind)
    await cast.join(person, code, ['Harbour University', 'Quay Traders'][i % 2] as string)
    await person.page.goto(addresses.board)
    people.push(person)
  }
  for (const { page } of [desk, ...people]) await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  return { desk, people, addresses }
}

test('under a hand nothing moves; what is new waits behind a button, and is said as loudly as one wants', async ({
  cast,
}) => {
  const { desk, people } = await atTheBoard(cast, ['laptop', 'laptop'])
  const [bela, cleo] = people as [Actor, Actor]
  await addTo(bela.page, 'Means', 'A shared analyst')
  await addTo(bela.page, 'Purpose', 'Safe places')
  await expect(card(cleo.page, 'Safe places')).toBeVisible()
  await expect(card(desk.page, 'Safe places')).toBeVisible()

  await cleo.page.getByLabel('Live updates').selectOption('Everything')
  // Whoever writes has their hand on the board, however long it takes.
  await cleo.page.getByRole('button', { name: 'Add to Focus and direction' }).click()
  const field = cleo.page.getByRole('textbox', { name: 'Add a card to Focus and direction' })
  const where = async () => [await card(cleo.page, 'A shared analyst').boundingBox(), await field.boundingBox()]
  const before = await where()
  await addTo(bela.page, 'Purpose', 'Young people first')
  await addTo(desk.page, 'Means', 'Rooms at the harbour')
  const pill = cleo.page.getByRole('button', { name: /2 new: Purpose 1, Means 1/ })
  await expect(pill).toBeVisible()
  await expect(card(cleo.page, 'Young people first')).toHaveCount(0)
  expect(await where()).toEqual(before)
  await expect(heard(cleo.page)).toContainText(/Young people first|Rooms at the harbour|new card/)
  await pill.click()
  await expect(card(cleo.page, 'Young people first')).toBeFocused()

  await field.click()
  await menu(bela.page, 'Safe places').click()
  await bela.page.getByRole('button', { name: 'Move to Backing' }).click()
  await expect(card(cleo.page, 'Safe places').getByText('Not here any more')).toBeVisible()
  await field.press('Escape')
  await letGo(cleo.page)
  await expect(region(cleo.page, /Backing/).getByText('Safe places')).toBeVisible()
  await expect(card(cleo.page, 'Safe places').getByText('from Purpose')).toBeVisible()

  await letGo(bela.page)
  await expect(heard(bela.page)).not.toContainText('Rooms at the harbour')
  await menu(cleo.page, 'A shared analyst').click()
  await cleo.page.getByRole('button', { name: 'Move to Focus and direction' }).click()
  await expect(heard(bela.page)).toContainText('“A shared analyst” was moved to Focus and direction.')
  await cleo.page.getByLabel('Live updates').selectOption('Silent')
  await cleo.page.reload()
  await expect(cleo.page.getByLabel('Live updates')).toHaveValue('silent')
})

test('a convenor hides a card, and only a convenor shows it again; cards are found by words and partner', async ({
  cast,
}) => {
  const { desk, people } = await atTheBoard(cast, ['laptop'])
  const { page } = (people as [Actor])[0]
  await addTo(page, 'Purpose', 'Not for this wall')
  await addTo(page, 'Purpose', 'Café for everybody')
  await letGo(page)
  await menu(desk.page, 'Not for this wall').click()
  await desk.page.getByRole('button', { name: 'Hide', exact: true }).click()
  await expect(card(page, 'Not for this wall')).toHaveCount(0)
  await page.getByText('1 hidden card', { exact: true }).click()
  await expect(page.getByText('Hidden by the convenor')).toBeVisible()
  await expect(page.getByRole('button', { name: /Show .* again/ })).toHaveCount(0)
  await desk.page.getByRole('button', { name: /Undo/ }).click()
  await expect(card(page, 'Not for this wall')).toBeVisible()
  await menu(desk.page, 'Not for this wall').click()
  await desk.page.getByRole('button', { name: 'Hide', exact: true }).click()
  await desk.page.getByText('1 hidden card', { exact: true }).click()
  await desk.page.getByRole('button', { name: 'Show “Not for this wall” again' }).click()
  await expect(card(page, 'Not for this wall')).toBeVisible()

  // The others see it in the hand, and where it is held; it is laid there with the drop.
  await card(page, 'Café for everybody').hover()
  await page.mouse.down()
  await region(page, /Backing/).hover()
  await region(page, /Backing/).hover({ position: { x: 30, y: 30 } })
  const inTheHand = card(desk.page, 'Café for everybody').getByText('Harbour University is moving it to Backing')
  await expect(inTheHand).toBeVisible()
  await expect(region(desk.page, /Purpose/).getByText('Café')).toBeVisible()
  await page.mouse.up()
  await expect(inTheHand).toHaveCount(0)
  for (const board of [page, desk.page]) await expect(region(board, /Backing/).getByText('Café')).toBeVisible()

  await page.getByLabel('Search the cards').fill('cafe')
  await expect(page.getByText('1 of 2 cards')).toBeVisible()
  await expect(card(page, 'Not for this wall')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByLabel('Cards of one partner').selectOption('Quay Traders')
  await expect(page.getByText('0 of 2 cards')).toBeVisible()
})

test('a press beside a card’s menu closes it, and presses nothing that lies there', async ({ cast }) => {
  const { people } = await atTheBoard(cast, ['laptop'])
  const { page } = (people as [Actor])[0]
  await addTo(page, 'Purpose', 'Young people first')
  await menu(page, 'Young people first').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const list = page.getByRole('button', { name: 'List', exact: true })
  await list.click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(list).toHaveAttribute('aria-pressed', 'false')
  await list.click()
  await expect(list).toHaveAttribute('aria-pressed', 'true')
})

test('a card that one writes on stays under the hand though it is no longer what one looks for', async ({ cast }) => {
  const { people } = await atTheBoard(cast, ['laptop'])
  const { page } = (people as [Actor])[0]
  for (const text of ['Young people first', 'The old harbour']) await addTo(page, 'Purpose', text)
  await page.getByLabel('Search the cards').fill('young')
  await expect(page.getByText('1 of 2 cards')).toBeVisible()
  await card(page, 'Young people first').focus()
  await page.keyboard.press('Enter')
  const field = page.getByRole('textbox', { name: 'Text of the card' })
  await field.fill('Safe places')
  await expect(page.getByText('0 of 2 cards')).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card(page, 'Safe places')).toBeFocused()
  // Laid elsewhere by the keys it goes on being seen there.
  await page.keyboard.press('Control+ArrowRight')
  await expect(page.locator('.at-authorising').getByRole('article')).toBeFocused()
  await page.keyboard.press('Control+ArrowLeft')
  await expect(page.getByText('Moved to Purpose, number 2.')).toBeVisible()
  await expect(page.locator('.at-value').getByRole('article')).toBeFocused()
  await page.getByLabel('Search the cards').fill('young p')
  await expect(card(page, 'Safe places')).toHaveCount(0)
})

test('what is said above the board takes no card from under the hand', async ({ cast }) => {
  const { code, addresses, sessionId } = aWorkshop(['--views', 'open'])
  admin('session', 'step', sessionId, 'show-views')
  const phone = await cast.actor('phone')
  const { swallow } = await aTunnel(phone.context)
  await cast.join(phone, code, 'Harbour University')
  const { page } = phone
  await page.goto(addresses.board)
  await addTo(page, 'Focus and direction', 'Young people first')
  await saved(page)
  await card(page, 'Young people first').getByRole('button', { name: /^Edit/ }).click()
  const field = page.getByRole('textbox', { name: 'Text of the card' })
  const topOf = async () => (await field.boundingBox())?.y
  const before = await topOf()
  swallow()
  await field.press('x')
  // On a phone it takes two lines, where “Saved” took one.
  await expect(page.getByText('Not saved: 1 change kept on this device')).toBeVisible()
  expect(await topOf()).toBeCloseTo(before as number, 0)
})

test('cards are grouped by the keyboard, and a long one becomes a statement that knows its card', async ({ cast }) => {
  const { desk, addresses } = await atTheBoard(cast, [])
  const { page } = desk
  const long = `One front door for people in debt, ${'with somebody who stays with them, '.repeat(8)}until it is done`
  await addTo(page, 'Backing', 'The cabinet says yes')
  await addTo(page, 'Backing', 'The mayor says yes')
  await addTo(page, 'Purpose', long.slice(0, 200))
  await card(page, long.slice(0, 60)).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Text of the card' }).fill(long)
  await page.keyboard.press('Escape')

  // A menu has the focus as long as it is open: Esc gives it back, and going on by the Tab key closes the menu.
  const opened = page.getByRole('dialog', { name: 'What to do with “The cabinet says yes”' })
  await card(page, 'The cabinet says yes').focus()
  await page.keyboard.press('m')
  await expect(opened.getByRole('button', { name: 'Move to Purpose' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(opened).toBeHidden()
  await expect(card(page, 'The cabinet says yes')).toBeFocused()
  await page.keyboard.press('m')
  await expect(opened.getByRole('button', { name: 'Move to Purpose' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(opened).toBeHidden()
  await card(page, 'The cabinet says yes').focus()
  await page.keyboard.press('m')
  await opened.getByRole('button', { name: 'Close' }).focus()
  // The first Tab may lead to the browser's own bars.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(opened).toBeHidden()

  await card(page, 'The cabinet says yes').focus()
  await page.keyboard.press('m')
  await page.getByText('Group with …').press('Enter')
  await page.getByLabel('Name of the group').fill('Who decides')
  await page.getByRole('checkbox', { name: 'The mayor says yes' }).press('Space')
  await page.getByRole('button', { name: 'Make the group' }).press('Enter')
  await expect(page.getByRole('heading', { name: /Who decides \(2 cards\)/ })).toBeVisible()
  await expect(region(page, /Backing/).getByText('1 group')).toBeVisible()

  const cabinet = card(page, 'The cabinet says yes')
  await cabinet.focus()
  await page.keyboard.press('Control+ArrowDown')
  await expect(page.getByText('Moved to Backing, number 2.')).toBeVisible()
  await expect(cabinet).toBeFocused()
  await page.keyboard.press('Control+ArrowRight')
  await expect(region(page, /Focus and direction/).getByText('The cabinet says yes')).toBeVisible()
  await expect(cabinet).toBeFocused()
  // On a screen that shows one corner at a time its corner comes with it.
  const wide = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.keyboard.press('Control+ArrowLeft')
  await expect(region(page, /Backing/)).toBeVisible()
  await expect(cabinet).toBeFocused()
  if (wide) await page.setViewportSize(wide)

  // From another corner a card goes into a group in one go, and back by undo, which says so.
  await menu(page, long).click()
  await page.getByRole('button', { name: 'Put into “Who decides” in Backing' }).click()
  await expect(region(page, /Backing/).getByText('from Purpose')).toBeVisible()
  await expect(page.getByText('Put into the group “Who decides”.')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Undone: “One front door .* is in Purpose, number 1\.$/)).toBeVisible()

  await menu(page, long).click()
  await page.getByText('Turn into a statement').first().click()
  await expect(page.getByText(/letters too many/)).toBeVisible()
  await page.getByLabel('Words to rate').fill('One front door for people in debt')
  await page.getByRole('button', { name: 'Turn into a statement' }).click()
  await expect(page.getByText('It is on the list of statements.')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(card(page, 'One front door').getByText('now statement 1')).toBeVisible()
  await saved(page)
  await page.goto(addresses.desk)
  await page.getByRole('link', { name: 'See the card that statement 1 came from' }).click()
  await expect(card(page, 'One front door')).toBeFocused()
})
