import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { openDatabase } from '../../db/client.ts'
import { admin, aWorkshop, expect, type Opened, test } from '../cast.ts'
import { pictures } from '../pictures.ts'
import { startServer } from '../stage-server.ts'

test('where the workshop shows nobody, no author of anything is stored', async ({ launchOptions }) => {
  const before = { E2E_ORIGIN: process.env.E2E_ORIGIN, E2E_DATA_DIR: process.env.E2E_DATA_DIR }
  const url = process.env.DATABASE_URL
  // A server of its own, so that its database can be read once it has ended.
  delete process.env.DATABASE_URL
  const server = await startServer(undefined, { DEMO: 'off' })
  Object.assign(process.env, { E2E_ORIGIN: server.origin, E2E_DATA_DIR: server.dataDir })
  const browser = await chromium.launch(launchOptions)
  try {
    const { networkId } = admin('network', 'create', 'Nobody network')
    for (const partner of ['City Council', 'Quay Traders']) admin('partner', 'add', networkId as string, partner)
    const plan = ['--names', 'none', '--template', 'yearly-review', '--statements', 'One']
    const { code, sessionId } = admin<Opened>('session', 'open', networkId as string, 'Where next?', ...plan)
    const page = await browser.newPage({ baseURL: server.origin })
    await page.goto(`/join/${code}`)
    await page.getByRole('radio', { name: 'City Council' }).check()
    await page.getByRole('button', { name: 'Join' }).click()
    await expect(page).toHaveURL(/\/session\//)
    const [seat] = (await page.context().cookies()).filter(({ name }) => name.startsWith('seat-'))
    const seatId = seat?.value.split('.')[1] as string

    admin('session', 'step', sessionId, 'story')
    await page.getByLabel('What drew you in?').fill('A flood nobody told of')
    await page.getByRole('button', { name: 'Tell it' }).click()
    await expect(page.getByText('Nothing says that it is yours')).toBeVisible()
    admin('session', 'step', sessionId, 'views')
    await page.getByLabel('Write one idea').fill('An idea of nobody')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    admin('session', 'step', sessionId, 'rate')
    await page.getByRole('radio', { name: 'Agree', exact: true }).check()
    await page.getByLabel(/Why/).fill('A reason of nobody ')
    await page.getByLabel(/Why/).blur()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(page.getByText('All rated.')).toBeVisible()
    admin('session', 'step', sessionId, 'activities')
    await page.getByLabel('What will you do?').fill('A breakfast of nobody')
    await page.getByLabel('What for?').fill('To hear')
    await page.getByLabel('Which kind?').selectOption({ label: 'Bringing people together' })
    await page.getByRole('checkbox', { name: 'Backing' }).check()
    await page.getByRole('button', { name: 'Add it' }).click()
    await expect(page.getByText('Added. You can add another.')).toBeVisible()
    admin('session', 'step', sessionId, 'minute')
    await page.getByLabel('What did you hear or notice?').fill('A rumour of nobody')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Sent. You can send another.')).toBeVisible()
    await server.kill('SIGTERM')

    expect(seatId).toMatch(/^.{16,}$/)
    const database = await openDatabase({ directory: join(server.dataDir, 'db') })
    const tables = await database.sql`
      select table_name as name from information_schema.tables where table_schema = 'public' order by 1`
    const naming: string[] = []
    const written: string[] = []
    for (const { name } of tables)
      for (const { row } of await database.sql`select row_to_json(t)::text as row from ${database.sql(name)} t`) {
        if (/of nobody|nobody told/.test(row)) written.push(name as string)
        if ((row as string).includes(seatId)) naming.push(name as string)
      }
    await database.close()
    // All of it is there, and only that somebody sat.
    expect([...new Set(written)].sort()).toEqual(['activities', 'changes', 'notes', 'ratings', 'stories', 'views'])
    expect([...new Set(naming)]).toEqual(['seats'])
  } finally {
    await browser.close()
    server.process.kill('SIGKILL')
    rmSync(server.dataDir, { recursive: true, force: true })
    Object.assign(process.env, before, url && { DATABASE_URL: url })
  }
})

test('a convenor checks what people write before the room reads it; what is hidden can be shown again', async ({
  cast,
}) => {
  const plan = ['--check', 'yes', '--template', 'yearly-review', '--statements', 'One']
  const { code, sessionId, convenor, addresses } = aWorkshop(plan)
  const [desk, anna, bela] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await cast.join(anna, code, 'City Council')
  await cast.join(bela, code, 'Quay Traders')
  admin('session', 'step', sessionId, 'story')
  await anna.page.getByLabel('What drew you in?').fill('A flood in the old harbour')
  await anna.page.getByRole('button', { name: 'Tell it' }).click()
  await expect(anna.page.getByText('Told.')).toBeVisible()
  await expect(desk.page.getByRole('heading', { name: '1 waits for you' })).toBeVisible()
  await expect(bela.page.getByRole('heading', { name: 'No stories yet' })).toBeVisible()
  expect(bela.received.join('')).not.toContain('old harbour')
  await pictures(desk, 'checking-waits')

  await desk.page.getByRole('button', { name: 'Show “A flood in the old harbour”' }).click()
  await expect(bela.page.getByText('A flood in the old harbour')).toBeVisible()
  // The room reads it; somebody asks the convenor to look, and it is hidden, and shown again.
  await bela.page.getByRole('button', { name: /Ask the convenor to look at/ }).click()
  await desk.page.getByRole('button', { name: 'Hide “A flood in the old harbour”' }).click()
  await expect(bela.page.getByText('A flood in the old harbour')).toHaveCount(0)
  await expect(desk.page.getByRole('heading', { name: 'Hidden (1)' })).toBeVisible()
  await pictures(desk, 'checking-hidden')
  await desk.page.getByRole('button', { name: 'Show “A flood in the old harbour”' }).click()
  await expect(bela.page.getByText('A flood in the old harbour')).toBeVisible()
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
