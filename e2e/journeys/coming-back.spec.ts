import { type Actor, admin, aWorkshop, expect, ORIGIN, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'
import { linksTo } from '../mailbox.ts'

test('a guest keeps their answers by e-mail, opens them on any device, and finds them in an account', async ({
  cast,
}) => {
  const { code, sessionId } = aWorkshop(['--statements', 'Young people come first'])
  const guest = await cast.actor('phone')
  await cast.join(guest, code, 'City Council', 'Anna')
  admin('session', 'step', sessionId, 'rate')
  await guest.page.getByRole('radio', { name: 'Agree', exact: true }).check()
  await expect(guest.page.getByText('Saved', { exact: true })).toBeVisible()
  admin('session', 'step', sessionId, 'finish')

  await guest.page.getByLabel('E-mail').fill('nobody')
  await guest.page.getByRole('button', { name: 'Send me the link' }).click()
  await expect(guest.page.getByText('Enter one e-mail address')).toBeVisible()
  const email = `anna-${Date.now()}@example.org`
  await guest.page.getByLabel('E-mail').fill(email)
  await guest.page.getByRole('button', { name: 'Send me the link' }).click()
  await expect(guest.page.getByText('Look in your inbox.')).toBeVisible()
  await check(guest, 'keep-asked')
  await expect.poll(() => linksTo(email)).toHaveLength(1)
  const [link] = linksTo(email) as [string]

  // Whoever only looks at the link, as a mail scanner does, gets and spends nothing.
  const laptop = await cast.actor('laptop')
  for (let i = 0; i < 3; i += 1) {
    const looked = await laptop.page.request.get(link)
    expect([looked.status(), looked.headers()['set-cookie']]).toEqual([200, undefined])
  }
  await laptop.page.goto(link)
  await expect(laptop.page.getByText(email)).toBeVisible()
  await check(laptop, 'keep')
  await laptop.page.getByRole('button', { name: 'Keep my answers' }).click()
  await expect(laptop.page).toHaveURL(`${ORIGIN()}/session/${sessionId}`)
  await expect(laptop.page.getByText('rated 1 statement')).toBeVisible()

  // The same link again, elsewhere: the same.
  const other = await cast.actor('phone')
  await other.page.goto(link)
  await expect(other.page.getByRole('heading', { name: 'These answers are already in your account' })).toBeVisible()
  await check(other, 'keep-again')
  await other.page.getByRole('button', { name: 'See them' }).click()
  await expect(other.page.getByText('rated 1 statement')).toBeVisible()

  const account = await cast.actor('laptop')
  await cast.signIn(account, email)
  await account.page.goto('/')
  await expect(account.page.getByRole('heading', { name: 'Workshops you took part in' })).toBeVisible()
  await check(account, 'keep-account')
  await account.page.getByRole('button', { name: 'Open “Where next?”' }).click()
  await expect(account.page.getByText('rated 1 statement')).toBeVisible()

  const stranger = await cast.actor('phone')
  expect((await stranger.page.goto(`/keep?token=${'f'.repeat(64)}`))?.status()).toBe(404)
  await expect(stranger.page.getByRole('heading', { name: 'We don’t know this link' })).toBeVisible()
})

/** Says who they are at the door, as somebody who has joined already. */
async function askToReturn({ page }: Actor, code: string, partner: string, name: string): Promise<void> {
  await page.goto(`/join/${code}`)
  await page.getByRole('link', { name: 'I’ve already joined' }).click()
  await page.getByRole('radio', { name: partner }).check()
  await page.getByLabel(/Your name/).fill(name)
  await page.getByRole('button', { name: 'Ask the convenor' }).click()
  await expect(page.getByRole('heading', { name: 'One moment' })).toBeVisible()
}

test('somebody who has joined comes in on another device with one press of the convenor’s, with or without script', async ({
  cast,
}) => {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--views', 'open'])
  const [desk, phone, tablet, old] = [
    await cast.actor(),
    await cast.actor('phone'),
    await cast.actor('phone'),
    await cast.actor('phone', { javaScriptEnabled: false }),
  ]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await cast.join(phone, code, 'City Council', 'Anna')
  await tablet.page.goto(`/join/${code}/again`)
  await check(tablet, 'return-form')
  await askToReturn(tablet, code, 'City Council', 'anna')
  await check(tablet, 'return-waiting')
  // Nobody is told at the door who sits here.
  expect(tablet.received.join('\n')).not.toContain('Anna')

  await expect(desk.page.getByText('anna from “City Council”')).toBeVisible()
  await check(desk, 'return-desk')
  await desk.page.getByRole('button', { name: 'Let in' }).click()
  await expect(tablet.page).toHaveURL(`${ORIGIN()}/session/${sessionId}`)
  await expect(tablet.page.getByText('City Council · Anna')).toBeVisible()
  await expect(desk.page.getByRole('heading', { name: 'Who is here (1)' })).toBeVisible()

  // The phone that was here first is told, and can end it.
  await expect(phone.page.getByText('Another device now shares your place here.')).toBeVisible()
  await expect(tablet.page.getByText('Another device now shares your place here.')).toBeHidden()
  await check(phone, 'return-told')
  await phone.page.getByRole('button', { name: 'That wasn’t me' }).click()
  await expect(phone.page.getByText('The other device is out.')).toBeVisible()
  await check(phone, 'return-sent-away')
  await expect(tablet.page.getByText('Your seat in this workshop was taken away.')).toBeVisible()
  await expect(phone.page.getByText('City Council · Anna')).toBeVisible()

  await askToReturn(old, code, 'City Council', 'Somebody else')
  await desk.page.getByRole('button', { name: 'No, turn Somebody else away' }).click()
  await expect(desk.page.getByText('Somebody else from “City Council”')).toBeHidden()
  await old.page.getByRole('link', { name: 'Look again' }).click()
  await expect(old.page.getByText('The convenor did not find your seat.')).toBeVisible()
  await askToReturn(old, code, 'City Council', '')
  // No name to go by: the convenor chooses whose seat it is.
  await desk.page.getByLabel('Which seat is No name given’s?').selectOption('Anna')
  await desk.page.getByRole('button', { name: 'Let in' }).click()
  await expect(desk.page.getByText('Already joined, on another device')).toBeHidden()
  await old.page.getByRole('link', { name: 'Look again' }).click()
  await old.page.getByRole('link', { name: 'Go on' }).click()
  await expect(old.page).toHaveURL(`${ORIGIN()}/session/${sessionId}`)
  await phone.page.getByRole('button', { name: 'That was me' }).click()
  await phone.page.reload()
  await expect(phone.page.getByText('City Council · Anna')).toBeVisible()
  await expect(phone.page.getByText('Another device now shares your place here.')).toBeHidden()
})

test('at a locked door somebody asks to join and is let in; when it is over, they find the results', async ({
  cast,
}) => {
  const { code, convenor, addresses, sessionId } = aWorkshop()
  const [desk, phone] = [await cast.actor(), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await desk.page.getByRole('button', { name: 'Lock the door' }).click()
  await expect(desk.page.getByText('The door is locked')).toBeVisible()
  await phone.page.goto(`/join/${code}`)
  await phone.page.getByRole('link', { name: 'Ask to join' }).click()
  await expect(phone.page.getByRole('heading', { name: 'Ask to join' })).toBeVisible()
  await check(phone, 'ask-to-join')
  await phone.page.getByRole('radio', { name: 'City Council' }).check()
  await phone.page.getByLabel(/Your name/).fill('Sam')
  await phone.page.getByRole('button', { name: 'Ask the convenor' }).click()
  await expect(desk.page.getByText('Asking to come in')).toBeVisible()
  await check(desk, 'ask-to-join-desk')
  await desk.page.getByRole('button', { name: 'Let in as new: Sam' }).click()
  await expect(phone.page).toHaveURL(`${ORIGIN()}/session/${sessionId}`)
  await expect(phone.page.getByText('City Council · Sam')).toBeVisible()

  admin('session', 'close', sessionId)
  for (const [{ page }, there] of [
    [phone, '/session/'],
    [desk, '/workshops/'],
  ] as const) {
    await page.goto(`/join/${code}`)
    await page.getByRole('link', { name: 'See the results' }).click()
    await expect(page).toHaveURL(new RegExp(`${there}${sessionId}$`))
  }
})
