import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'

/** The smallest text that is seen on the page, in px, with what it says. */
const smallest = ({ page }: Pick<Actor, 'page'>) =>
  page.evaluate(() => {
    const found = [...document.querySelectorAll('body *')].flatMap((node) => {
      const own = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim())
      const { width, height } = node.getBoundingClientRect()
      const unseen = node.closest('.unseen, .skip, script, style, .controls') || width < 2 || height < 2
      return own && !unseen ? [{ px: Number.parseFloat(getComputedStyle(node).fontSize), says: node.textContent }] : []
    })
    return found.sort((a, b) => a.px - b.px)[0]
  })

async function aRoom(cast: Parameters<Parameters<typeof test>[2]>[0]['cast']) {
  const workshop = aWorkshop(['--voice', 'named', '--statements', 'Young people come first|We act alone'])
  const screen = await cast.actor('screen')
  await cast.signIn(screen, workshop.convenor)
  // The names go by the same questions when events are blocked: then every answer can be read here.
  await screen.page.route('**/session.follow**', (route) => route.abort())
  cast.allow(/net::ERR_FAILED|session\.follow/)
  screen.received.length = 0
  await screen.page.goto(workshop.addresses.present)
  return { ...workshop, screen, to: (step: string) => admin('session', 'step', workshop.sessionId, step) }
}

test('no name ever reaches the big screen, and every word on it can be read from the back of the room', async ({
  cast,
}) => {
  const { code, screen, to } = await aRoom(cast)
  const { page } = screen
  const people = [await cast.actor('phone'), await cast.actor('phone')] as const
  await cast.join(people[0], code, 'City Council', 'Annabel Quist')
  await cast.join(people[1], code, 'Quay Traders', 'Benedikt Zorn')
  await expect(page.getByText('2 are here')).toBeVisible()
  await expect(page.getByText(`${code.slice(0, 4)} ${code.slice(4)}`)).toBeVisible()
  const seen = async (name: string) => {
    const text = await smallest(screen)
    expect(text?.px, `${name}: ${text?.says}`).toBeGreaterThanOrEqual(28)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wider, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
    await check(screen, `screen-${name}`)
  }
  await seen('lobby')

  to('views')
  for (const [i, phone] of people.entries()) {
    await phone.page.getByLabel('Write one idea').fill(`Idea ${i + 1} of the harbour`)
    await phone.page.getByRole('button', { name: 'Add', exact: true }).click()
  }
  await expect(page.getByText('2 views so far')).toBeVisible()
  await seen('views')

  to('show-views')
  await expect(page.getByText('Idea 1 of the harbour')).toBeVisible()
  await seen('show-views')
  // Read round: one organisation after another.
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'City Council' })).toBeVisible()
  await expect(page.getByText('Idea 2 of the harbour')).toBeHidden()
  await seen('read-round')
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('heading', { name: 'Quay Traders' })).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(page.getByRole('heading', { name: 'City Council' })).toBeVisible()

  to('rate')
  for (const [i, phone] of people.entries()) {
    await phone.page.getByRole('radio', { name: i === 0 ? 'Agree' : 'Disagree', exact: true }).check()
    await expect(phone.page.getByText('Saved', { exact: true })).toBeVisible()
  }
  await expect(page.getByText('0 of 2 have finished')).toBeVisible()
  await seen('rate')

  to('show-answers')
  await expect(page.getByText('Each organisation counts once.')).toBeVisible()
  await seen('in-short')
  for (const no of [2, 3]) {
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText(`${no} of 3`, { exact: true })).toBeVisible()
    await seen(`statement-${no - 1}`)
  }
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('3 of 3', { exact: true })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible()

  to('talk')
  await expect(page.getByRole('heading', { level: 1, name: 'Talk' })).toBeVisible()
  await seen('talk')

  to('finish')
  await expect(page.getByText('Thank you')).toBeVisible()
  await seen('finish')
  // Neither those who take part nor those who run it, in anything that came to this browser or stands on its page.
  const everything = screen.received.join('\n') + (await page.content())
  expect(everything).toContain('Idea 1 of the harbour')
  expect(everything).not.toMatch(/Annabel|Quist|Benedikt|Zorn|Amira|@example\.org/)
})

test('the one who presents works by keys alone: the picture large, nothing at all, the full screen', async ({
  cast,
}) => {
  const { code, screen, to } = await aRoom(cast)
  const { page } = screen
  to('rate')
  await expect(page.getByRole('heading', { name: 'Rate privately' })).toBeVisible()
  const bigQr = page.locator('.over').getByRole('img', { name: /QR code/ })
  await page.keyboard.press('q')
  await expect(bigQr).toBeVisible()
  // The picture holds the way in in capitals.
  const shown = (await bigQr.getAttribute('aria-label'))?.match(/https?:\S+/)?.[0] as string
  const scanned = await (await cast.actor('phone')).page.goto(shown.toUpperCase())
  expect([scanned?.status(), scanned?.url()]).toEqual([200, shown])
  await expect(page.locator('.over').getByText(`${code.slice(0, 4)} ${code.slice(4)}`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(bigQr).toBeHidden()

  await page.keyboard.press('b')
  await expect(page.getByText('The screen is blank. Press B to go on.')).toBeAttached()
  await expect(page.getByText('0 of 0 have finished')).toBeAttached()
  await page.keyboard.press('b')
  await expect(page.getByText('The screen is blank. Press B to go on.')).toHaveCount(0)

  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBe(null)

  // Buttons come with the pointer or the focus, and there the single letters can be turned off.
  await page.getByRole('button', { name: 'Letter keys' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('b')
  await expect(page.getByText('The screen is blank. Press B to go on.')).toHaveCount(0)
})

test('the screen is kept on, again after it was hidden, and says so where a browser won’t', async ({ cast }) => {
  const { screen, addresses } = await aRoom(cast)
  const held = screen.page.locator('[data-awake]')
  await expect(held).not.toHaveAttribute('data-awake', 'asking')
  const without = await screen.context.newPage()
  await without.addInitScript(() => Object.defineProperty(navigator, 'wakeLock', { value: undefined }))
  await without.goto(addresses.present)
  await expect(without.getByText('Set it never to sleep')).toBeVisible()
})
