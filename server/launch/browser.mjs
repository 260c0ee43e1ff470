// Finds a browser for the tests, or gets one: plain Node without dependencies.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

// The one without a window's own pages first: beside a full browser it takes half the processor.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
]
const MAC = ['Google Chrome', 'Chromium']

const quietly = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0
const onSystem = () =>
  PLACES.flatMap((place) => [...NAMES, ...MAC].map((name) => join(place, name))).find((path) => existsSync(path))

/** Playwright's own browser, where one was fetched before. */
function fetched() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ]
  for (const cache of caches.filter((path) => path && existsSync(path))) {
    for (const folder of readdirSync(cache).filter((name) => name.startsWith('chromium-'))) {
      const found = ['chrome-linux64/chrome', 'chrome-linux/chrome', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium']
        .map((path) => join(cache, folder, path))
        .find((path) => existsSync(path))
      if (found) return found
    }
  }
  return undefined
}

/** A browser from npm, for machines that reach nothing else. Unpacked beside the packages; the lock stays as it is. */
function fromNpm() {
  if (!quietly('npm', ['install', '--no-save', '--no-package-lock', '--loglevel=error', '@sparticuz/chromium@143.0.4']))
    return undefined
  const script = "import('@sparticuz/chromium').then(async ({ default: c }) => console.log(await c.executablePath()))"
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** The path of a Chromium or Chrome: told, on the system, fetched before, or got now in one way after another. */
export function findBrowser() {
  const told = process.env.CHROMIUM_PATH
  if (told) return told
  const ready = onSystem() ?? fetched()
  if (ready) return ready
  console.error('No browser found: getting one …')
  if (quietly(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']) && fetched())
    return fetched()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    quietly('apt-get', ['update', '-qq'])
    if (quietly('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell']) && onSystem()) return onSystem()
  }
  return fromNpm()
}
