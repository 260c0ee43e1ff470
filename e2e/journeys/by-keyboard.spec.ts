import type { Locator, Page } from '@playwright/test'
import { admin, aWorkshop, expect, ORIGIN, test } from '../cast.ts'

/** Goes with Tab until the focus is on it: whoever has no mouse has no other way. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible()
  for (let no = 0; no < 150; no += 1) {
    if (await target.first().evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`not reached by Tab: ${target}`)
}
const press = async (page: Page, target: Locator, key = 'Enter') => {
  await reach(page, target)
  await page.keyboard.press(key)
}
const write = async (page: Page, label: string | RegExp, text: string) => {
  await reach(page, page.getByLabel(label))
  await page.keyboard.type(text)
}
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

test('a convenor and a participant walk the whole pattern by keyboard alone', async ({ cast }) => {
  const { code, sessionId, convenor, addresses } = aWorkshop(['--template', 'yearly-review', '--statements', 'One|Two'])
  const [{ page: desk }, { page: phone }] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn({ page: desk } as never, convenor)
  await desk.goto(addresses.desk)
  /** The convenor goes on, and says that they are sure where they are asked. */
  const next = async (step: string) => {
    const on = button(desk, `Next: ${step} ›`)
    // Until the step before is settled it says that it can't be pressed.
    await expect(on).not.toHaveAttribute('aria-disabled', 'true')
    await press(desk, on)
    const now = desk.getByRole('heading', { name: `Now: ${step}` })
    const ask = desk.getByRole('alertdialog')
    await expect(now.or(ask).first()).toBeVisible()
    if (await ask.isVisible()) await press(desk, ask.getByRole('button', { name: step }))
    await expect(now).toBeVisible()
    await expect(phone.getByRole('banner').getByText(step)).toBeVisible()
  }

  await test.step('joining', async () => {
    await phone.goto(`/join/${code}`)
    await reach(phone, phone.getByRole('radio').first())
    for (let no = 0; no < 5 && !(await phone.getByRole('radio', { name: 'City Council' }).isChecked()); no += 1)
      await phone.keyboard.press(no === 0 ? 'Space' : 'ArrowDown')
    await write(phone, /Your name/, 'Anna')
    await press(phone, button(phone, 'Join'))
    await expect(phone).toHaveURL(`${ORIGIN()}/session/${sessionId}`)
  })
  await test.step('the story and the views', async () => {
    await next('Our story')
    await write(phone, 'What drew you in?', 'A flood in the old harbour')
    await press(phone, button(phone, 'Tell it'))
    await expect(phone.getByText('Told.')).toBeVisible()
    await press(phone, button(phone, 'I need more time'))
    await expect(desk.getByText('1 person needs more time.')).toBeVisible()
    await next('Add views')
    await write(phone, 'Write one idea', 'Safe places after school')
    await press(phone, button(phone, 'Add'))
    await expect(phone.getByRole('heading', { name: 'Yours (1)' })).toBeVisible()
    await next('See views')
    await next('Rate privately')
  })
  await test.step('answers by the number keys, a reason, and what the room sees of it', async () => {
    for (const no of [1, 2]) {
      await expect(phone.getByText(`Statement ${no} of 2`)).toBeVisible()
      await reach(phone, phone.getByRole('radio').first())
      await phone.keyboard.press('4')
      await expect(phone.getByRole('radio', { name: 'Agree', exact: true })).toBeChecked()
      if (no === 1) await press(phone, button(phone, 'Next'))
    }
    await write(phone, /Why/, 'We can do it')
    await expect(phone.getByText('All rated.')).toBeVisible()
    await next('Where we differ')
    await next('Talk')
    await press(phone, button(phone, 'I want to speak'))
    await expect(phone.getByText('You are number 1 in the queue.')).toBeVisible()
  })
  await test.step('the sentence, the triangle, what is next, and the private minute', async () => {
    await next('In one sentence')
    await expect(phone.getByText('The convenor is putting one sentence together')).toBeVisible()
    await next('Rate privately')
    await next('Where we differ')
    await next('Triangle check')
    await write(phone, 'Who has to say yes, or does already?', 'The harbour master')
    await press(phone, phone.getByRole('checkbox', { name: 'permission' }), 'Space')
    await press(phone, button(phone, 'Tell the convenor'))
    await expect(phone.getByRole('heading', { name: 'You wrote (1)' })).toBeVisible()
    await next('What we do next')
    await write(phone, 'What will you do?', 'Breakfast with the traders')
    await write(phone, 'What for?', 'To hear what worries them')
    await reach(phone, phone.getByLabel('Which kind?'))
    await phone.keyboard.press('ArrowDown')
    await press(phone, phone.getByRole('checkbox', { name: 'Backing' }), 'Space')
    await press(phone, button(phone, 'Add it'))
    await expect(phone.getByRole('heading', { name: '1 thing planned' })).toBeVisible()
    await next('Private minute')
    await write(phone, 'What happened?', 'I spoke up')
    await press(phone, button(phone, 'Keep it'))
    await expect(phone.getByText('Only you can read this')).toBeVisible()
    await press(desk, button(desk, 'Next: Finish ›'))
    await expect(phone.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  })
})

test('a door’s hour is set, put later and opened by keyboard alone, and each answer is heard', async ({ cast }) => {
  const { networkId, convenor } = aWorkshop()
  const actor = await cast.actor()
  const { page } = actor
  await cast.signIn(actor, convenor)
  await page.goto(`/network/${networkId}/new`)
  await write(page, 'Name of the workshop', 'By hand')
  const hour = page.getByLabel('When can people join?')
  await reach(page, hour)
  // The first hour of this year, which has passed: day, month, year, hour, minute, and half of the day where it is told.
  for (let part = 0; part < 6; part += 1) {
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
  }
  await expect(hour).toHaveValue(/^\d{4}-01-01T/)
  const later = async () => {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
  }
  await press(page, button(page, 'Open the workshop'))
  await expect(page.getByRole('alert').filter({ hasText: 'The hour when people can join has passed.' })).toBeVisible()
  await reach(page, hour)
  await later()
  await press(page, button(page, 'Open the workshop'))
  const door = page.getByRole('status').filter({ hasText: /The door/ })
  await expect(door).toContainText('The door opens on 1 January')
  const said = await door.textContent()

  await press(page, page.getByText('Change the hour'))
  await reach(page, hour)
  await later()
  await press(page, button(page, 'Set the hour'))
  await expect(page.getByRole('status').filter({ hasText: 'The hour is changed.' })).toBeVisible()
  await expect(door).not.toHaveText(said ?? '')
  await expect(button(page, 'Set the hour')).toBeFocused()
  await press(page, button(page, 'Open it now'))
  await expect(door).toHaveText('The door is open')
})

test('whoever has no mouse says that they are done, and asks the convenor to look at a reason', async ({ cast }) => {
  const { code, sessionId, convenor, addresses } = aWorkshop(['--statements', 'One'])
  const [desk, anna, bela] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await cast.join(anna, code, 'City Council', 'Anna')
  await cast.join(bela, code, 'Quay Traders')
  admin('session', 'step', sessionId, 'views')
  const { page } = anna
  await press(page, button(page, 'I’m done'), 'Space')
  await expect(page.getByRole('status').filter({ hasText: 'The convenor knows how many are done' })).toBeVisible()
  await expect(desk.page.getByText('1 of 2 say that they are done').first()).toBeVisible()

  admin('session', 'step', sessionId, 'rate')
  for (const phone of [anna, bela]) await phone.page.getByRole('radio', { name: 'Agree', exact: true }).check()
  await bela.page.getByLabel(/Why/).fill('Because of the harbour')
  await bela.page.getByLabel(/Why/).blur()
  await expect(bela.page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(bela.page.getByText('All rated.')).toBeVisible()
  admin('session', 'step', sessionId, 'show-answers')
  await press(page, page.getByText('Reasons (1)'))
  await press(page, button(page, 'Ask the convenor to look at “Because of the harbour”'))
  const knows = page.getByRole('status').filter({ hasText: 'The convenor knows, and not who asked.' })
  // What was pressed is gone, and the focus stands where it was.
  await expect(knows).toBeFocused()
  await expect(desk.page.getByText('Somebody asks you to look')).toBeVisible()
})
