import { admin, aWorkshop, expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'
import { pictures } from '../pictures.ts'

const THREE = 'Young people come first|We act alone|A shared analyst'

test('sheets of paper are typed in by keyboard alone, kept while the network is away, and counted once', async ({
  cast,
}) => {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--statements', THREE])
  const [desk, phone] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(phone, code, 'City Council')
  admin('session', 'step', sessionId, 'rate')
  const { page, context } = desk
  const { keyboard } = page
  await page.goto(`${addresses.desk}/paper`)
  await expect(page.getByRole('heading', { name: 'No sheet is in yet' })).toBeVisible()
  await expect(page.getByLabel('Number on the sheet')).toHaveValue('1')

  await page.getByLabel('Organisation', { exact: true }).focus()
  // Letters, a key for each answer, Enter: a whole sheet.
  await keyboard.type('hu51-')
  await expect(page.getByRole('status').filter({ hasText: 'Harbour University' })).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'Sheet 1' })).toContainText('Harbour Universityin')
  await expect(phone.page.getByText('1 of 2 have finished').first()).toBeVisible()

  // A key too many is taken back; a blank is asked about once.
  await keyboard.type('cc50')
  await keyboard.press('ControlOrMeta+z')
  await keyboard.press('Enter')
  await expect(page.getByText('2 statements are blank on this sheet.')).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'Sheet 2' })).toContainText('City Councilin')

  // The network is away: typing goes on.
  cast.allow(/net::ERR_INTERNET_DISCONNECTED/)
  await context.setOffline(true)
  await page.getByLabel('Organisation', { exact: true }).focus()
  await keyboard.type('qt222')
  await keyboard.press('Enter')
  await keyboard.type('qt111')
  await keyboard.press('Enter')
  await expect(page.getByText('2 sheets are kept on this device and will be sent by themselves.')).toBeVisible()
  await expect(page.getByRole('heading', { name: '2 sheets are in' })).toBeVisible()
  await page.evaluate(() => localStorage.length).then((kept) => expect(kept).toBe(2))
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: '4 sheets are in' })).toBeVisible()
  await expect(page.getByText('kept on this device')).toBeHidden()
  await expect(phone.page.getByText('4 of 5 have finished').first()).toBeVisible()
  // Nothing of what was on them stays behind, here or on the way back.
  expect(await page.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage))).not.toContain(
    'statementId',
  )
  const answered = desk.received.filter((body) => body.startsWith('[{"result"'))
  expect(answered.length).toBeGreaterThan(3)
  expect(answered.join('\n')).not.toMatch(/"answer|"point"/)

  // Undo with nothing typed takes the last sheet out, and says so before.
  await page.getByRole('button', { name: 'Undo: take sheet 4 out' }).press('Enter')
  await expect(page.getByRole('heading', { name: '3 sheets are in' })).toBeVisible()
  await expect(page.getByLabel('Number on the sheet')).toHaveValue('4')

  admin('session', 'step', sessionId, 'show-answers')
  await expect(page.getByText('Answers of round 1 are shown.')).toBeVisible()
  await expect(page.getByLabel('Number on the sheet')).toBeHidden()
})

test('a sheet of older words is typed in as it stands, and no answer of it counts for words that nobody read', async ({
  cast,
}) => {
  const { convenor, addresses, sessionId } = aWorkshop(['--statements', THREE])
  const { page } = await cast.actor().then(async (actor) => {
    await cast.signIn(actor, convenor)
    return actor
  })
  const reworded = async (no: number, text: string) => {
    const asked = await page.request.get(`/api/trpc/statement.desk?input=${JSON.stringify({ sessionId })}`)
    const { result } = (await asked.json()) as { result: { data: { id: string }[] } }
    const data = { sessionId, statementId: result.data[no - 1]?.id, text }
    expect((await page.request.post('/api/trpc/statement.reword', { data })).ok()).toBe(true)
  }
  const foot = page.getByRole('article').getByText(/^Version \d$/)
  await page.goto(`${addresses.desk}/paper/print`)
  await expect(foot).toHaveText('Version 1')
  await page.goto(`${addresses.desk}/paper`)
  const version = page.getByLabel('Version on the sheet')
  await expect(page.getByLabel('Number on the sheet')).toHaveValue('1')
  await expect(version).toHaveCount(0)

  // The pile on the table was printed before: the page that is open goes on with it, and says so.
  await reworded(2, 'We never act alone')
  await expect(version).toHaveValue('1')
  await expect(page.getByRole('status').filter({ hasText: 'Sheets of version 1' })).toBeVisible()
  const sending = page.waitForRequest((request) => request.url().includes('sheet.enter'))
  await page.getByLabel('Organisation', { exact: true }).focus()
  await page.keyboard.type('hu5')
  const old = page.getByLabel('Statement 2: We act alone. No longer asked in these words: this answer is left out.')
  await expect(old).toBeFocused()
  await pictures({ page }, 'paper-older-words')
  await page.keyboard.type('41')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '1 sheet is in' })).toBeVisible()
  expect((await sending).postData()?.match(/"answer":-?\d/g)).toEqual(['"answer":2', '"answer":-2'])

  // A sheet that is printed now, and a version that there never was.
  await version.fill('3')
  await page.getByLabel('Organisation', { exact: true }).focus()
  await page.keyboard.type('cc')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The version is printed at the foot of the sheet: 1 to 2.')).toBeVisible()
  await expect(version).toBeFocused()
  await page.keyboard.type('2')
  await expect(page.getByText('Sheets of version 1')).toHaveCount(0)
  await expect(page.getByLabel('Statement 2: We never act alone')).toBeVisible()
  await page.goto(`${addresses.desk}/paper/print`)
  await expect(foot).toHaveText('Version 2')
})

test('twenty sheets go in by keyboard alone, with no key but the letters, the answers and Enter', async ({ cast }) => {
  const asked = Array.from({ length: 15 }, (_, i) => `Statement ${i + 1}`)
  const { convenor, addresses } = aWorkshop(['--statements', asked.join('|')])
  const desk = await cast.actor()
  await cast.signIn(desk, convenor)
  const { page } = desk
  await page.goto(`${addresses.desk}/paper`)
  await expect(page.getByLabel('Number on the sheet')).toHaveValue('1')
  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  // From the top of the page, as whoever opens it stands.
  while (!(await page.getByLabel('Organisation', { exact: true }).evaluate((one) => one === document.activeElement)))
    await press('Tab')
  const untilThere = keys
  const begun = performance.now()
  for (let no = 1; no <= 20; no += 1) {
    for (const letter of ['cc', 'hu', 'qt'][no % 3] as string) await press(letter)
    // Every fifth sheet leaves one blank, and is asked about once.
    const hasBlank = no % 5 === 0
    for (let i = 1; i <= asked.length; i += 1)
      await press(hasBlank && i === 3 ? 'Space' : '12345-0'.charAt((no + i) % 7))
    await press('Enter')
    if (!hasBlank) continue
    await expect(page.getByText('1 statement is blank on this sheet.')).toBeVisible()
    await press('Enter')
  }
  const took = performance.now() - begun
  await expect(page.getByRole('heading', { name: '20 sheets are in' })).toBeVisible()
  const typed = keys - untilThere
  expect(typed).toBe(20 * (2 + asked.length + 1) + 4)
  const minutes = (keysPerMinute: number) => (typed / keysPerMinute).toFixed(1)
  console.log(
    `20 sheets of ${asked.length} statements on paper: ${typed} keys, ${typed / 20} a sheet. Keys alone are ${minutes(60)} minutes ` +
      `at one a second, ${minutes(120)} at two. Ten minutes leave ${(600 / typed).toFixed(1)} s a key, reading the paper ` +
      `included. The page itself took ${Math.round(took / typed)} ms a key.`,
  )
})

test('a number that is taken is said, and the sheet goes back into the row', async ({ cast }) => {
  const { convenor, addresses } = aWorkshop(['--statements', 'Young people come first'])
  const [one, other] = [await cast.actor(), await cast.actor()]
  for (const { page } of [one, other]) {
    await cast.signIn({ page } as never, convenor)
    await page.goto(`${addresses.desk}/paper`)
    await expect(page.getByLabel('Number on the sheet')).toHaveValue('1')
  }
  for (const { page } of [one, other]) {
    await page.getByLabel('Organisation', { exact: true }).focus()
    await page.keyboard.type('cc4')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listitem').filter({ hasText: 'Sheet 1' }).first()).toBeVisible()
  }
  await expect(other.page.getByText('There is a sheet with the number 1 already.')).toBeVisible()
  await other.page.getByRole('button', { name: 'Put it back in the row' }).click()
  await other.page.getByLabel('Number on the sheet').fill('2')
  await other.page.keyboard.press('Enter')
  await expect(other.page.getByRole('heading', { name: '2 sheets are in' })).toBeVisible()
})

test('typing sheets in and the sheet to print are fit for everybody', async ({ cast }) => {
  const { convenor, addresses } = aWorkshop(['--ask', 'is', '--statements', THREE])
  const desk = await cast.actor()
  await cast.signIn(desk, convenor)
  await desk.page.goto(`${addresses.desk}/paper`)
  await desk.page.getByLabel('Organisation', { exact: true }).focus()
  await desk.page.keyboard.type('cc42')
  await checkAtBothWidths(desk, 'paper')
  await desk.page.goto(`${addresses.desk}/paper/print`)
  await expect(desk.page.getByRole('heading', { name: 'Where next?' })).toBeVisible()
  // What is so now is answered in other words than what should be.
  for (const [question, word] of [
    ['Is this our agreed focus now?', 'Rather no'],
    ['Should it be?', 'Strongly disagree'],
  ] as const)
    await expect(desk.page.getByRole('list', { name: question })).toContainText(word)
  await checkAtBothWidths(desk, 'paper-print')
})

test('the sheet prints alone on white, with everything a person needs to know', async ({ cast }) => {
  const twenty = Array.from(
    { length: 20 },
    (_, i) => `Statement ${i + 1}: ${'we act where no one partner can '.repeat(1 + (i % 4))}`,
  )
  const { convenor, addresses } = aWorkshop(['--statements', twenty.join('|')])
  const { page } = await cast.actor().then(async (actor) => {
    await cast.signIn(actor, convenor)
    return actor
  })
  await page.goto(`${addresses.desk}/paper/print`)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  for (const hidden of ['Sign out', 'Print', 'Back to typing in'])
    await expect(page.getByText(hidden, { exact: true })).toBeHidden()
  const sheet = page.getByRole('article')
  for (const words of [
    'What should this network be for?',
    'Do not write your name.',
    'from 3 people on',
    'Not my remit',
  ])
    await expect(sheet.getByText(words).first()).toBeVisible()
  await expect(sheet.getByRole('row')).toHaveCount(21)
  // Twenty long statements with everything around them: three pages of A4 at most.
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(3)
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/)
  if (process.env.E2E_PICTURES) {
    await page.setViewportSize({ width: 703, height: 1017 })
    await page.screenshot({ path: `${process.env.E2E_PICTURES}/answer-sheet.png`, fullPage: true })
  }
  const colours = await sheet.evaluate((node) => {
    const { backgroundColor, color, fontSize } = getComputedStyle(node)
    return { backgroundColor, color, large: Number.parseFloat(fontSize) >= 18 }
  })
  expect(colours).toEqual({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)', large: true })
})
