import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { pictures } from '../pictures.ts'

/** A page as it is printed on A4, when E2E_PICTURES names a folder. */
async function onPaper({ page }: Actor, name: string): Promise<void> {
  const folder = process.env.E2E_PICTURES
  if (!folder) return
  const before = page.viewportSize()
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await page.setViewportSize({ width: 718, height: 1040 })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  await page.emulateMedia({ media: 'screen' })
  if (before) await page.setViewportSize(before)
}

test('three organisations answer two statements twice: a stranger reads where they differ, why, and who moved', async ({
  cast,
}) => {
  const { code, sessionId, convenor, addresses, partners } = aWorkshop([
    ...['--voice', 'named', '--statements', 'Young people come first|We act where no one can alone'],
  ])
  const desk = await cast.actor()
  const phones = [await cast.actor('phone'), await cast.actor('phone'), await cast.actor('phone')] as const
  await cast.signIn(desk, convenor)
  for (const [i, phone] of phones.entries()) await cast.join(phone, code, partners[i] as string)
  const [anna, , cleo] = phones
  const inOrder = desk.page.getByRole('region', { name: 'Statements, in the order to talk about them' })
  /** What each answers to both statements, one after the other. */
  const answer = async (phone: Actor, first: string, second: string) => {
    const say = (word: string) => phone.page.getByRole('radio', { name: word, exact: true }).check()
    await expect(phone.page.getByText('Statement 1 of 2')).toBeVisible()
    await say(first)
    await phone.page.getByRole('button', { name: 'Next', exact: true }).click()
    await expect(phone.page.getByText('Statement 2 of 2')).toBeVisible()
    await say(second)
  }
  const round = async (...answers: readonly (readonly [string, string])[]) => {
    admin('session', 'step', sessionId, 'rate')
    for (const [i, words] of answers.entries()) await answer(phones[i] as Actor, ...words)
  }
  await round(['Strongly agree', 'Agree'], ['Disagree', 'Agree'], ['Strongly disagree', 'Not clear to me'])
  await cleo.page.getByLabel(/Why/).fill('Nobody has told us what “alone” means here, and we have asked twice.')
  await cleo.page.getByLabel(/Why/).blur()
  await expect(cleo.page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(cleo.page.getByText('All rated.')).toBeVisible()
  admin('session', 'step', sessionId, 'show-answers')

  await test.step('where they differ, on the desk and on a phone', async () => {
    await desk.page.goto(addresses.desk)
    await expect(desk.page.getByRole('heading', { name: 'Now: Where we differ' })).toBeVisible()
    await expect(inOrder.getByRole('article').first()).toBeVisible()
    await pictures(desk, 'three-differ-desk')
    await onPaper(desk, 'three-differ-print')
    await desk.page.emulateMedia({ media: 'print' })
    for (const title of ['Where next?', 'Where we differ', 'On 1 of 2 statements organisations are seen on both sides'])
      await expect(desk.page.getByRole('heading', { name: title, exact: true })).toBeVisible()
    for (const title of ['Now: Where we differ', 'Who is here (3)', 'What to talk about', 'Close the workshop'])
      await expect(desk.page.locator('h2', { hasText: title }), `${title} on paper`).toBeHidden()
    await expect(desk.page.getByText(`/join/${code}`)).toBeHidden()
    await desk.page.emulateMedia({ media: 'screen' })
    const turn = anna.page.getByRole('navigation', { name: 'Statements' })
    for (let no = 0; no < 2 && !(await anna.page.getByText('Reasons (1)').isVisible()); no += 1)
      await turn.getByRole('button', { name: 'Next' }).click()
    await anna.page.getByText('Reasons (1)').click()
    const report = anna.page.getByRole('button', { name: /^Ask the convenor to look at/ })
    await expect(report).toBeVisible()
    await pictures(anna, 'three-reason', [360])
    await report.click()
    await expect(anna.page.getByText('The convenor knows, and not who asked.')).toBeVisible()
    await pictures(anna, 'three-reported', [360])
  })

  await test.step('who moved between the rounds', async () => {
    await round(['Agree', 'Agree'], ['Agree', 'Agree'], ['Strongly disagree', 'Agree'])
    admin('session', 'step', sessionId, 'show-answers')
    await expect(desk.page.getByRole('heading', { name: 'Now: Where we differ' })).toBeVisible()
    const change = desk.page.getByRole('region', { name: /of 2 statements moved$/ })
    await expect(
      change.getByText('Young people come first (Of 3 organisations 1 moved towards for and 1 towards against)'),
    ).toBeVisible()
    await expect(
      desk.page.getByRole('heading', { name: 'There are too few statements to compare organisations' }),
    ).toBeVisible()
    await change.getByText(/Young people come first/).click()
    await expect(change.getByText('Harbour University').first()).toBeVisible()
    await pictures(desk, 'three-change-desk')
    await pictures(anna, 'three-change', [360])
    await onPaper(desk, 'three-change-print')
  })

  await test.step('the run sheet on paper', async () => {
    await desk.page.goto(`/convene/${sessionId}/run-sheet`)
    await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible()
    await pictures(desk, 'three-run-sheet')
    await onPaper(desk, 'three-run-sheet')
    const print = desk.page.locator('button', { hasText: 'Print' })
    await expect(print).toBeVisible()
    await desk.page.emulateMedia({ media: 'print' })
    await expect(print).toBeHidden()
  })
})
