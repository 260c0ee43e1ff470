import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { pictures } from '../pictures.ts'

/** Holds back the program of every page that is opened from here on, as a slow network does, until the answer is called. */
async function holdProgram({ page }: Actor): Promise<() => void> {
  let come = () => {}
  const came = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route('**/_next/static/chunks/**/*.js', async (route) => {
    await came
    // The browser may have gone by then.
    await route.continue().catch(() => undefined)
  })
  return come
}

/** Swallows the program of every page that is opened, until the answer is called: what was asked for before that never comes. */
async function swallowProgram({ page }: Actor): Promise<() => void> {
  let swallows = true
  await page.route('**/_next/static/chunks/**/*.js', (route) => (swallows ? new Promise(() => {}) : route.continue()))
  return () => {
    swallows = false
  }
}

/** A phone whose owner has written a view and pressed Add, while the program does not come. */
async function writesEarly(cast: Parameters<Parameters<typeof test>[2]>[0]['cast'], keepBack: typeof holdProgram) {
  const { code, sessionId } = aWorkshop()
  const anna = await cast.actor('phone')
  await cast.join(anna, code, 'City Council', 'Anna')
  admin('session', 'step', sessionId, 'views')
  const letThrough = await keepBack(anna)
  const { page } = anna
  await page.goto(`/session/${sessionId}`, { waitUntil: 'commit' })
  await page.getByRole('radio', { name: /Purpose/ }).check()
  await page.getByLabel('Write one idea').fill('Safe places after school')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  return { anna, sessionId, letThrough }
}

test('a view that is written and added before the phone’s page listens is added', async ({ cast }) => {
  const { anna, sessionId, letThrough: come } = await writesEarly(cast, holdProgram)
  const { page } = anna
  // Nothing was sent away with the page.
  await expect(page.getByLabel('Write one idea')).toHaveValue('Safe places after school')
  expect(new URL(page.url()).search).toBe('')

  come()
  const own = page.getByRole('region', { name: 'Yours (1)' })
  await expect(own.getByText('Safe places after school')).toBeVisible()
  await expect(own.getByText(/Purpose/)).toBeVisible()
  await expect(page.getByLabel('Write one idea')).toHaveValue('')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await test.step('what is only begun by then stays, and outlives the page', async () => {
    await page.unrouteAll({ behavior: 'wait' })
    const comeAgain = await holdProgram(anna)
    await page.goto(`/session/${sessionId}`, { waitUntil: 'commit' })
    await page.getByLabel('Write one idea').fill('A youth ombuds')
    comeAgain()
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    await expect(page.getByLabel('Write one idea')).toHaveValue('A youth ombuds')
    await page.getByLabel('Write one idea').press('End')
    await page.keyboard.type('person')
    await expect(page.getByLabel('Write one idea')).toHaveValue('A youth ombudsperson')
    await page.reload()
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    await expect(page.getByLabel('Write one idea')).toHaveValue('A youth ombudsperson')
  })
})

test('an answer that is tapped before the phone’s page listens is stored', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--statements', 'Young people come first|We act alone'])
  const anna = await cast.actor('phone')
  await cast.join(anna, code, 'City Council', 'Anna')
  admin('session', 'step', sessionId, 'rate')
  const { page } = anna
  const come = await holdProgram(anna)
  await page.goto(`/session/${sessionId}`, { waitUntil: 'commit' })
  await page.getByRole('radio', { name: 'Disagree', exact: true }).check()
  await page.getByRole('radio', { name: 'Agree', exact: true }).check()
  await page.getByLabel(/Why/).fill('They are the city of tomorrow')
  await page.getByRole('button', { name: 'Next' }).click()

  come()
  await expect(page.getByText('We act alone')).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
  await page.unrouteAll({ behavior: 'wait' })
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Agree', exact: true })).toBeChecked()
  await expect(page.getByLabel(/Why/)).toHaveValue('They are the city of tomorrow')
})

test('a desk holds what is pressed before it listens, and a language needs no program', async ({ cast }) => {
  const { convenor, addresses, networkId } = aWorkshop()
  const desk = await cast.actor()
  await cast.signIn(desk, convenor)
  const { page } = desk
  const come = await holdProgram(desk)

  await test.step('a workshop is opened by Enter in a field', async () => {
    await page.goto(`/network/${networkId}/new`, { waitUntil: 'commit' })
    await page.getByLabel('Name of the workshop').fill('Where to, together?')
    await page.getByLabel('Name of the workshop').press('Enter')
    expect(new URL(page.url()).search).toBe('')
    come()
    await expect(page).toHaveURL(/\/convene\//)
    await expect(page.getByRole('heading', { name: 'Where to, together?' })).toBeVisible()
  })

  await test.step('the room moves on, once', async () => {
    await page.unrouteAll({ behavior: 'wait' })
    const comeAgain = await holdProgram(desk)
    await page.goto(addresses.desk, { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Next: Add views' }).click()
    await page.getByRole('button', { name: 'Next: Add views' }).click()
    comeAgain()
    await expect(page.getByRole('heading', { name: 'Now: Add views' })).toBeVisible()
  })

  await test.step('a language is chosen without the program', async () => {
    await page.unrouteAll({ behavior: 'wait' })
    await holdProgram(desk)
    await page.goto('/', { waitUntil: 'commit' })
    await page.locator('.languages summary').click()
    await page.getByRole('button', { name: 'Cymraeg' }).click({ noWaitAfter: true })
    await expect(page.locator('html')).toHaveAttribute('lang', 'cy')
  })
})

test('an answer that is given by key before the page listens is stored, and Next goes on from it', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--statements', 'Young people come first|We act alone'])
  const anna = await cast.actor('phone')
  await cast.join(anna, code, 'City Council', 'Anna')
  admin('session', 'step', sessionId, 'rate')
  const { page } = anna
  const come = await holdProgram(anna)
  await page.goto(`/session/${sessionId}`, { waitUntil: 'commit' })
  await page.getByRole('radio', { name: 'Disagree', exact: true }).focus()
  await page.keyboard.press('4')
  await page.getByRole('button', { name: 'Next' }).click()
  come()
  await expect(page.getByText('We act alone')).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('radio', { name: 'Agree', exact: true })).toBeChecked()
})

test('a page whose program never comes says so, and loses nothing when it is loaded again', async ({ cast }) => {
  const { anna, letThrough } = await writesEarly(cast, swallowProgram)
  const { page } = anna
  const told = page.getByRole('alert').filter({ hasText: 'nothing you press here is sent' })
  await expect(told).toHaveCount(0)
  await expect(told).toBeVisible({ timeout: 20_000 })
  await pictures(anna, 'program-never-comes', [360])
  letThrough()
  await told.getByRole('link', { name: 'Load this page again' }).click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(told).toHaveCount(0)
  await expect(page.getByLabel('Write one idea')).toHaveValue('Safe places after school')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const own = page.getByRole('region', { name: 'Yours (1)' })
  await expect(own.getByText('Safe places after school')).toBeVisible()
  await expect(own.getByText(/Purpose/)).toBeVisible()
})
