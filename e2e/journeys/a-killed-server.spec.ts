import { rmSync } from 'node:fs'
import { chromium, expect, test } from '@playwright/test'
import { admin, type Opened } from '../cast.ts'
import { startServer } from '../stage-server.ts'

test('a server killed in the middle of a workshop comes back, and nothing saved or seen is lost', async ({
  launchOptions,
}) => {
  const before = {
    origin: process.env.E2E_ORIGIN,
    dataDir: process.env.E2E_DATA_DIR,
    databaseUrl: process.env.DATABASE_URL,
  }
  delete process.env.DATABASE_URL
  // Without the demo: a first start that seeds it beside other tests can take longer than people wait.
  const first = await startServer(undefined, { DEMO: 'off' })
  Object.assign(process.env, { E2E_ORIGIN: first.origin, E2E_DATA_DIR: first.dataDir })
  const { networkId } = admin('network', 'create', 'Killed network')
  admin('partner', 'add', networkId as string, 'City Council')
  const { code, sessionId } = admin<Opened>(
    'session',
    'open',
    networkId as string,
    'Where next?',
    '--views',
    'open',
    '--statements',
    'Young people come first',
  )
  const browser = await chromium.launch(launchOptions)
  try {
    const [writer, reader] = [
      await browser.newPage({ baseURL: first.origin }),
      await (await browser.newContext({ baseURL: first.origin })).newPage(),
    ]
    for (const page of [writer, reader]) {
      await page.goto(`/join/${code}`)
      await page.getByRole('radio', { name: 'City Council' }).check()
      await page.getByRole('button', { name: 'Join' }).click()
      await expect(page).toHaveURL(/\/session\//)
    }
    admin('session', 'step', sessionId, 'show-views')
    for (const page of [writer, reader]) await page.goto(`/session/${sessionId}/board`)
    await writer.getByRole('button', { name: /Add to Purpose/ }).click()
    await writer.getByRole('textbox').fill('Seen before the fall')
    await writer.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(reader.getByText('Seen before the fall')).toBeVisible()
    await expect(writer.getByText('Saved', { exact: true })).toBeVisible()

    await first.kill('SIGKILL')
    await expect(writer.getByText(/Not saved|No connection/)).toBeVisible()
    const second = await startServer(first, { DEMO: 'off' })
    await expect(writer.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 })
    await reader.reload()
    await expect(reader.getByText('Seen before the fall')).toBeVisible()
    await second.kill('SIGTERM')
  } finally {
    await browser.close()
    first.process.kill('SIGKILL')
    rmSync(first.dataDir, { recursive: true, force: true })
    Object.assign(process.env, { E2E_ORIGIN: before.origin, E2E_DATA_DIR: before.dataDir })
    if (before.databaseUrl) process.env.DATABASE_URL = before.databaseUrl
  }
})
