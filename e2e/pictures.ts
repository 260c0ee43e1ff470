import type { Actor } from './cast.ts'

/** Pictures of a page, wide and as on a phone, in light and in dark, when E2E_PICTURES names a folder for them. */
export async function pictures({ page }: Pick<Actor, 'page'>, name: string, widths = [1440, 360]): Promise<void> {
  const folder = process.env.E2E_PICTURES
  if (!folder) return
  const before = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true })
    }
  }
  if (before) await page.setViewportSize(before)
}
