import type { Page } from '@playwright/test'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { aTunnel } from '../tunnel.ts'

const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 })
const unsaved = (page: Page) => expect(page.getByText(/Not saved|No connection/)).toBeVisible({ timeout: 20_000 })

/** For whoever wants to see it: E2E_PICTURES names a folder. */
async function look(page: Page, name: string) {
  for (const colorScheme of process.env.E2E_PICTURES ? (['light', 'dark'] as const) : [])
    for (const width of [360, 1440]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/${name}-${width}-${colorScheme}.png` })
    }
}

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
  const deeper = writer.page.getByRole('article').filter({ hasText: 'Still deeper down' })
  await deeper.focus()
  await writer.page.keyboard.press('Enter')
  // Every letter is an edit of its own.
  const letters = ' and on'.repeat(30)
  await writer.page.getByRole('textbox', { name: 'Text of the card' }).press('End')
  await writer.page.keyboard.type(letters)
  await writer.page.keyboard.press('Escape')
  await writer.page.close({ runBeforeUnload: false })

  tunnel.leave()
  const again = await writer.context.newPage()
  await again.goto(`/session/${sessionId}/board`)
  for (const text of ['Before the tunnel', 'In the tunnel', 'Still deeper down'])
    await expect(reader.page.getByRole('article').filter({ hasText: text })).toHaveCount(1)
  // Two hundred letters within a second, and then the tab is killed: a device writes down what is typed one after another.
  const begun = reader.page.getByRole('article').filter({ hasText: 'Still deeper down and on and on' })
  await expect(begun).toHaveCount(1)
  await saved(again)

  const tab = await writer.context.newPage()
  await tab.goto(`/session/${sessionId}/board`)
  await addToPurpose(tab, 'From a second tab')
  await expect(again.getByRole('article').filter({ hasText: 'From a second tab' })).toHaveCount(1)
  await tab.close()

  // The line is dead and nobody knows; a look at the page finds out.
  tunnel.swallow()
  await addToPurpose(reader.page, 'While they slept')
  await again.evaluate(() => window.dispatchEvent(new Event('pageshow')))
  await expect(again.getByRole('article').filter({ hasText: 'While they slept' })).toHaveCount(1, { timeout: 5_000 })
  await saved(again)
  tunnel.swallow()
  await addToPurpose(again, 'Into a dead line')
  await expect(again.getByText('Not saved: ')).toBeVisible({ timeout: 4_500 })
  await look(again, 'not-saved')
  await saved(again)
})

test('two hundred edits of ten minutes offline outlive a killed tab, and every one reaches another device', async ({
  cast,
}) => {
  // Whoever is offline is told so by the browser, too.
  cast.allow(/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/)
  const { code, sessionId } = aWorkshop(['--views', 'open'])
  const [writer, reader] = [await cast.actor('laptop'), await cast.actor('laptop')]
  const tunnel = await aTunnel(writer.context)
  await writer.context.clock.install()
  for (const actor of [writer, reader]) await cast.join(actor, code, 'City Council')
  admin('session', 'step', sessionId, 'show-views')
  for (const { page } of [writer, reader]) await page.goto(`/session/${sessionId}/board`)
  await addToPurpose(writer.page, 'Before the train')
  await saved(writer.page)

  await writer.context.setOffline(true)
  await tunnel.enter()
  await unsaved(writer.page)
  const texts = Array.from({ length: 20 }, (_, i) => `On the train, no ${i + 1}.`)
  for (const text of texts) await addToPurpose(writer.page, text)
  await writer.context.clock.fastForward('05:00')
  // Every letter is an edit of its own.
  const letters = 'Seen from a train. '.repeat(10).slice(0, 180)
  await writer.page
    .getByRole('article')
    .filter({ hasText: texts.at(-1) })
    .focus()
  await writer.page.keyboard.press('Enter')
  await writer.page.getByRole('textbox', { name: 'Text of the card' }).press('End')
  await writer.page.keyboard.type(letters)
  await writer.page.keyboard.press('Escape')
  await writer.context.clock.fastForward('05:00')
  await expect(writer.page.getByText(/\b200 changes/)).toBeVisible()
  await writer.page.evaluate(writtenDown)
  await writer.page.close({ runBeforeUnload: false })

  await writer.context.setOffline(false)
  const again = await writer.context.newPage()
  await again.goto(`/session/${sessionId}/board`)
  await expect(again.getByText(/\b200 changes/)).toBeVisible({ timeout: 20_000 })
  await expect(again.getByRole('article')).toHaveCount(21)
  await expect(reader.page.getByRole('article')).toHaveCount(1)
  tunnel.leave()
  const arrived = reader.page.getByRole('article')
  await expect(arrived).toHaveCount(21, { timeout: 20_000 })
  for (const text of texts.slice(0, -1)) await expect(arrived.filter({ hasText: text })).toHaveCount(1)
  await expect(arrived.filter({ hasText: `${texts.at(-1)}${letters}`.trim() })).toHaveCount(1)
  await saved(again)
})

/** What a page gave its device to keep is written one after another: whoever reads comes after all of it. */
async function writtenDown(): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('tricorner.')) continue
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
    })
    await new Promise((resolve) => {
      const stores = [...db.objectStoreNames]
      const reading = db.transaction(stores, 'readonly')
      reading.oncomplete = resolve
      for (const store of stores) reading.objectStore(store).count()
    })
    db.close()
  }
}

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
  const tab = await writer.context.newPage()
  await tab.goto(`/session/${sessionId}/board`)
  await addToPurpose(tab, 'In a second tab')
  await tab.close({ runBeforeUnload: false })
  const beside = await writer.context.newPage()
  await beside.goto(`/session/${sessionId}/board`)
  await addToPurpose(beside, 'In a tab beside it')
  admin('session', 'step', sessionId, 'rate')
  tunnel.leave()

  const kept = writer.page.getByRole('region', { name: /did not take this/ })
  await expect(kept.getByText('Too late by a step')).toBeVisible({ timeout: 20_000 })
  // Under a hand it would keep its room.
  await writer.page.mouse.move(2, 2)
  await expect(writer.page.getByRole('article').filter({ hasText: 'Too late by a step' })).toHaveCount(0)
  await expect(writer.page.getByRole('article').filter({ hasText: 'In good time' })).toBeVisible()
  await expect(reader.page.getByText('Too late by a step')).toHaveCount(0)
  // Two tabs that lose words at the same moment tell both's.
  const keptBeside = beside.getByRole('region', { name: /did not take this/ })
  for (const list of [kept, keptBeside])
    for (const text of ['Too late by a step', 'In a tab beside it']) await expect(list.getByText(text)).toHaveCount(1)
  await keptBeside.getByRole('button', { name: 'Delete “In a tab beside it” from this device' }).click()
  for (const list of [kept, keptBeside]) await expect(list.getByText('In a tab beside it')).toHaveCount(0)
  await beside.close()
  await writer.page.reload()
  // What a tab that is closed since had done is told when the board is opened again.
  for (const text of ['Too late by a step', 'In a second tab']) await expect(kept.getByText(text)).toBeVisible()
  await expect(writer.page.getByRole('article').filter({ hasText: 'In a second tab' })).toHaveCount(0)
  await kept.getByRole('button', { name: 'Delete “In a second tab” from this device' }).click()
  await kept.getByRole('button', { name: /^Copy/ }).click()
  await expect(kept.getByRole('status').filter({ hasText: /Copied|mark the words/ })).toBeVisible()
  await look(writer.page, 'board-did-not-take')
  await kept.getByRole('button', { name: /^Delete/ }).press('Enter')
  await expect(kept).toHaveCount(0)
  // Whoever goes by keyboard goes on from there.
  await expect(writer.page.locator('body')).not.toBeFocused()
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
  // Half a card is nobody's loss either.
  await writer.page.getByRole('button', { name: 'Add to Means' }).click()
  const half = writer.page.getByRole('textbox', { name: 'Add a card to Means' })
  await half.fill('Half a th')
  tunnel.speakAs(undefined)
  await told.getByRole('button', { name: 'Reload' }).click()
  for (const text of ['Before the upgrade', 'During the upgrade', 'Before the reload'])
    await expect(reader.page.getByRole('article').filter({ hasText: text })).toHaveCount(1, { timeout: 20_000 })
  await expect(writer.page.getByRole('region', { name: /did not take this/ })).toHaveCount(0)
  await expect(half).toHaveValue('Half a th')
})
