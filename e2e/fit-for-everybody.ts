import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Actor, expect, SIZES } from './cast.ts'

// Evaluated, not added as a script: the pages run no script but their own.
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const THEMES = ['light', 'dark'] as const
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Everything axe finds wrong on this page, in light and in dark. */
export async function check({ page }: Pick<Actor, 'page'>, name: string): Promise<void> {
  // What a page is called comes last when one goes to it from another.
  await expect(page).toHaveTitle(/\S/)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (process.env.E2E_PICTURES)
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/axe-${name}-${colorScheme}.png`, fullPage: true })
    // What a theme changes is colour: all else was looked at in the light one.
    const only = colorScheme === 'light' ? { type: 'tag', values: TAGS } : { type: 'rule', values: ['color-contrast'] }
    const found = await page.evaluate(async (runOnly) => {
      const { axe } = window as unknown as {
        axe: {
          run(
            options: unknown,
          ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
        }
      }
      const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] })
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
      )
    }, only)
    expect(found, `${name} in ${colorScheme}`).toEqual([])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  }
}

/**
 * The same as wide as on a phone and as on a laptop: pages are drawn by their width alone, and loaded once they show both.
 * Ends as wide as it was.
 */
export async function checkAtBothWidths({ page }: Pick<Actor, 'page'>, name: string): Promise<void> {
  const had = page.viewportSize()
  for (const kind of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SIZES[kind])
    await check({ page }, `${kind}-${name}`)
  }
  if (had) await page.setViewportSize(had)
}
