import { type Actor, aWorkshop, expect, test } from '../cast.ts'
import { check, checkAtBothWidths } from '../fit-for-everybody.ts'
import { pictures } from '../pictures.ts'
import { fitsSmall } from '../small-screens.ts'

/** Takes a picture when E2E_PICTURES names a folder for it. */
async function shot({ page }: Actor, name: string): Promise<void> {
  const folder = process.env.E2E_PICTURES
  if (folder) await page.screenshot({ path: `${folder}/steps-${name}.png`, fullPage: true })
}

/** On its side a phone asks on the left, and is answered on the right. */
async function looksSideways(phone: Actor): Promise<void> {
  await fitsSmall(phone, 'rate')
  const had = phone.page.viewportSize()
  await phone.page.setViewportSize({ width: 740, height: 360 })
  const [asked, answer, why] = await Promise.all([
    phone.page.getByText('Statement 1 of 2').boundingBox(),
    phone.page.getByText('Agree', { exact: true }).boundingBox(),
    phone.page.getByLabel(/Why/).boundingBox(),
  ])
  expect([Number(asked?.x) < 370, Number(why?.x) < 370, Number(answer?.x) > 370]).toEqual([true, true, true])
  expect(Number(asked?.y)).toBeLessThan(Number(why?.y))
  if (had) await phone.page.setViewportSize(had)
}

test('a convenor walks a whole yearly review with a phone and a big screen', async ({ cast }) => {
  const { code, sessionId, networkId, convenor, addresses } = aWorkshop([
    ...['--template', 'yearly-review', '--statements', 'We put young people first|We act where no one can alone'],
  ])
  const [desk, screen, anna] = [await cast.actor(), await cast.actor('screen'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await screen.context.addCookies(await desk.context.cookies())
  await screen.page.goto(addresses.present)
  await cast.join(anna, code, 'City Council', 'Anna')
  const next = async (step: string, sure = false) => {
    await desk.page.getByRole('button', { name: `Next: ${step} ›` }).click()
    if (sure) await desk.page.getByRole('alertdialog').getByRole('button', { name: step }).click()
    await expect(desk.page.getByRole('heading', { name: `Now: ${step}` })).toBeVisible()
    await expect(screen.page.getByRole('heading', { level: 1, name: step })).toBeVisible()
  }

  /** What everybody has before them at a step, full as it is. */
  const isFit = async (step: string) => {
    await checkAtBothWidths(anna, step)
    await checkAtBothWidths(desk, `${step}-desk`)
    await check(screen, `screen-${step}`)
  }

  await test.step('the story is told, and the time is kept by the server', async () => {
    await expect(anna.page.getByText('Private minute')).toBeVisible()
    await isFit('join')
    await next('Our story')
    await expect(anna.page.getByLabel('What drew you in?')).toBeVisible()
    await fitsSmall(anna, 'story')
    await anna.page.getByLabel('What drew you in?').fill('A flood in the old harbour')
    await anna.page.getByRole('button', { name: 'Tell it' }).click()
    for (const { page } of [anna, desk]) await expect(page.getByText('A flood in the old harbour').last()).toBeVisible()
    await expect(screen.page.getByText('1 story')).toBeVisible()
    await desk.page.getByRole('button', { name: 'Start 8 minutes' }).click()
    for (const { page } of [desk, anna, screen]) await expect(page.getByRole('timer')).toHaveText(/^(8:00|7:5\d) left$/)
    await anna.page.getByRole('button', { name: 'I need more time' }).click()
    await expect(desk.page.getByText('1 person needs more time.')).toBeVisible()
    await desk.page.getByRole('button', { name: 'Add 1 minute' }).click()
    await expect(anna.page.getByRole('timer')).toHaveText(/^8:\d\d left$/)
    await desk.page.getByRole('button', { name: 'Pause' }).click()
    for (const { page } of [anna, screen]) await expect(page.getByText(/short break/)).toBeVisible()
    await shot(desk, '01-story-desk')
    await shot(anna, '02-story-phone')
    await shot(screen, '03-story-screen')
    await isFit('story')
    await desk.page.getByRole('button', { name: 'Go on' }).click()
    await expect(anna.page.getByText(/short break/)).toHaveCount(0)
  })

  await test.step('views and answers come as in every workshop', async () => {
    await next('Add views')
    await expect(anna.page.getByRole('timer')).toHaveCount(0)
    await anna.page.getByLabel('Write one idea').fill('Safe places after school')
    await anna.page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(desk.page.getByText('1 view from 1 organisation')).toBeVisible()
    await fitsSmall(anna, 'views')
    await isFit('views')
    await next('See views', true)
    await anna.page.getByText('Add one more view').click()
    await expect(anna.page.getByRole('button', { name: 'Add', exact: true })).toBeVisible()
    await fitsSmall(anna, 'see-views')
    await isFit('see-views')
    await next('Rate privately')
    for (const no of [1, 2]) {
      await expect(anna.page.getByText(`Statement ${no} of 2`)).toBeVisible()
      if (no === 1) await looksSideways(anna)
      await anna.page.getByRole('radio', { name: 'Agree', exact: true }).check()
      if (no === 1) await anna.page.getByRole('button', { name: 'Next' }).click()
    }
    await expect(desk.page.getByText('1 of 1 have finished').first()).toBeVisible()
    await isFit('rated')
    await next('Where we differ', true)
    await expect(anna.page.getByRole('region', { name: 'Statements, in the order to talk about them' })).toBeVisible()
    await fitsSmall(anna, 'where-we-differ')
    await isFit('where-we-differ')
    await next('Talk')
    await expect(anna.page.getByRole('button', { name: 'I want to speak' })).toBeVisible()
    await fitsSmall(anna, 'talk')
    await isFit('talk')
  })

  await test.step('a step is put in, another is left out', async () => {
    await desk.page.getByText('The steps', { exact: true }).click()
    await desk.page.getByRole('button', { name: 'Add after: Talk' }).click()
    await desk.page.getByLabel(/Name of the step/).fill('Coffee')
    await desk.page.getByLabel('What to do').fill('Back at ten past.')
    await desk.page.getByRole('button', { name: 'Add the step' }).click()
    await expect(desk.page.getByRole('button', { name: 'Next: Coffee ›' })).toBeVisible()
    await shot(desk, '04-plan-desk')
    await next('Coffee')
    for (const { page } of [anna, screen]) await expect(page.getByText('Back at ten past.')).toBeVisible()
    await isFit('own')
    await desk.page.getByRole('button', { name: 'Leave out Rate privately' }).last().click()
    await expect(desk.page.getByRole('button', { name: 'Put back Rate privately' })).toBeVisible()
    await next('In one sentence')
    await expect(anna.page.getByRole('heading', { name: 'No sentence yet' })).toBeVisible()
    await fitsSmall(anna, 'proposition')
    await shot(anna, '05-proposition-phone')
    await pictures(desk, 'sentence-desk')
    await isFit('proposition')
  })

  await test.step('the sentence is written from the desk, in this workshop, and everybody in it can answer', async () => {
    const { page } = desk
    await page.getByRole('link', { name: 'Write the sentence' }).click()
    await page.getByRole('group', { name: 'For whom' }).getByRole('textbox').fill('young people far from work')
    await page.getByRole('button', { name: 'Save as version 1' }).click()
    await expect(page.getByText('City Council: 1 person')).toBeVisible()
    await expect(page.getByText('by authority of …, with …', { exact: false }).first()).not.toContainText('….')
    await page.getByRole('button', { name: 'Ask every partner' }).click()
    await anna.page.getByRole('radio', { name: 'We can live with it' }).check()
    await anna.page.getByRole('button', { name: 'Send our answer' }).click()
    await expect(page.getByText('1 of 3 partners answered so far')).toBeVisible()
    await page.getByRole('button', { name: 'Close the asking and show the answers' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close the asking' }).click()
    await expect(anna.page.getByText('We can live with it (1)')).toBeVisible()
    await expect(screen.page.getByText('1 of 3 organisations answered.')).toBeVisible()
    await pictures(screen, 'sentence-screen', [1920, 360])
    // The big screen has what organisations say, and none of their names here.
    await expect(screen.page.getByRole('region', { name: 'Version 1' })).not.toContainText('City Council')
    await pictures(desk, 'sentence-draft')
    await page.getByRole('link', { name: 'Back to the desk' }).click()
    await expect(page.getByRole('heading', { name: 'Now: In one sentence' })).toBeVisible()
  })

  await test.step('going round again opens a second round', async () => {
    // The desk is a page come back to: its list of steps is folded again.
    await desk.page.getByText('The steps', { exact: true }).click()
    await desk.page.getByRole('button', { name: 'Put back Rate privately' }).click()
    await next('Rate privately')
    await expect(anna.page.getByText(/again/).first()).toBeVisible()
    await next('Where we differ', true)
  })

  await test.step('dots are put down in private, and shown', async () => {
    const dots = { sessionId, kind: 'dots', minutes: 3 }
    expect((await desk.page.request.post('/api/trpc/plan.insert', { data: dots })).ok()).toBe(true)
    await next('Dots')
    await anna.page.getByRole('button', { name: 'Put a dot here' }).first().click()
    await expect(anna.page.getByText('2 dots left of 3.')).toBeVisible()
    await expect(desk.page.getByText('1 of 1 have put dots down').first()).toBeVisible()
    await isFit('dots')
    await desk.page.getByRole('button', { name: 'Show the dots …' }).click()
    await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Show the dots' }).click()
    for (const { page } of [anna, screen]) await expect(page.getByText('1 dot', { exact: true })).toBeVisible()
    await isFit('dots-shown')
  })

  await test.step('somebody who comes late is told in three lines where the room is', async () => {
    await next('Triangle check')
    const cleo = await cast.actor('phone')
    await cast.join(cleo, code, 'Quay Traders', 'Cleo')
    await expect(cleo.page.getByText('We are at step 13 of 16: Triangle check.')).toBeVisible()
    await expect(cleo.page.getByText('2 people from 2 organisations are here. There is 1 view so far.')).toBeVisible()
    await shot(cleo, '06-late-phone')
    await cleo.page.getByText('Welcome. You came in while we are at work.').click()
    await expect(cleo.page.getByText('We are at step')).toBeHidden()
  })

  await test.step('the triangle is checked, and only the convenor reads who backs us', async () => {
    await anna.page.getByLabel('Who has to say yes, or does already?').fill('The harbour master')
    await anna.page.getByRole('checkbox', { name: 'permission' }).check()
    await fitsSmall(anna, 'triangle')
    await shot(anna, '07-triangle-phone')
    await anna.page.getByRole('button', { name: 'Tell the convenor' }).click()
    await expect(anna.page.getByRole('heading', { name: 'You wrote (1)' })).toBeVisible()
    await expect(screen.page.getByText('1 written so far')).toBeVisible()
    await shot(screen, '08-triangle-screen')
    await desk.page.getByRole('button', { name: 'Add to who backs us: The harbour master' }).click()
    await expect(desk.page.getByText('It is among those who back us.')).toBeVisible()
    await shot(desk, '09-triangle-desk')
    await isFit('triangle')
    expect(screen.received.join('')).not.toContain('harbour master')
  })

  await test.step('what is next is planned, and the private minute stays private', async () => {
    await next('What we do next')
    await anna.page.getByLabel('What will you do?').fill('Breakfast with the traders')
    await anna.page.getByLabel('What for?').fill('To hear what worries them')
    await anna.page.getByLabel('Which kind?').selectOption({ label: 'Bringing people together' })
    await anna.page.getByRole('checkbox', { name: 'Backing' }).check()
    await anna.page.getByRole('button', { name: 'Add it' }).click()
    await expect(desk.page.getByText('Breakfast with the traders')).toBeVisible()
    await expect(screen.page.getByText('1 thing planned')).toBeVisible()
    await fitsSmall(anna, 'activities')
    await shot(anna, '10-next-phone')
    await isFit('activities')
    await next('Private minute')
    await expect(anna.page.getByRole('heading', { name: 'Eight questions about the network' })).toBeVisible()
    await fitsSmall(anna, 'minute')
    await anna.page.getByLabel('What happened?').fill('I spoke up')
    await anna.page.getByRole('button', { name: 'Keep it' }).click()
    await expect(anna.page.getByText('Only you can read this')).toBeVisible()
    await anna.page.getByLabel('What did you hear or notice?').fill('The grant comes late')
    await anna.page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(anna.page.getByText('Sent. You can send another.')).toBeVisible()
    await anna.page.getByLabel('Where do you stand in your organisation?').selectOption({ label: 'Junior staff' })
    const quick = anna.page.getByRole('region', { name: 'Two quick questions' })
    for (const radio of await quick.getByRole('radio', { name: /^4/ }).all()) await radio.check()
    await anna.page.getByRole('button', { name: 'Give my answer' }).click()
    await expect(anna.page.getByText('Thank you. You have answered.')).toBeVisible()
    for (const radio of await anna.page.getByRole('radio', { name: /^3/ }).all()) await radio.check()
    await anna.page.getByRole('button', { name: 'Send my answers' }).click()
    await expect(anna.page.getByText('You have answered. Thank you.')).toBeVisible()
    await shot(anna, '11-minute-phone')
    await shot(screen, '12-minute-screen')
    await isFit('minute')
    for (const { received } of [desk, screen]) expect(received.join('')).not.toMatch(/I spoke up|The grant comes late/)
  })

  await test.step('the run sheet prints, and the steps are kept for the next workshop', async () => {
    await desk.page.getByText('Keep these steps for other workshops').click()
    await desk.page.getByLabel('Name for these steps').fill('Our review')
    await desk.page.getByRole('button', { name: 'Keep the steps' }).click()
    await expect(desk.page.getByText(/^Kept\./)).toBeVisible()
    await desk.page.goto(`/convene/${sessionId}/run-sheet`)
    await expect(desk.page.getByRole('heading', { name: '8 Coffee' })).toBeVisible()
    await shot(desk, '13-run-sheet')
    await checkAtBothWidths(desk, 'run-sheet')
    await desk.page.goto(`/network/${networkId}/new`)
    await expect(desk.page.getByRole('radio', { name: /Our review/ })).toBeVisible()
    await shot(desk, '14-new-workshop')
    await desk.page.goto(addresses.desk)
    await desk.page.getByRole('button', { name: 'Next: Finish ›' }).click()
    await expect(anna.page.getByRole('heading', { name: 'Thank you' })).toBeVisible()
    await fitsSmall(anna, 'finish')
    await isFit('finish')
  })

  await test.step('what was agreed is noted from the desk, and the big screen ends with it', async () => {
    const { page } = desk
    await page.getByRole('link', { name: 'Note an agreement' }).click()
    await page.getByLabel('What was agreed?').fill('We share our rooms')
    await page.getByLabel('City Council').selectOption({ label: 'Support it' })
    await page.getByLabel('Which organisation sees to it?').selectOption({ label: 'City Council' })
    await page.getByRole('button', { name: 'Note the agreement' }).click()
    await expect(page.getByRole('heading', { name: 'Agreed here (1)' })).toBeVisible()
    await pictures(desk, 'agreed-desk')
    await expect(screen.page.getByText('You agreed on one thing in this workshop.')).toBeVisible()
    await screen.page.keyboard.press('ArrowRight')
    await expect(screen.page.getByText('We share our rooms')).toBeVisible()
    await pictures(screen, 'agreed-screen', [1920, 360])
  })
})
