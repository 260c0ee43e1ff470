import { type Actor, aWorkshop, expect, ORIGIN, test } from '../cast.ts'
import { aCrowd, type Phone } from '../crowd.ts'
import { check } from '../fit-for-everybody.ts'
import { aHallProxy } from '../hall-proxy.ts'

const STATEMENTS = ['Young people come first', 'We act as one', 'We stop at the harbour', 'We publish what we spend']
const PARTNERS = 9
/** How long two phones are without a network: two minutes in `bench/rehearsal.ts`, as long as the others write in the check. */
const OFFLINE_S = Number(process.env.REHEARSAL_OFFLINE_S ?? 0)
const shot = async ({ page }: Pick<Actor, 'page'>, name: string) => {
  if (process.env.E2E_PICTURES)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/${name}-${colorScheme}.png`, fullPage: true })
    }
}

/** How long after a step began 95 % of the screens knew, and all; and how long the server took for a plain question then. */
interface Reached {
  step: string
  screens: number
  most: number
  all: number
  plain: number
}
/** Who is reached: phones without a browser by what they hear, pages by what stands on them. */
interface Hall {
  phones: Phone[]
  pages: Actor[]
}

/** When the name of a step stands at the head of a page, in ms since 1970. */
const stands = ({ page }: Actor, title: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const isThere = () =>
          [...document.querySelectorAll('.thin strong, h1')].some((head) => head.textContent?.endsWith(name))
        const look = () => {
          if (!isThere()) return
          watch.disconnect()
          resolve(Date.now())
        }
        const watch = new MutationObserver(look)
        watch.observe(document.documentElement, { subtree: true, childList: true, characterData: true })
        look()
      }),
    title,
  )

/** Presses at the desk, and says how long the step took to reach every screen. */
async function reaches(step: string, title: string, press: () => Promise<unknown>, hall: Hall): Promise<Reached> {
  const hearing = Promise.all(hall.phones.map((phone) => phone.hears(step)))
  const seeing = Promise.all(hall.pages.map((page) => stands(page, title)))
  await press()
  const heard = await hearing
  const since = hall.phones[0]?.stepSince() as number
  const took = [...heard, ...(await seeing).map((at) => at - since)].sort((a, b) => a - b)
  const [most, all] = [took[Math.ceil(took.length * 0.95) - 1] as number, took.at(-1) as number]
  const began = performance.now()
  await fetch(`${ORIGIN()}/api/health/ready`)
  return { step, screens: took.length, most, all, plain: Math.round(performance.now() - began) }
}

test('forty people from nine partners, in a hall with bad Wi-Fi, through a whole review: nothing lost, nothing doubled', async ({
  cast,
}) => {
  // The proxy goes home before the phone behind it.
  cast.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_PROXY/)
  const { code, convenor, networkId, sessionId, addresses, partners } = aWorkshop([
    ...['--template', 'yearly-review', '--statements', STATEMENTS.join('|')],
  ])
  await using proxy = await aHallProxy()
  const second = `second-${sessionId}@example.org`
  const [desk, screen] = [await cast.actor('laptop'), await cast.actor('screen')]
  const [anna, bela, dora, emil, finn] = [
    ...[await cast.actor('phone'), await cast.actor('phone'), await cast.actor('phone')],
    ...[await cast.actor('phone'), await cast.actor('phone')],
  ] as [Actor, Actor, Actor, Actor, Actor]
  const cleo = await cast.actor('phone', { proxy: { server: proxy.address } })
  await cast.signIn(desk, convenor)
  const convene = async (what: string, data: object, by = desk) =>
    expect((await by.page.request.post(`/api/trpc/${what}`, { data: { networkId, ...data } })).ok(), what).toBe(true)
  for (let no = partners.length + 1; no <= PARTNERS; no += 1) {
    partners.push(`Partner number ${no}`)
    await convene('network.addPartner', { name: partners.at(-1) })
  }
  await convene('network.addMember', { email: second, name: 'Bo', role: 'co_convenor' })
  await screen.context.addCookies(await desk.context.cookies())
  await Promise.all([desk.page.goto(addresses.desk), screen.page.goto(addresses.present)])

  // From one convenor's hand into another's.
  let at = desk
  const next =
    (title: string, sure = false) =>
    async () => {
      await at.page.getByRole('button', { name: `Next: ${title} ›` }).click()
      if (sure) await at.page.getByRole('alertdialog').getByRole('button', { name: title }).click()
    }
  const reached: Reached[] = []
  const hall: Hall = { phones: [], pages: [screen, anna, bela, cleo, dora, emil] }
  const goes = async (step: string, title: string, sure = false) => {
    const one = await reaches(step, title, next(title, sure), hall)
    reached.push(one)
    const { most, all, screens, plain } = one
    console.log(`${title}: 95 % of ${screens} screens in ${most} ms, all in ${all} ms (a plain question: ${plain} ms)`)
  }
  await Promise.all([
    ...[cast.join(anna, code, 'City Council', 'Anna'), cast.join(bela, code, 'Harbour University', 'Bela')],
    ...[cast.join(cleo, code, 'Quay Traders', 'Cleo'), cast.join(dora, code, 'Partner number 4', 'Dora')],
    cast.join(emil, code, 'Partner number 5', 'Emil'),
  ])
  await using crowd = aCrowd(ORIGIN(), sessionId)
  const early = await crowd.join(code, partners, 30)
  hall.phones = early
  await expect(screen.page.getByText('35 are here')).toBeVisible()

  await test.step('everybody tells what drew them in', async () => {
    await goes('story', 'Our story')
    await dora.page.getByLabel('What drew you in?').fill('A flood in the old harbour')
    await dora.page.getByRole('button', { name: 'Tell it' }).click()
    await Promise.all(early.map((phone, no) => phone.tellStory(`Story of ${no}`, 2)))
    await expect(screen.page.getByText('31 stories')).toBeVisible()
  })

  await test.step('everybody writes; one phone is offline, one tab is killed', async () => {
    await goes('views', 'Add views')
    const offlineSince = performance.now()
    for (const { context } of [anna, bela]) await context.setOffline(true)
    const write = async ({ page }: Actor, text: string) => {
      await page.getByLabel('Write one idea').fill(text)
      await page.getByRole('button', { name: 'Add', exact: true }).click()
    }
    await write(anna, 'Anna, without a network')
    await write(bela, 'Bela, before her tab was killed')
    await expect(bela.page.getByText('1 thing is saved on this phone')).toBeVisible()
    await bela.page.close({ runBeforeUnload: false })
    await write(cleo, 'Cleo, behind a proxy')
    await write(dora, 'Dora, as it should be')
    await write(emil, 'Emil, as it should be')
    // Each sends twice: no answer came to the first time.
    await Promise.all(early.map((phone, no) => phone.addView(`View of ${no}`, 2)))
    await expect
      .poll(() => performance.now() - offlineSince, { timeout: OFFLINE_S * 1_000 + 10_000 })
      .toBeGreaterThanOrEqual(OFFLINE_S * 1_000)
    console.log(`without a network for ${Math.round((performance.now() - offlineSince) / 1_000)} s`)
    for (const { context } of [anna, bela]) await context.setOffline(false)
    const again = await bela.context.newPage()
    await again.goto(`/session/${sessionId}`)
    await expect(again.getByRole('heading', { name: 'Yours (1)' })).toBeVisible()
    await expect(desk.page.getByText(`35 views from ${PARTNERS} organisations`)).toBeVisible()
    await expect(screen.page.getByText('35 views so far')).toBeVisible()
    Object.assign(bela, { page: again })
    await expect(cleo.page.getByText('Dora, as it should be')).toHaveCount(0)
  })

  await test.step('five come late; a wrong partner is put right, and the card follows', async () => {
    const late = await crowd.join(code, partners, 4)
    hall.phones = [...early, ...late]
    await cast.join(finn, code, 'Partner number 6', 'Finn')
    await expect(finn.page.getByText('We are at step 3 of 14: Add views.')).toBeVisible()
    hall.pages.push(finn)
    await expect(desk.page.getByRole('heading', { name: 'Who is here (40)' })).toBeVisible()
    await desk.page.locator('summary').filter({ hasText: 'City Council' }).click()
    await desk.page.getByLabel('Organisation of Anna').selectOption('Quay Traders')
    await desk.page.getByRole('button', { name: 'Move Anna', exact: true }).click()
    await shot(desk, 'rehearsal-desk')
    await goes('show-views', 'See views', true)
    const card = bela.page.getByRole('listitem').filter({ hasText: 'Anna, without a network' })
    await expect(card.getByText('Quay Traders')).toBeVisible()
    for (const { page } of [bela, cleo, finn])
      await expect(page.getByText('Bela, before her tab was killed')).toHaveCount(1)
  })

  await test.step('hands go up, the convenor speaks to all and calls them, also where no socket comes through', async () => {
    await anna.page.getByRole('button', { name: 'I want to speak' }).click()
    await expect(anna.page.getByText('You are number 1 in the queue.')).toBeVisible()
    const hand = desk.page.getByText('Anna, Quay Traders').and(desk.page.locator(':not(option)'))
    await expect(hand).toBeVisible()
    await desk.page.getByLabel('Message on every screen').fill('Coffee is outside.')
    await desk.page.getByRole('button', { name: 'Show it' }).click()
    for (const { page } of [anna, cleo, screen]) await expect(page.getByText('Coffee is outside.')).toBeVisible()
    // Nobody is taken away while they write.
    await bela.page.getByText('Add one more view').click()
    await bela.page.getByLabel('Write one idea').focus()
    await desk.page.getByRole('button', { name: 'Bring everyone to the board' }).click()
    await bela.page.getByRole('button', { name: 'Stay where I am' }).click()
    for (const { page } of [anna, cleo]) await expect(page).toHaveURL(/board$/)
    await expect(cleo.page.getByText('This network lets no live board through.')).toBeVisible()
    await expect(cleo.page.getByText('Cleo, behind a proxy')).toBeVisible()
    expect(proxy.turnedAway()).toBeGreaterThan(0)
    await shot(bela, 'rehearsal-told')
    await desk.page.getByRole('button', { name: 'Bring everyone to the steps' }).click()
    for (const { page } of [anna, cleo, dora, emil, finn])
      await expect(page).toHaveURL(new RegExp(`/session/${sessionId}$`))
    await shot(desk, 'rehearsal-floor')
  })

  const other = await cast.actor('phone')
  await cast.signIn(other, second)
  await test.step('the laptop dies; a colleague runs the room from a phone within ten seconds', async () => {
    await desk.page.close({ runBeforeUnload: false })
    at = other
    const began = performance.now()
    await other.page.goto('/')
    await other.page.getByRole('link', { name: 'Run it' }).click()
    await expect(other.page.getByRole('button', { name: 'Next: Rate privately ›' })).toBeEnabled()
    await goes('rate', 'Rate privately')
    const took = performance.now() - began
    console.log(`another desk in ${Math.round(took)} ms`)
    expect(took).toBeLessThan(10_000)
    await other.page.getByLabel('Hand over to').selectOption({ label: 'me: I take over' })
    await other.page.getByRole('button', { name: 'Hand it over' }).click()
    await expect(other.page.getByText('Run by you.')).toBeVisible()
    await shot(other, 'rehearsal-desk-phone')
  })

  await test.step('everybody rates, twice over a bad line; the words of what was rated stay', async () => {
    await Promise.all(hall.phones.map((phone, no) => phone.rateAll((no % 5) - 2, 2)))
    for (const no of STATEMENTS.keys()) {
      await expect(cleo.page.getByText(`Statement ${no + 1} of ${STATEMENTS.length}`)).toBeVisible()
      await cleo.page.getByRole('radio', { name: 'Agree', exact: true }).check()
      if (no + 1 < STATEMENTS.length) await cleo.page.getByRole('button', { name: 'Next', exact: true }).click()
    }
    await bela.page.getByRole('button', { name: 'I need more time' }).click()
    await expect(other.page.getByText('1 person needs more time.')).toBeVisible()
    for (const { page } of [other, screen]) await expect(page.getByText('35 of 40 have finished').first()).toBeVisible()
    await expect(other.page.getByText('People have rated this, so its words stay.')).toHaveCount(STATEMENTS.length)
    await shot(bela, 'rehearsal-more-time')
    await anna.context.setOffline(true)
    await anna.page.getByRole('radio', { name: 'Agree', exact: true }).check()
    await expect(anna.page.getByText('1 thing is saved on this phone')).toBeVisible()
    hall.pages = hall.pages.filter((page) => page !== anna)
    await goes('show-answers', 'Where we differ', true)
    await anna.context.setOffline(false)
    await expect(anna.page.getByRole('heading', { name: 'Not sent (1)' })).toBeVisible()
    await anna.page.getByRole('button', { name: 'Send it late' }).click()
    await expect(anna.page.getByRole('heading', { name: /Not sent/ })).toHaveCount(0)
    hall.pages.push(anna)
  })

  await test.step('they talk, agree on a sentence, and answer a second time', async () => {
    await goes('talk', 'Talk')
    await goes('proposition', 'In one sentence')
    await convene('proposition.writeSlot', { slot: 'for_whom', text: 'Young people', version: 0 }, other)
    await convene('proposition.save', { sessionId, drafted: 1 }, other)
    await convene('proposition.ask', { no: 1 }, other)
    await dora.page.getByRole('radio', { name: 'We can live with it' }).check()
    await dora.page.getByRole('button', { name: 'Send our answer' }).click()
    await expect(dora.page.getByText('Partner number 4 has answered')).toBeVisible()
    await check(dora, 'phone-proposition-asked')
    await goes('rate', 'Rate privately')
    await Promise.all(hall.phones.map((phone, no) => phone.rateAll(((no + 1) % 5) - 2, 2)))
    await goes('show-answers', 'Where we differ', true)
  })

  await test.step('who backs us, what is next, and a minute for oneself', async () => {
    await goes('triangle', 'Triangle check')
    await emil.page.getByLabel('Who has to say yes, or does already?').fill('The harbour master')
    await emil.page.getByRole('checkbox', { name: 'permission' }).check()
    await emil.page.getByRole('button', { name: 'Tell the convenor' }).click()
    await Promise.all(hall.phones.map((phone, no) => phone.suggestBacker(`Backer of ${no}`, no < 30 ? 2 : 0)))
    await expect(screen.page.getByText('31 written so far')).toBeVisible()
    await check(other, 'phone-desk-triangle')
    await goes('activities', 'What we do next')
    await cleo.page.getByLabel('What will you do?').fill('Breakfast with the traders')
    await cleo.page.getByLabel('What for?').fill('To hear what worries them')
    await cleo.page.getByLabel('Which kind?').selectOption({ label: 'Bringing people together' })
    await cleo.page.getByRole('checkbox', { name: 'Backing' }).check()
    await cleo.page.getByRole('button', { name: 'Add it' }).click()
    await Promise.all(hall.phones.map((phone, no) => phone.plan(`Plan of ${no}`, 2)))
    await expect(screen.page.getByText('35 things planned')).toBeVisible()
    await goes('minute', 'Private minute')
    await bela.page.getByLabel('What happened?').fill('I spoke up')
    await bela.page.getByRole('button', { name: 'Keep it' }).click()
    await expect(bela.page.getByText('Only you can read this')).toBeVisible()
    await Promise.all(hall.phones.map((phone, no) => phone.reflect(`Thought of ${no}`, 2)))
  })

  await test.step('what is stored is what was done: once each, by everybody', async () => {
    const own = await Promise.all(hall.phones.map((phone) => phone.own()))
    const [ratings, reflections] = [2 * STATEMENTS.length, 1]
    const [whole, without] = [
      { stories: 1, views: 1, ratings, backers: 1, reflections },
      { stories: 0, views: 0, ratings, backers: 0, reflections },
    ]
    expect(own).toEqual(hall.phones.map((_phone, no) => (no < 30 ? whole : without)))
    const shown = await early[0]?.shown()
    expect(shown?.people).toBe(35)
    await next('Finish')()
    await Promise.all(
      [anna, bela, cleo, dora, emil, finn].map(({ page }) =>
        expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible(),
      ),
    )
    await other.page.getByRole('button', { name: /Close the workshop/ }).click()
    await other.page.getByRole('alertdialog').getByRole('button', { name: 'Close the workshop' }).click()
    await other.page.getByRole('link', { name: 'Open it in the history' }).click()
    await expect(other.page.getByText('The contents are as they were signed on closing.')).toBeVisible()
    for (const text of ['Anna, without a network', 'Bela, before her tab was killed', 'View of 29'])
      await expect(other.page.getByText(text)).toHaveCount(1)
    expect(screen.received.join('')).not.toMatch(/harbour master|I spoke up|Backer of|Thought of/)
  })

  await test.step('a step reaches 95 % of the screens within a second, and all within four', () => {
    console.log(`REHEARSAL ${JSON.stringify({ offlineS: OFFLINE_S, reached })}`)
    // A machine that is busy with other things has ten plain questions' time more: on a quiet one that is next to nothing.
    const late = reached.filter(({ most, all, plain }) => most > 1_000 + 10 * plain || all > 4_000 + 10 * plain)
    expect(late).toEqual([])
  })
})
