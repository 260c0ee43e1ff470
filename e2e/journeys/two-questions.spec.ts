import { admin, aWorkshop, expect, test } from '../cast.ts'

test('asked twice, a room sees what it wants and does not know; asked a third time, how it misjudges itself', async ({
  cast,
}) => {
  const options = ['--ask', 'is,most', '--voice', 'named', '--statements', 'Young people first|A public quay|One bid']
  const { code, sessionId, addresses, convenor, partners } = aWorkshop(options)
  const phones = []
  for (const partner of partners) {
    const phone = await cast.actor('phone')
    await cast.join(phone, code, partner)
    phones.push(phone)
  }
  admin('session', 'step', sessionId, 'rate')
  for (const [i, { page }] of phones.entries()) {
    for (let no = 1; no <= 3; no += 1) {
      await expect(page.getByText(`Statement ${no} of 3`)).toBeVisible()
      const answer = (question: string | RegExp, name: string) =>
        page.getByRole('group', { name: question, exact: true }).getByRole('radio', { name, exact: true }).check()
      await answer('Is this our agreed focus now?', no === 1 ? 'I don’t know' : 'Yes, clearly')
      await answer('Should it be?', no === 3 && i === 0 ? 'Strongly disagree' : 'Strongly agree')
      await answer(/What would most/, 'Most would say no')
      if (no < 3) await page.getByRole('button', { name: 'Next' }).click()
    }
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  }
  admin('session', 'step', sessionId, 'show-answers')
  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  for (const { page } of [phones[0] as typeof desk, desk]) {
    const field = (name: string) => page.getByRole('region', { name, exact: true })
    await expect(field('Hidden agreement')).toContainText('Young people first')
    await expect(field('Hidden agreement')).toContainText('0 of 3 organisations')
    await expect(field('Shared direction')).toContainText('A public quay')
    await expect(field('Open disagreement')).toContainText('One bid')
    await expect(page.getByRole('heading', { name: 'On 3 statements of 3 we misjudge each other' })).toBeVisible()
  }
})
