import { type Actor, expect } from './cast.ts'

const SMALL = [
  { width: 320, height: 568, text: '100%' },
  { width: 740, height: 360, text: '100%' },
  { width: 568, height: 320, text: '100%' },
  { width: 360, height: 740, text: '200%' },
  { width: 320, height: 568, text: '200%' },
]

/**
 * The page as it stands, on a small phone, on phones that lie on their side, and with text of twice the size: nothing scrolls
 * sideways, and what is pressed first can be pressed. Ends as the page was.
 */
export async function fitsSmall({ page }: Pick<Actor, 'page'>, name: string): Promise<void> {
  const had = page.viewportSize()
  for (const { width, height, text } of SMALL) {
    await page.setViewportSize({ width, height })
    const found = await page.evaluate((size) => {
      const root = document.documentElement
      root.style.fontSize = size
      const wider = root.scrollWidth - root.clientWidth
      // What is folded away has its place, and nobody sees it there.
      const shown = (which: string) =>
        [...document.querySelectorAll<HTMLElement>(which)].find((one) => one.checkVisibility())
      const button = shown('main .button.first') ?? shown('main .button')
      button?.scrollIntoView({ block: 'center', behavior: 'instant' })
      const at = button?.getBoundingClientRect()
      const hit = at && document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2)
      const widest = [...document.querySelectorAll('body *')].filter(
        (one) => one.getBoundingClientRect().right > root.clientWidth + 1,
      )
      return {
        sideways: wider > 0 ? [`${wider} px`, ...widest.map((one) => one.outerHTML.slice(0, 120))] : [],
        covered:
          button && !(hit && button.contains(hit)) ? `${button.outerHTML} by ${hit?.outerHTML.slice(0, 120)}` : '',
      }
    }, text)
    if (process.env.E2E_PICTURES) {
      const path = `${process.env.E2E_PICTURES}/small-${name}-${width}-${text.slice(0, 3)}.png`
      await page.screenshot({ path, fullPage: true })
    }
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
    expect.soft(found, `${name} at ${width} × ${height}, text ${text}`).toEqual({ sideways: [], covered: '' })
  }
  if (had) await page.setViewportSize(had)
}
