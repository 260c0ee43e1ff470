import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'

/**
 * Loads the built pages, one a turn of the event loop, so that the first person to ask for one doesn't wait for it. Done while
 * the database opens: left to Next it takes the better part of a second in one breath, just when the first phones come back.
 */
export async function loadPages(distDir = join(process.cwd(), '.next')): Promise<void> {
  // Only now: it wants what Next sets up when it is prepared.
  const { loadComponents } = await import('next/dist/server/load-components.js')
  const manifest = await readFile(join(distDir, 'server/app-paths-manifest.json'), 'utf8')
  for (const page of Object.keys(JSON.parse(manifest) as Record<string, string>)) {
    await setImmediate()
    await loadPage(loadComponents, distDir, page).catch(() => {
      // Whoever asks for it learns what is wrong with it.
    })
  }
}

type Load = typeof import('next/dist/server/load-components.js').loadComponents

async function loadPage(load: Load, distDir: string, page: string): Promise<void> {
  const how = { isAppPath: true, isDev: false, sriEnabled: false, needsManifestsForLegacyReasons: false }
  const { ComponentMod } = await load({ distDir, page, ...how })
  ;(ComponentMod as unknown as { patchFetch(): void }).patchFetch()
}
