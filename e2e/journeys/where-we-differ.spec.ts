import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'

/** A closed workshop of real votes: 24 people of three groups on 36 statements. */
function aConversation() {
  const { networkId, convenor } = aWorkshop()
  const folder = resolve('server/report/polis/london.youth.policing')
  const { sessionId } = admin('import', 'polis', folder, '--network', networkId)
  return { convenor, path: `/network/${networkId}/workshops/${sessionId}` }
}

const picture = async ({ page }: Actor, name: string) => {
  if (process.env.E2E_PICTURES)
    await page.screenshot({ path: `${process.env.E2E_PICTURES}/differ-${name}.png`, fullPage: true })
}

test('a convenor takes a chart away as a table, as a file and as a picture, by keyboard alone', async ({ cast }) => {
  const { convenor, path } = aConversation()
  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(path)
  const matrix = desk.page.getByRole('region', { name: /^On .* statements organisations are seen on both sides$/ })
  await expect(matrix).toBeVisible()
  await matrix.getByRole('button', { name: 'Show as a table' }).press('Enter')
  await expect(matrix.getByRole('rowheader')).toHaveCount(36)
  await expect(matrix.getByRole('cell', { name: /^(For|Against)/ }).first()).toBeVisible()
  await matrix.getByRole('button', { name: 'Show as a chart' }).press('Enter')

  const saved = desk.page.waitForEvent('download')
  await matrix.getByRole('button', { name: 'Save picture' }).press('Enter')
  const file = await saved
  expect(file.suggestedFilename()).toBe('matrix.png')
  expect(
    readFileSync(await file.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  if (process.env.E2E_PICTURES) await file.saveAs(`${process.env.E2E_PICTURES}/saved-matrix.png`)

  const listed = desk.page.waitForEvent('download')
  await matrix.getByRole('button', { name: 'Save as CSV' }).press('Enter')
  const csv = readFileSync(await (await listed).path(), 'utf8')
  expect(csv.trim().split('\r\n')).toHaveLength(37)

  await desk.page.getByText('Where every organisation stands').first().click()
  const bars = desk.page
    .getByRole('region', { name: /./ })
    .filter({ hasText: 'All organisations, each counting once' })
    .last()
  await expect(bars.getByText('Against', { exact: true })).toBeVisible()
  const drawn = desk.page.waitForEvent('download')
  await bars.getByRole('button', { name: 'Save picture' }).press('Enter')
  if (process.env.E2E_PICTURES) await (await drawn).saveAs(`${process.env.E2E_PICTURES}/saved-bars.png`)
  expect((await drawn).suggestedFilename()).toMatch(/^statement-\d+\.png$/)
  await picture(desk, 'desk')
})

test('on a phone one statement stands on the screen, and the next is one press away', async ({ cast }) => {
  const { convenor, path } = aConversation()
  const phone = await cast.actor('phone')
  await cast.signIn(phone, convenor)
  await phone.page.goto(path)
  const inOrder = phone.page.getByRole('region', { name: 'Statements, in the order to talk about them' })
  const statements = inOrder.getByRole('article')
  await expect(statements).toHaveCount(1)
  const first = await statements.getByRole('heading').first().textContent()
  const turn = phone.page.getByRole('navigation', { name: 'Statements' })
  await expect(turn.getByText('1 of 36')).toBeVisible()
  await turn.getByRole('button', { name: 'Next' }).press('Enter')
  await expect(turn.getByText('2 of 36')).toBeVisible()
  await expect(statements).toHaveCount(1)
  expect(await statements.getByRole('heading').first().textContent()).not.toBe(first)
  await phone.page.getByText('Where every organisation stands').filter({ visible: true }).click()
  await phone.page.setViewportSize({ width: 320, height: 640 })
  await check(phone, 'phone-where-we-differ')
  await turn.getByRole('button', { name: 'Show all statements' }).click()
  await expect(statements).toHaveCount(36)
})
