import type { Page } from '@playwright/test'
import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'

const shot = async ({ page }: Pick<Actor, 'page'>, name: string) => {
  if (process.env.E2E_PICTURES)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/forms-${name}-${colorScheme}.png`, fullPage: true })
    }
}
const KEPT = 'Kept on this phone. It is sent when the connection is back.'

/** What the server answers to one of this browser's questions. */
async function ask<Answer>({ page }: Pick<Actor, 'page'>, what: string, sessionId: string): Promise<Answer> {
  const input = encodeURIComponent(JSON.stringify({ sessionId }))
  return (await (await page.request.get(`/api/trpc/${what}?input=${input}`)).json()).result.data
}
/** The tab is killed while there is no network, and opened again when there is. */
async function killed(phone: Actor, sessionId: string): Promise<Actor> {
  await phone.page.close({ runBeforeUnload: false })
  await phone.context.setOffline(false)
  const again = { ...phone, page: await phone.context.newPage() }
  await again.page.goto(`/session/${sessionId}`)
  return again
}
async function plan(page: Page, title: string): Promise<void> {
  await page.getByLabel('What will you do?').fill(title)
  await page.getByLabel('What for?').fill('To hear what worries them')
  await page.getByLabel('Which kind?').selectOption({ label: 'Bringing people together' })
  await page.getByRole('checkbox', { name: 'Backing' }).check()
  await page.getByRole('button', { name: 'Add it' }).click()
}

test('what is written at the steps with forms outlives a killed tab and an answer that never came, and is kept once', async ({
  cast,
}) => {
  cast.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/)
  const { code, sessionId } = aWorkshop(['--template', 'yearly-review', '--statements', 'One'])
  let phone = await cast.actor('phone')
  await cast.join(phone, code, 'City Council', 'Anna')

  await test.step('a story, in a killed tab', async () => {
    admin('session', 'step', sessionId, 'story')
    await expect(phone.page.getByLabel('What drew you in?')).toBeVisible()
    await phone.context.setOffline(true)
    await phone.page.getByLabel('What drew you in?').fill('A flood in the old harbour')
    await phone.page.getByRole('button', { name: 'Tell it' }).click()
    await expect(phone.page.getByText(KEPT)).toBeVisible()
    await shot(phone, 'story')
    phone = await killed(phone, sessionId)
    await expect(phone.page.getByText('A flood in the old harbour').last()).toBeVisible()
    await expect.poll(() => ask(phone, 'story.list', sessionId)).toHaveLength(1)
  })

  await test.step('an activity, whose answer never came', async () => {
    admin('session', 'step', sessionId, 'activities')
    await expect(phone.page.getByLabel('What will you do?')).toBeVisible()
    let unheard = 0
    await phone.context.route(/activity\.propose/, async (route) => {
      if (unheard++ > 0) return route.continue()
      // It arrives and is done; nobody ever hears of it.
      await route.fetch()
      await route.abort('failed')
    })
    await plan(phone.page, 'Breakfast with the traders')
    await expect(phone.page.getByText(/1 thing (was|is)|Added\./).first()).toBeVisible()
    await expect.poll(() => unheard).toBeGreaterThan(1)
    await expect(phone.page.getByRole('heading', { name: '1 thing planned' })).toBeVisible()
    await expect(phone.page.getByRole('heading', { name: /Not sent/ })).toHaveCount(0)
    await phone.context.unroute(/activity\.propose/)
    expect(await ask(phone, 'activity.planned', sessionId)).toHaveLength(1)
  })

  await test.step('the private minute, offline and through a reload', async () => {
    admin('session', 'step', sessionId, 'minute')
    await expect(phone.page.getByLabel('What happened?')).toBeVisible()
    await phone.page.getByLabel('So what?').fill('Half a thou')
    await phone.page.reload()
    await expect(phone.page.getByLabel('So what?')).toHaveValue('Half a thou')
    // The eight questions are asked for by themselves: without a network they would not come.
    await expect(phone.page.getByRole('button', { name: 'Send my answers' })).toBeVisible()
    await phone.context.setOffline(true)
    await phone.page.getByRole('button', { name: 'Keep it' }).click()
    await expect(phone.page.getByRole('main').getByRole('alert')).toBeVisible()
    await phone.page.getByLabel('What happened?').fill('I spoke up')
    await phone.page.getByRole('button', { name: 'Keep it' }).click()
    await phone.page.getByLabel('What did you hear or notice?').fill('The grant comes late')
    await phone.page.getByRole('button', { name: 'Send', exact: true }).click()
    for (const radio of await phone.page.getByRole('radio', { name: /^3/ }).all()) await radio.check()
    await phone.page.getByRole('button', { name: 'Send my answers' }).click()
    await expect(phone.page.getByText('3 things are saved on this phone')).toBeVisible()
    await shot(phone, 'minute')
    phone = await killed(phone, sessionId)
    await expect(phone.page.getByText('Only you can read this')).toBeVisible()
    await expect(phone.page.getByText('You have answered. Thank you.')).toBeVisible()
    const minute = await ask<{ reflections: unknown[] }>(phone, 'reflection.here', sessionId)
    expect(minute.reflections).toHaveLength(1)
  })

  await test.step('more time is asked for offline; a reflection that comes too late is sent late', async () => {
    admin('session', 'step', sessionId, 'story')
    await expect(phone.page.getByRole('button', { name: 'Change it' })).toBeVisible()
    await phone.context.setOffline(true)
    await phone.page.getByRole('button', { name: 'I need more time' }).click()
    await expect(phone.page.getByRole('button', { name: 'I need more time' })).toHaveAttribute('aria-pressed', 'true')
    await phone.page.getByLabel('What drew you in?').fill('A letter')
    await phone.page.getByRole('button', { name: 'Change it' }).click()
    await expect(phone.page.getByText(KEPT).first()).toBeVisible()
    admin('session', 'step', sessionId, 'talk')
    await phone.context.setOffline(false)
    await expect(phone.page.getByText('Your story “A letter”.')).toBeVisible()
    await shot(phone, 'held')
    await phone.page.getByRole('button', { name: 'Send it late' }).click()
    await expect(phone.page.getByRole('heading', { name: /Not sent/ })).toHaveCount(0)
    const stories = await ask<{ text: string }[]>(phone, 'story.list', sessionId)
    expect(stories.map(({ text }) => text)).toEqual(['A letter'])
    expect(await ask(phone, 'participant.signals', sessionId)).toEqual({ hand: null, moreTime: false, done: false })
  })
})
