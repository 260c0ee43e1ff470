import { gzipSync } from 'node:zlib'
import { type Actor, admin, aWorkshop, expect, ORIGIN, test } from '../cast.ts'
import { notePaint, readPaint } from '../paint.ts'

/**
 * What a page may weigh, in thousands of bytes as they are sent (gzip). Beyond it the build fails. Counted of a script is what
 * the page's HTML names: what is fetched before the page can be used. What comes behind that while there is a network (the other
 * steps, and what of the own step is not needed at first) is printed beside it and has a limit of its own. Of a phone's script
 * 136 are React and Next, 16 the procedures and their cache, 3 the words; a step and what stands around all have the rest.
 */
/** How far what stands on a page may jump while it comes, as a share of the screen. */
const MOST_SHIFTED = 0.05
const MOST = { joinHtmlCss: 15, phoneScript: 175, phoneBehind: 110, boardScript: 200, screenScript: 180, fonts: 55 }

interface Weight {
  script: number
  style: number
  font: number
  html: number
  /** Scripts that the page does not name: other steps, fetched once it can be used. */
  behind: number
  scripts: string[]
  /** How far what stood there jumped, and when the largest of it was drawn: a figure by the clock, so it is only printed. */
  shifted: number
  largestMs: number
}

const kb = (bytes: number) => Math.round(bytes / 100) / 10

/**
 * What this browser is sent until a page can be used, by kind: other steps are fetched behind that, while there is a network,
 * and are printed beside it. Without `seen` it has no script, and nobody to say how it was drawn.
 */
async function weigh({ page }: Actor, path: string, seen?: () => Promise<void>): Promise<Weight> {
  const weight: Weight = { script: 0, style: 0, font: 0, html: 0, behind: 0, scripts: [], shifted: 0, largestMs: 0 }
  if (seen) await notePaint(page)
  const scripts = new Map<string, number>()
  let html = ''
  const bodies: Promise<void>[] = []
  const known = new Set<string>()
  page.on('response', (response) => {
    const at = response.url()
    // What is heard as it happens never ends.
    const endless = response.headers()['content-type']?.includes('event-stream')
    if (endless || known.has(at) || !at.startsWith(ORIGIN())) return
    known.add(at)
    bodies.push(
      response.body().then(
        (body) => {
          const type = response.headers()['content-type'] ?? ''
          const bytes = gzipSync(body).length
          if (type.includes('javascript')) scripts.set(new URL(at).pathname, bytes)
          if (type.includes('css')) weight.style += bytes
          // A font is packed already.
          if (type.startsWith('font') || at.endsWith('.woff2')) weight.font += body.length
          if (type.startsWith('text/html')) {
            weight.html += bytes
            html += body.toString()
          }
        },
        () => undefined,
      ),
    )
  })
  await page.goto(path)
  if (seen) {
    await seen()
    Object.assign(weight, await readPaint(page))
  }
  await Promise.all(bodies)
  for (const [path, bytes] of scripts) {
    const named = html.includes(path)
    weight[named ? 'script' : 'behind'] += bytes
    weight.scripts.push(`${named ? '' : 'behind '}${kb(bytes)} ${path.split('/').at(-1)}`)
  }
  return weight
}
function print(what: string, weight: Weight): void {
  const { script, style, font, html, behind, shifted, largestMs } = weight
  console.log(
    `${what}: script ${kb(script)} kB (behind it ${kb(behind)} kB), CSS ${kb(style)} kB, HTML ${kb(html)} kB, fonts ${kb(font)} kB, shift ${shifted}, largest drawn after ${largestMs} ms`,
  )
  if (process.env.E2E_PICTURES) console.log(weight.scripts.sort().join('\n'))
}

// Every step of the longest plan, in its order.
const STEPS = [
  ...['join', 'story', 'views', 'show-views', 'rate', 'show-answers', 'talk', 'proposition'],
  ...['triangle', 'activities', 'minute', 'finish'],
]

test('pages weigh no more than slow networks bear', async ({ cast, browser }) => {
  const { code, sessionId, convenor, addresses } = aWorkshop(['--template', 'yearly-review', '--statements', 'One|Two'])

  await test.step('the join page: no script is needed, no font is fetched', async () => {
    const bare = await browser.newContext({ javaScriptEnabled: false, baseURL: ORIGIN() })
    const door = await weigh({ page: await bare.newPage() } as Actor, `/join/${code}`)
    print('join page', door)
    expect(kb(door.html + door.style)).toBeLessThanOrEqual(MOST.joinHtmlCss)
    expect([door.script, door.font]).toEqual([0, 0])
    await bare.close()
    const { page } = await cast.actor('phone')
    await notePaint(page)
    await page.goto(`/join/${code}`)
    const { shifted, largestMs } = await readPaint(page)
    console.log(`join page with script: shift ${shifted}, largest drawn after ${largestMs} ms`)
    expect(shifted).toBeLessThanOrEqual(MOST_SHIFTED)
  })

  await test.step('a participant’s phone, at whatever step it is opened', async () => {
    const phone = await cast.actor('phone')
    await cast.join(phone, code, 'City Council', 'Anna')
    for (const step of STEPS) {
      admin('session', 'step', sessionId, step)
      // A browser that has nothing yet, in the same seat.
      const fresh = await cast.actor('phone')
      await fresh.context.addCookies(await phone.context.cookies())
      const weight = await weigh(fresh, `/session/${sessionId}`, async () => {
        await expect(fresh.page.getByText('Connected', { exact: true })).toBeVisible()
        // What stands beside the step comes once that can be used, and the step’s own answers may come after it.
        if (step !== 'join' && step !== 'finish') await expect(fresh.page.locator('.asks')).toBeVisible()
        await expect(fresh.page.locator('.loading')).toHaveCount(0)
      })
      print(`phone at ${step}`, weight)
      expect(kb(weight.script), step).toBeLessThanOrEqual(MOST.phoneScript)
      expect(kb(weight.behind), step).toBeLessThanOrEqual(MOST.phoneBehind)
      expect(kb(weight.font), step).toBeLessThanOrEqual(MOST.fonts)
      expect.soft(weight.shifted, step).toBeLessThanOrEqual(MOST_SHIFTED)
      await fresh.context.close()
    }
  })

  await test.step('the board and the big screen', async () => {
    const desk = await cast.actor()
    await cast.signIn(desk, convenor)
    const again = async (kind: 'laptop' | 'screen', path: string, seen: (actor: Actor) => Promise<void>) => {
      const fresh = await cast.actor(kind)
      await fresh.context.addCookies(await desk.context.cookies())
      const weight = await weigh(fresh, path, () => seen(fresh))
      await fresh.context.close()
      return weight
    }
    const board = await again('laptop', addresses.board, async ({ page }) => {
      await expect(page.getByRole('heading', { name: /^Purpose/ }).first()).toBeVisible()
    })
    print('board', board)
    expect(kb(board.script)).toBeLessThanOrEqual(MOST.boardScript)
    expect(board.shifted, 'board').toBeLessThanOrEqual(MOST_SHIFTED)
    const screen = await again('screen', addresses.present, async ({ page }) => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    })
    print('big screen', screen)
    expect(kb(screen.script)).toBeLessThanOrEqual(MOST.screenScript)
    expect(screen.shifted, 'big screen').toBeLessThanOrEqual(MOST_SHIFTED)
  })
})
