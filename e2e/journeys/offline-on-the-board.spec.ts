import type { Page } from '@playwright/test'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { aTunnel } from '../tunnel.ts'

const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 })
const unsaved = (page: Page) => expect(page.getByText(/Not saved|No connection/)).toBeVisible({ timeout: 20_000 })

async function addToPurpose(page: Page, text: string) {
  await page.getByRole('button', { name: /Add to Purpose/ }).click()
  await page.getByRole('textbox', { name: /Add a card to Purpose/ }).fill(text)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible()
}

test('what was written without a network outlives the tab, and reaches the others later', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--views', 'open'])
  const [writer, reader] = [await cast.actor('laptop'), await cast.actor('laptop')]
  const tunnel = await aTunnel(writer.context)
  for (const actor of [writer, reader]) await cast.join(actor, code, 'City Council')
  admin('session', 'step', sessionId, 'show-views')
  for (const { page } of [writer, reader]) await page.goto(`/session/${sessionId}/board`)
  await addToPurpose(writer.page, 'Before the tunnel')
  await saved(writer.page)

  await tunnel.enter()
  await unsaved(writer.page)
  await addToPurpose(writer.page, 'In the tunnel')
  await addToPurpose(writer.page, 'Still deeper down')
  await writer.page.close({ runBeforeUnload: false })

  tunnel.leave()
  const again = await writer.context.newPage()
  await again.goto(`/session/${sessionId}/board`)
  for (const text of ['Before the tunnel', 'In the tunnel', 'Still deeper down'])
    await expect(reader.page.getByRole('article').filter({ hasText: text })).toHaveCount(1)
  await saved(again)
})

test('words that come too late are taken back from the board, and kept for their author', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--views', 'open'])
  const [writer, reader] = [await cast.actor('laptop'), await cast.actor('laptop')]
  const tunnel = await aTunnel(writer.context)
  for (const actor of [writer, reader]) await cast.join(actor, code, 'City Council')
  admin('session', 'step', sessionId, 'show-views')
  for (const { page } of [writer, reader]) await page.goto(`/session/${sessionId}/board`)
  await addToPurpose(writer.page, 'In good time')
  await saved(writer.page)
  await tunnel.enter()
  await unsaved(writer.page)
  await addToPurpose(writer.page, 'Too late by a step')
  admin('session', 'step', sessionId, 'rate')
  tunnel.leave()

  const kept = writer.page.getByRole('region', { name: /did not take these words/ })
  await expect(kept.getByText('Too late by a step')).toBeVisible({ timeout: 20_000 })
  await expect(writer.page.getByRole('article').filter({ hasText: 'Too late by a step' })).toHaveCount(0)
  await expect(writer.page.getByRole('article').filter({ hasText: 'In good time' })).toBeVisible()
  await expect(reader.page.getByText('Too late by a step')).toHaveCount(0)
  await writer.page.reload()
  await expect(kept.getByText('Too late by a step')).toBeVisible()
  await kept.getByRole('button', { name: /^Delete/ }).click()
  await expect(kept).toHaveCount(0)
})

test('an old tab is told to reload after an upgrade, and what it had not stored comes back', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--views', 'open'])
  const [writer, reader] = [await cast.actor('laptop'), await cast.actor('laptop')]
  const tunnel = await aTunnel(writer.context)
  for (const actor of [writer, reader]) await cast.join(actor, code, 'City Council')
  admin('session', 'step', sessionId, 'show-views')
  for (const { page } of [writer, reader]) await page.goto(`/session/${sessionId}/board`)
  await addToPurpose(writer.page, 'Before the upgrade')
  await saved(writer.page)
  await tunnel.enter()
  await unsaved(writer.page)
  await addToPurpose(writer.page, 'During the upgrade')
  tunnel.speakAs(1)
  tunnel.leave()

  const told = writer.page.getByRole('alert').filter({ hasText: 'There is a newer version' })
  await expect(told.getByText(/kept on this device and will come back/)).toBeVisible({ timeout: 20_000 })
  await addToPurpose(writer.page, 'Before the reload')
  await expect(reader.page.getByRole('article')).toHaveCount(1)
  tunnel.speakAs(undefined)
  await told.getByRole('button', { name: 'Reload' }).click()
  for (const text of ['Before the upgrade', 'During the upgrade', 'Before the reload'])
    await expect(reader.page.getByRole('article').filter({ hasText: text })).toHaveCount(1, { timeout: 20_000 })
  await expect(writer.page.getByRole('region', { name: /did not take these words/ })).toHaveCount(0)
})
