import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'
import { startServer } from '../stage-server.ts'
import { aTunnel } from '../tunnel.ts'

/** Nothing is on its way: whoever did something is told that it is saved. */
const settled = (page: Page) => expect(page.getByText(/^(Saved|Connected)$/)).toBeVisible({ timeout: 30_000 })

async function addToPurpose(page: Page, text: string) {
  await page.getByRole('button', { name: 'Add to Purpose' }).click()
  await page.getByRole('textbox', { name: 'Add a card to Purpose' }).fill(text)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
}
/** Everybody has exactly these cards, whoever wrote them and whatever happened meanwhile. */
async function allHave(pages: readonly Page[], texts: readonly string[]) {
  for (const page of pages) {
    // A hand on the board would keep what is new waiting.
    await page.mouse.move(2, 2)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    for (const text of texts)
      await expect(page.getByRole('article').filter({ hasText: text })).toHaveCount(1, { timeout: 30_000 })
    await expect(page.getByRole('article')).toHaveCount(texts.length)
    await settled(page)
  }
}

test('three laptops and two phones stay on one board through a restart, a dropped line and a removed seat', async ({
  cast,
}) => {
  // While the server is away browsers report what they can't reach.
  cast.allow(/WebSocket|ERR_|Failed to (load|fetch)/)
  const before = { ...process.env }
  delete process.env.DATABASE_URL
  const first = await startServer(undefined, { DEMO: 'off' })
  Object.assign(process.env, { E2E_ORIGIN: first.origin, E2E_DATA_DIR: first.dataDir })
  let server = first
  try {
    const { code, convenor, addresses, sessionId } = aWorkshop(['--views', 'open'])
    admin('session', 'step', sessionId, 'show-views')
    const desk = await cast.actor('laptop')
    await cast.signIn(desk, convenor)
    await desk.page.goto(`${addresses.board}?as=convenor`)
    const kinds = ['laptop', 'laptop', 'phone', 'phone'] as const
    const people = await Promise.all(kinds.map((kind) => cast.actor(kind)))
    const [anna, bela, cleo, dora] = people as [typeof desk, typeof desk, typeof desk, typeof desk]
    const tunnel = await aTunnel(dora.context)
    for (const [i, person] of people.entries()) {
      await cast.join(person, code, ['City Council', 'Harbour University', 'Quay Traders'][i % 3] as string)
      await person.page.goto(addresses.board)
    }
    const all = [desk, ...people].map(({ page }) => page)
    // A press before the page listens is nobody's.
    for (const page of all) await settled(page)
    for (const phone of [cleo, dora]) await phone.page.getByRole('button', { name: /^Purpose/ }).click()
    await addToPurpose(anna.page, 'Before everything')
    await addToPurpose(cleo.page, 'From a phone')
    await allHave(all, ['Before everything', 'From a phone'])

    await server.kill('SIGTERM')
    await expect(bela.page.getByText(/Not saved|No connection/)).toBeVisible({ timeout: 30_000 })
    await addToPurpose(bela.page, 'While the server was away')
    server = await startServer(first, { DEMO: 'off' })
    const texts = ['Before everything', 'From a phone', 'While the server was away']
    await allHave(all, texts)

    await tunnel.enter()
    await expect(dora.page.getByText(/Not saved|No connection/)).toBeVisible({ timeout: 30_000 })
    await addToPurpose(dora.page, 'Out of reach')
    await addToPurpose(desk.page, 'Meanwhile at the desk')
    tunnel.leave()
    texts.push('Out of reach', 'Meanwhile at the desk')
    await allHave(all, texts)

    const office = await desk.context.newPage()
    await office.goto(addresses.desk)
    office.once('dialog', (dialog) => void dialog.accept())
    await office.getByText('Harbour University (1)').click()
    await office.getByRole('button', { name: /^Remove/ }).click()
    await expect(bela.page.getByText('The convenor has removed this seat.')).toBeVisible({ timeout: 30_000 })
    await office.close()
    await addToPurpose(anna.page, 'After all that')
    texts.push('After all that')
    await allHave(
      all.filter((page) => page !== bela.page),
      texts,
    )
    await expect(bela.page.getByText('After all that')).toHaveCount(0)
    await check(anna, 'board-laptop')
    await check(cleo, 'board-phone')
    await check(desk, 'board-convenor')
    await anna.page.emulateMedia({ media: 'print' })
    await expect(anna.page.getByRole('button').filter({ visible: true })).toHaveCount(0)
    await expect(anna.page.getByRole('article')).toHaveCount(texts.length)
  } finally {
    await server.kill('SIGKILL')
    rmSync(first.dataDir, { recursive: true, force: true })
    Object.assign(process.env, { E2E_ORIGIN: before.E2E_ORIGIN, E2E_DATA_DIR: before.E2E_DATA_DIR })
    if (before.DATABASE_URL) process.env.DATABASE_URL = before.DATABASE_URL
  }
})
