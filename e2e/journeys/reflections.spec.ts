import type { AgencyItem, AgencyPoint, Band } from '#server/vocabulary/reflection.ts'
import { admin, aWorkshop, expect, type Opened, ORIGIN, test } from '../cast.ts'
import { aCrowd } from '../crowd.ts'
import { check } from '../fit-for-everybody.ts'

const aMember = (networkId: string, name: string, ...more: string[]) => {
  const email = `${name.toLowerCase()}-${networkId}@example.org`
  admin('member', 'add', networkId, email, '--name', name, ...more)
  return email
}

test('what a junior writes for their organisation nobody else can read, and two taps make it an activity', async ({
  cast,
}) => {
  const { networkId, convenor } = aWorkshop()
  const secret = 'The trust will not sign, they told me in the lift'
  const junior = await cast.actor('phone')
  await cast.signIn(junior, aMember(networkId, 'Jo', '--role', 'member', '--partner', 'City Council'))
  const { page } = junior
  await page.goto(`/network/${networkId}/reflections/new`)
  const happened = page.getByLabel('What happened?')
  const keep = page.getByRole('button', { name: 'Keep it' })
  await happened.fill('x'.repeat(10_000))
  await keep.tap()
  await expect(page.getByRole('alert').filter({ hasText: 'What happened is too long: 10,000 letters' })).toBeVisible()
  await expect(happened).toHaveValue('x'.repeat(10_000))
  await happened.fill(secret)
  await page.getByLabel(/^Now what/).fill('Ask the chair to call')
  await page.getByRole('radio', { name: 'People of my organisation only' }).tap()
  await page.getByText('Two quick questions').tap()
  await page.getByLabel('Where do you stand in your organisation?').selectOption({ label: 'Junior staff' })
  for (const item of ['I can start something', 'I know who to take'])
    await page.getByRole('group', { name: item }).getByRole('radio', { name: '4 – mostly' }).tap()
  await check(junior, 'phone-reflection-new')
  await keep.tap()
  await expect(page.getByText(secret)).toBeVisible()
  await expect(page.getByText('Fewer than four answers: nothing is shown.')).toHaveCount(3)

  const colleague = await cast.actor()
  await cast.signIn(colleague, aMember(networkId, 'Kit', '--role', 'member', '--partner', 'City Council'))
  await colleague.page.goto(`/network/${networkId}/reflections`)
  await expect(colleague.page.getByText(secret)).toBeVisible()
  for (const email of [convenor, aMember(networkId, 'Quin', '--role', 'member', '--partner', 'Quay Traders')]) {
    const reader = await cast.actor()
    await cast.signIn(reader, email)
    for (const path of ['reflections', 'activities', ''])
      await reader.page.goto(`/network/${networkId}/${path}`, { waitUntil: 'networkidle' })
    expect(reader.received.some((body) => body.includes(secret))).toBe(false)
  }

  await page.getByText('Make it an activity').tap()
  await expect(page.getByText('Everybody in the network will see “Ask the chair to call”')).toBeVisible()
  await check(junior, 'phone-reflections')
  await page.getByRole('button', { name: 'Backing' }).tap()
  await page.getByRole('link', { name: 'It became an activity' }).tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Ask the chair to call' })).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: /^Jo$/ })).toBeVisible()
  await expect(page.getByText(secret)).toHaveCount(0)
})

test('four answers of a band show a mean, and reflections are fit for everybody', async ({ cast }) => {
  const { networkId } = aWorkshop()
  for (const [i, name] of ['Ann', 'Ben', 'Cem', 'Dot'].entries()) {
    const actor = await cast.actor(i % 2 ? 'laptop' : 'phone')
    await cast.signIn(actor, aMember(networkId, name, '--role', 'member', '--partner', 'Harbour University'))
    const { page } = actor
    await page.goto(`/network/${networkId}/reflections/new`)
    await page.getByLabel('What happened?').fill(`${name} met the board`)
    await page.getByRole('radio', { name: 'Everybody in the network' }).check()
    await page.getByText('Two quick questions').click()
    await page.getByLabel('Where do you stand in your organisation?').selectOption({ label: 'Junior staff' })
    for (const item of ['I can start something', 'I know who to take'])
      await page
        .getByRole('group', { name: item })
        .getByRole('radio', { name: `${i + 1} –` })
        .check()
    await page.getByRole('button', { name: 'Keep it' }).click()
    await expect(page.getByText(`${name} met the board`).first()).toBeVisible()
    const row = page.getByRole('row', { name: /Junior staff/ })
    if (i < 3) await expect(row).toContainText('Fewer than four answers: nothing is shown.')
    else await expect(row).toContainText('(4 answers)')
    if (i < 3) continue
    await expect(row).toContainText('2.5 (too few last time)')
    await check(actor, 'reflections')
  }
})

test('what enough phones of two workshops answer is shown with how it changed from one to the other', async ({
  cast,
}) => {
  const { networkId, convenor, partners, ...first } = aWorkshop(['--template', 'yearly-review'])
  type Said = Record<AgencyItem, AgencyPoint[]>
  /** Phones that sit down in a workshop and answer the two questions of its private minute. */
  const answer = async ({ sessionId, code }: Pick<Opened, 'sessionId' | 'code'>, band: Band, said: Said) => {
    await using crowd = aCrowd(ORIGIN(), sessionId)
    for (const [no, phone] of (await crowd.join(code, partners, said.start.length)).entries())
      await phone.answerPulse(band, { start: said.start[no] ?? 1, problem: said.problem[no] ?? 1 })
  }
  const desk = await cast.actor()
  const { page } = desk
  await cast.signIn(desk, convenor)
  const shows = async (band: string, ...cells: string[]) => {
    await page.goto(`/network/${networkId}/reflections`)
    await expect(page.getByRole('row', { name: new RegExp(`^${band}`) }).getByRole('cell')).toHaveText(cells)
  }
  const HIDDEN = 'Fewer than four answers: nothing is shown.'

  admin('session', 'step', first.sessionId, 'minute')
  await answer(first, 'junior', { start: [1, 2, 3, 4], problem: [4, 4, 3, 3] })
  await answer(first, 'senior', { start: [5, 5, 5], problem: [5, 5, 5] })
  await shows('Junior staff', '2.5 (too few last time)', '3.5 (too few last time)')
  await shows('Senior staff', HIDDEN)
  admin('session', 'close', first.sessionId)
  // What a workshop ended with stays to be read until enough have answered after it.
  const ended = async () => {
    await shows('Junior staff', '2.5 (too few last time)', '3.5 (too few last time)')
    await expect(page.getByRole('row', { name: /^Junior staff/ })).toContainText('(4 answers up to the last workshop)')
  }
  await ended()

  const second = admin<Opened>('session', 'open', networkId, 'A year on', '--template', 'yearly-review')
  const junior = await cast.actor('phone')
  await cast.join(junior, second.code, 'City Council', 'Jo')
  admin('session', 'step', second.sessionId, 'minute')
  await answer(second, 'junior', { start: [2, 3, 4], problem: [4, 3, 3] })
  await answer(second, 'senior', { start: [5, 4, 4, 5], problem: [5, 5, 4, 4] })
  await ended()
  const minute = junior.page.getByRole('region', { name: 'Two quick questions' })
  await minute.getByLabel('Where do you stand in your organisation?').selectOption({ label: 'Junior staff' })
  const say = (item: string, point: string) =>
    minute.getByRole('group', { name: item }).getByRole('radio', { name: point }).tap()
  await say('I can start something', '5 – fully')
  await say('I know who to take', '2 – a little')
  await minute.getByRole('button', { name: 'Give my answer' }).tap()
  await expect(minute.getByText('Thank you. You have answered.')).toBeVisible()
  // Four each time: 2.5 became 3.5, and 3.5 became 3.0. Of senior staff only three answered the first time.
  await shows('Junior staff', '3.5 (+1.0 since last time)', '3.0 (−0.5 since last time)')
  await shows('Senior staff', '4.5 (too few last time)', '4.5 (too few last time)')
  await check(desk, 'laptop-pulse-changed')
})

test('a reflection whose answer is lost on the way is kept once, though the page sends it again', async ({ cast }) => {
  const { networkId } = aWorkshop()
  const author = await cast.actor('phone')
  await cast.signIn(author, aMember(networkId, 'Mo', '--role', 'member'))
  const { page } = author
  cast.allow(/ERR_FAILED/)
  let arrived = 0
  await page.route('**/api/trpc/reflection.write*', async (route) => {
    const answer = await route.fetch()
    arrived += 1
    return arrived === 1 ? route.abort() : route.fulfill({ response: answer })
  })
  await page.goto(`/network/${networkId}/reflections/new`)
  await page.getByLabel('What happened?').fill('The line went dead')
  await page.getByRole('button', { name: 'Keep it' }).tap()
  await expect(page.getByRole('heading', { name: 'Yours (1)' })).toBeVisible()
  expect(arrived).toBe(2)
})
