import type { Page } from '@playwright/test'

interface Noted {
  shifted: number
  largestMs: number
}

/** Notes in every page that is opened from here on how far its contents jumped, and when the largest of them was drawn. */
export async function notePaint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: Noted = { shifted: 0, largestMs: 0 }
    Object.assign(window, { noted })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) noted.shifted += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) noted.largestMs = startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
}

/**
 * What was noted since the page was opened: all its jumps together, which is never less than what browsers report as layout
 * shift, and the milliseconds until the largest thing stood there.
 */
export async function readPaint(page: Page): Promise<Noted> {
  // Entries come after the frame they speak of.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))))
  const { shifted, largestMs } = await page.evaluate(() => (window as unknown as { noted: Noted }).noted)
  return { shifted: Math.round(shifted * 1_000) / 1_000, largestMs: Math.round(largestMs) }
}
