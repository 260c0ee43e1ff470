import type { Page } from '@playwright/test'
import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'

const STATEMENTS = ['One', 'Two', 'Three', 'Four', 'Five']
const shot = async ({ page }: Pick<Actor, 'page'>, name: string) => {
  if (process.env.E2E_PICTURES)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/${name}-${colorScheme}.png`, fullPage: true })
    }
}

/** What the server has of this browser's own answers or views. */
async function stored<Row>({ page }: Actor, what: 'rating.mine' | 'view.mine', sessionId: string): Promise<Row[]> {
  const input = encodeURIComponent(JSON.stringify({ sessionId }))
  const response = await page.request.get(`/api/trpc/${what}?input=${input}`)
  return (await response.json()).result.data
}

async function answer(page: Page, no: number, name: string): Promise<void> {
  await expect(page.getByText(`Statement ${no} of 5`)).toBeVisible()
  await page.getByRole('radio', { name, exact: true }).check()
  if (no < 5) await page.getByRole('button', { name: 'Next', exact: true }).click()
}

test('answers and views given without a network outlive a killed tab, and are stored once and in order', async ({
  cast,
}) => {
  cast.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  const { code, sessionId } = aWorkshop(['--statements', STATEMENTS.join('|')])
  const phone = await cast.actor('phone')
  await cast.join(phone, code, 'City Council')
  admin('session', 'step', sessionId, 'views')
  await expect(phone.page.getByLabel('Write one idea')).toBeVisible()
  await phone.page.getByLabel('Write one idea').fill('Half a thou')
  await phone.page.reload()
  await expect(phone.page.getByLabel('Write one idea')).toHaveValue('Half a thou')
  await phone.context.setOffline(true)
  await phone.page.getByLabel('Write one idea').fill('Safe places after school')
  await phone.page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(phone.page.getByRole('heading', { name: 'Yours (1)' })).toBeVisible()
  await expect(phone.page.getByText('Saved on this phone').first()).toBeVisible()
  await shot(phone, 'offline-views')
  await phone.context.setOffline(false)
  await expect(phone.page.getByText('Back online. 1 thing was sent.')).toBeVisible()

  admin('session', 'step', sessionId, 'rate')
  await expect(phone.page.getByText('Statement 1 of 5')).toBeVisible()
  await phone.context.setOffline(true)
  for (const no of [1, 2, 3, 4, 5]) await answer(phone.page, no, no % 2 === 0 ? 'Agree' : 'Disagree')
  await expect(phone.page.getByText('5 things are saved on this phone')).toBeVisible()
  await shot(phone, 'offline-rating')
  await phone.page.close({ runBeforeUnload: false })

  await phone.context.setOffline(false)
  const again = { ...phone, page: await phone.context.newPage() }
  await again.page.goto(`/session/${sessionId}`)
  await expect(again.page.getByText('All rated.')).toBeVisible()
  await expect(again.page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(again.page.getByText('1 of 1 have finished').first()).toBeVisible()
  const answers = await stored<{ answer: number; round: number }>(again, 'rating.mine', sessionId)
  expect(answers.map(({ answer: one }) => one).sort()).toEqual([-1, -1, -1, 1, 1])
  expect((await stored<{ text: string }>(again, 'view.mine', sessionId)).map(({ text }) => text)).toEqual([
    'Safe places after school',
  ])
})

test('whoever was cut off while the room moved on decides what becomes of what they did', async ({ cast }) => {
  cast.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  const { code, sessionId } = aWorkshop(['--statements', STATEMENTS.join('|')])
  const phone = await cast.actor('phone')
  await cast.join(phone, code, 'City Council')
  admin('session', 'step', sessionId, 'views')
  await phone.page.getByLabel('Write one idea').fill('I was not quite')
  admin('session', 'step', sessionId, 'show-views')
  admin('session', 'step', sessionId, 'rate')
  await expect(phone.page.getByText('The convenor moved on. Your text is kept: “I was not quite”')).toBeVisible()
  await shot(phone, 'moved-on')
  await phone.page.getByRole('button', { name: 'Send it late' }).click()
  await expect
    .poll(async () => (await stored<{ text: string }>(phone, 'view.mine', sessionId)).map(({ text }) => text))
    .toEqual(['I was not quite'])

  await phone.context.setOffline(true)
  await answer(phone.page, 1, 'Agree')
  await answer(phone.page, 2, 'Agree')
  await expect(phone.page.getByText('2 things are saved on this phone')).toBeVisible()
  admin('session', 'step', sessionId, 'show-answers')
  await phone.context.setOffline(false)
  await expect(phone.page.getByRole('heading', { name: 'Not sent (2)' })).toBeVisible()
  await expect(phone.page.getByText('Yours will be marked “after”, and not counted.').first()).toBeVisible()
  await shot(phone, 'held')
  await phone.page.getByRole('button', { name: 'Send it late' }).first().click()
  await expect(phone.page.getByRole('heading', { name: 'Not sent (1)' })).toBeVisible()
  await phone.page.getByRole('button', { name: 'Delete it' }).click()
  await expect(phone.page.getByRole('heading', { name: /Not sent/ })).toHaveCount(0)
  await expect
    .poll(async () =>
      (await stored<{ showing: string }>(phone, 'rating.mine', sessionId)).map(({ showing }) => showing),
    )
    .toEqual(['after'])
})

test('a phone that slept a minute, and one whose network swallows events, come to the right step in time', async ({
  cast,
}) => {
  cast.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED/)
  const { code, sessionId } = aWorkshop()
  const [sleeper, swallowed] = [await cast.actor('phone'), await cast.actor('phone')]
  // The request goes out, and no byte ever comes back.
  await swallowed.context.route(/session\.follow/, () => {})
  await cast.join(sleeper, code, 'City Council')
  await cast.join(swallowed, code, 'Quay Traders')
  await expect(sleeper.page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(swallowed.page.getByText('Connected slowly')).toBeVisible()
  const look = (state: 'hidden' | 'visible') =>
    sleeper.page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await look('hidden')
  await sleeper.context.setOffline(true)
  admin('session', 'step', sessionId, 'views')
  const moved = Date.now()
  await expect(swallowed.page.getByText('Add views')).toBeVisible({ timeout: 4_500 })
  console.log(`a network that swallows events: ${Date.now() - moved} ms`)
  await sleeper.page.clock.setFixedTime(new Date(Date.now() + 61_000))
  await sleeper.context.setOffline(false)
  const woken = Date.now()
  await look('visible')
  await expect(sleeper.page.getByText('Add views')).toBeVisible({ timeout: 3_000 })
  console.log(`a phone that slept a minute: ${Date.now() - woken} ms`)
})

test('once a page has come whole, every step to the end can be shown without another file', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--template', 'yearly-review', '--statements', STATEMENTS.join('|')])
  const phone = await cast.actor('phone')
  await cast.join(phone, code, 'City Council')
  const { page } = phone
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  let had = 0
  const hasAll = async () => {
    const now = (await fetched()).filter((name) => name.includes('/_next/static/')).length
    const isSame = now === had
    had = now
    return isSame
  }
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect.poll(hasAll, { intervals: [1_000] }).toBe(true)
  const asked: string[] = []
  await phone.context.route('**/_next/static/**', (route) => {
    asked.push(route.request().url())
    return route.abort()
  })
  for (const [step, seen] of [
    ['story', page.getByText('What drew you in?').first()],
    ['views', page.getByLabel('Write one idea')],
    ['show-views', page.getByText('Add one more view')],
    ['rate', page.getByText('Statement 1 of 5')],
    ['show-answers', page.getByRole('heading', { name: 'Statements, in the order to talk about them' })],
    ['talk', page.getByRole('heading', { name: 'What to talk about' })],
    ['proposition', page.getByRole('heading', { name: 'No sentence yet' })],
    ['triangle', page.getByText('Write who has to say yes').first()],
    ['activities', page.getByText('Write one small thing you will do').first()],
    ['minute', page.getByText('All of it can be left out.')],
    ['finish', page.getByRole('heading', { name: 'Thank you' })],
  ] as const) {
    admin('session', 'step', sessionId, step)
    await expect(seen, step).toBeVisible()
  }
  expect(asked).toEqual([])
})

test('a network’s own sign-in page is told apart from no network', async ({ cast }) => {
  cast.allow(/EventSource/)
  const { code } = aWorkshop()
  const phone = await cast.actor('phone')
  await phone.context.route(/session\.follow/, () => {})
  await cast.join(phone, code, 'City Council')
  await phone.context.route(/api\/trpc/, (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to Hall Wi-Fi</h1>' }),
  )
  await expect(phone.page.getByText('This Wi-Fi wants you to sign in first.')).toBeVisible()
  await shot(phone, 'walled')
  await phone.context.unrouteAll()
  await expect(phone.page.getByText('This Wi-Fi wants you to sign in first.')).toHaveCount(0)
})

test('where sockets are dropped, the board can be read, and views are added from the steps', async ({ cast }) => {
  cast.allow(/WebSocket/)
  const { code, sessionId } = aWorkshop()
  const phone = await cast.actor('phone')
  await phone.context.routeWebSocket(/sync|venue/, (socket) => void socket.close({ code: 1006 }))
  await cast.join(phone, code, 'City Council')
  admin('session', 'step', sessionId, 'views')
  await phone.page.getByLabel('Write one idea').fill('First view')
  await phone.page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(phone.page.getByText('Saved', { exact: true })).toBeVisible()
  admin('session', 'step', sessionId, 'show-views')
  await phone.page.getByText('Add one more view').click()
  await phone.page.getByLabel('Write one idea').fill('Second view')
  await phone.page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(phone.page.getByRole('list').getByText('Second view')).toBeVisible()
  await phone.page.goto(`/session/${sessionId}/board`)
  await expect(phone.page.getByText('This network lets no live board through.')).toBeVisible()
  for (const text of ['First view', 'Second view']) await expect(phone.page.getByText(text)).toBeVisible()
  await expect(phone.page.getByRole('button', { name: /Add to/ })).toHaveCount(0)
  await shot(phone, 'shut-out')
})

test('the venue check says within five seconds, in words, whether a hall’s network will do', async ({ cast }) => {
  cast.allow(/WebSocket|EventSource|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/)
  const [free, council, walled] = [await cast.actor('phone'), await cast.actor('laptop'), await cast.actor('phone')]
  await council.context.routeWebSocket(/venue/, (socket) => void socket.close({ code: 1006 }))
  await council.context.route(/venue\/events/, () => {})
  await walled.context.route(/api\//, (route) => route.fulfill({ contentType: 'text/html', body: 'Welcome' }))
  for (const { page } of [free, council, walled]) await page.goto('/venue-check')
  // A machine that is busy with other things answers as a slow network does.
  await expect(free.page.getByText(/This Wi-Fi (is fine|will do)\./)).toBeVisible({ timeout: 5_500 })
  for (const words of ['At once.', 'It comes through.', 'It keeps what you write'])
    await expect(free.page.getByText(words)).toBeVisible()
  await expect(walled.page.getByText('Do not rely on this Wi-Fi.')).toBeVisible({ timeout: 5_500 })
  await expect(walled.page.getByText('The Wi-Fi shows its own page instead of ours.')).toBeVisible()
  await expect(council.page.getByText('This Wi-Fi will do.')).toBeVisible({ timeout: 5_500 })
  await expect(council.page.getByText('Phones ask every 3 seconds instead.')).toBeVisible()
  await check(free, 'phone-venue-fine')
  await check(council, 'laptop-venue-limit')
  await check(walled, 'phone-venue-red')
})
