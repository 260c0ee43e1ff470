import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'

/** Answers the statements in turn, each with its word. */
async function answer({ page }: Actor, answers: readonly string[]): Promise<void> {
  for (const [i, name] of answers.entries()) {
    await expect(page.getByText(`Statement ${i + 1} of ${answers.length}`)).toBeVisible()
    await page.getByRole('radio', { name, exact: true }).check()
    if (i + 1 < answers.length) await page.getByRole('button', { name: 'Next' }).click()
  }
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
}

test('the room is led through what to talk about, and how it ended is written down, kept and told', async ({
  cast,
}) => {
  const workshop = aWorkshop(['--voice', 'named', '--statements', 'Young people first|A public quay'])
  const { code, sessionId, addresses, convenor, partners, networkId } = workshop
  const phones: Actor[] = []
  for (const partner of partners) {
    const phone = await cast.actor('phone')
    await cast.join(phone, code, partner, `Sam of ${partner}`)
    phones.push(phone)
  }
  admin('session', 'step', sessionId, 'rate')
  const given = [
    ['Strongly agree', 'Agree'],
    ['Agree', 'Not clear to me'],
    ['Strongly disagree', 'Not clear to me'],
  ]
  for (const [i, phone] of phones.entries()) await answer(phone, given[i] as string[])
  admin('session', 'step', sessionId, 'show-answers')
  admin('session', 'step', sessionId, 'talk')

  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  const list = (page: Actor['page']) => page.getByRole('region', { name: 'What to talk about' })
  await expect(list(desk.page).getByRole('heading', { level: 3 })).toHaveText(['A public quay', 'Young people first'])
  const [phone] = phones as [Actor]
  const alone = (page: Actor['page']) => page.getByRole('article', { name: 'Young people first' }).first()
  await expect(alone(phone.page)).toContainText('Quay Traders')
  await expect(alone(phone.page)).toContainText('Not talked about yet')
  await expect(phone.page.getByText('Write down how it ended')).toHaveCount(0)

  // With the keyboard alone.
  await alone(desk.page).getByText('Write down how it ended').focus()
  await desk.page.keyboard.press('Enter')
  await desk.page.keyboard.press('Tab')
  await desk.page.keyboard.press('ArrowDown')
  const form = alone(desk.page)
  await expect(form.getByRole('radio', { name: 'Reworded' })).toBeChecked()
  await form.getByLabel('New words').fill('Young people first, from the quay on')
  await check(desk, 'laptop-talk')
  await form.getByLabel('Note, if you like').focus()
  await desk.page.keyboard.type('The traders can live with it')
  await desk.page.keyboard.press('Tab')
  await desk.page.keyboard.press('Enter')
  await expect(form).toContainText('New words: “Young people first, from the quay on”')

  // The convenor lets somebody take notes, who then writes from a phone.
  await list(desk.page).getByText('Who takes notes').click()
  await list(desk.page).getByRole('checkbox', { name: 'Sam of City Council takes notes' }).check()
  await phone.page.reload()
  await expect(alone(phone.page)).toContainText('Reworded')
  const quay = phone.page.getByRole('article', { name: 'A public quay' }).first()
  await quay.getByText('Write down how it ended').click()
  await expect(quay.getByRole('radio', { name: /Sent to/ })).toHaveCount(0)
  await quay.getByRole('radio', { name: 'Agreed to differ' }).check()
  await check(phone, 'phone-talk')
  await quay.getByRole('button', { name: 'Write it down' }).click()
  await expect(quay).toContainText('✓ Agreed to differ')

  // The same as a file, for whoever sits here and for nobody else.
  const file = await phone.page.request.get(`/session/${sessionId}/report`)
  expect(file.status()).toBe(200)
  const read = (await file.json()) as { talk: { ended: { outcome: string } | null }[]; statements: unknown[] }
  expect(read.talk.map(({ ended }) => ended?.outcome)).toEqual(['agreed-to-differ', 'reworded'])
  expect(read.statements).toHaveLength(2)
  await expect(phone.page.getByRole('link', { name: 'Save as JSON' })).toHaveAttribute(
    'href',
    `/session/${sessionId}/report`,
  )
  const stranger = await cast.actor('laptop')
  expect((await stranger.page.request.get(`/session/${sessionId}/report`)).status()).toBe(404)

  // What is settled can be noted as an agreement, in the words that were talked about.
  const settled = desk.page.getByRole('article', { name: 'A public quay' }).first()
  await settled.locator('summary').last().click()
  await settled.getByRole('radio', { name: 'Settled' }).check()
  await settled.getByRole('button', { name: 'Write it down' }).click()
  await settled.getByRole('link', { name: 'Note it as an agreement' }).click()
  await expect(desk.page.getByLabel('What was agreed?')).toHaveValue('A public quay')
  await expect(desk.page.getByRole('link', { name: 'Back to the desk' })).toBeVisible()

  admin('session', 'close', sessionId)
  await desk.page.goto(`/network/${networkId}/workshops/${sessionId}`)
  await expect(alone(desk.page)).toContainText('Reworded')
  await expect(desk.page.getByText('The contents are as they were signed on closing.')).toBeVisible()
  await check(desk, 'laptop-kept-talk')
  await desk.page.goto(`/network/${networkId}/changes`)
  await expect(desk.page.getByText('How the talk ended: Young people first')).toBeVisible()
  await expect(desk.page.getByText('The traders can live with it')).toBeVisible()
})

test('an organisation that is split sees it, and lets the convenor see it for as long as it wants', async ({
  cast,
}) => {
  const { code, sessionId, addresses, convenor } = aWorkshop(['--statements', 'Young people first'])
  const traders: Actor[] = []
  for (const word of ['Strongly agree', 'Strongly disagree', 'Agree']) {
    const phone = await cast.actor('phone')
    await cast.join(phone, code, 'Quay Traders')
    traders.push(phone)
    if (traders.length === 3) admin('session', 'step', sessionId, 'rate')
    if (traders.length < 3) continue
    for (const [i, each] of traders.entries())
      await answer(each, [['Strongly agree', 'Strongly disagree', word][i] as string])
  }
  admin('session', 'step', sessionId, 'show-answers')
  const [phone] = traders as [Actor]
  const inside = phone.page.getByRole('region', { name: 'Inside your organisation' })
  await expect(inside).toContainText('Your people are split on 1 statement.')
  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await expect(desk.page.getByRole('heading', { name: 'Where we differ', exact: true })).toBeVisible()
  await expect(desk.page.getByText('Inside organisations that let you see')).toHaveCount(0)
  await inside.getByRole('button', { name: 'Let the convenor see this' }).press('Enter')
  await expect(inside).toContainText('The convenor may see this.')
  await check(phone, 'phone-inside')
  await desk.page.reload()
  const others = desk.page.getByRole('region', { name: 'Inside organisations that let you see' })
  await expect(others).toContainText('Young people first (3 people answered)')
  await inside.getByRole('button', { name: 'Take it back' }).click()
  await expect(inside.getByRole('button', { name: 'Let the convenor see this' })).toBeVisible()
  await desk.page.reload()
  await expect(desk.page.getByRole('heading', { name: 'Where we differ', exact: true })).toBeVisible()
  await expect(others).toHaveCount(0)
})
