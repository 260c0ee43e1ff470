// Plain Node without dependencies: this runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = [
  'app',
  'server',
  'db',
  'messages',
  'public',
  'next.config.js',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

const INSTALLED = 'node_modules/.tricorner-installed'
const BUILT = 'dist/.built'
const LOCK = '.preparing'

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** What the installed packages depend on: the dependency part of package.json, the lock, Node's major version, the platform. */
export function installStamp(
  packageJson = readFileSync('package.json', 'utf8'),
  lock = readFileSync('package-lock.json', 'utf8'),
) {
  const { dependencies, devDependencies, overrides } = JSON.parse(packageJson)
  const [major] = process.versions.node.split('.')
  return hash(JSON.stringify({ dependencies, devDependencies, overrides }), lock, major, process.platform, process.arch)
}

/** What the build depends on: every source file that is no test. */
export function buildStamp() {
  const files = SOURCES.filter((path) => existsSync(path))
    .flatMap(filesUnder)
    .filter((path) => !/\.test\.tsx?$/.test(path))
  return hash(...files.sort().flatMap((path) => [path, readFileSync(path)]))
}

const filesUnder = (path) =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path]
const hash = (...parts) =>
  parts.reduce((sum, part) => sum.update(part).update('\0'), createHash('sha256')).digest('hex')
const stampIn = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Runs while no other command of this folder installs or builds: two at once would spoil what both write. */
function alone(act) {
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  try {
    act()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    // Left behind by a command that was stopped half-way.
    if (!isRunning(Number(stampIn(LOCK)))) rmSync(LOCK, { force: true })
    return false
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const isInstalled = () => stampIn(INSTALLED) === installStamp()
const isBuilt = () => stampIn(BUILT) === buildStamp() && existsSync('.next/BUILD_ID') && existsSync('dist/server.js')

/** Installs what is missing or stale. */
export function ensureInstalled() {
  if (!isInstalled()) alone(() => isInstalled() || install())
}

/** Builds when sources changed since the last build. */
export function ensureBuilt() {
  if (!isBuilt()) alone(() => isBuilt() || build())
}

function install() {
  console.error('Installing packages …')
  run('npm', ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'])
  writeFileSync(INSTALLED, installStamp())
}

function build() {
  console.error('Building …')
  // What is changed while it builds is not in it.
  const stamp = buildStamp()
  mkdirSync('dist', { recursive: true })
  run(process.execPath, ['server/launch/catalogues.mjs'])
  run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  run(process.execPath, ['server/launch/bundle.mjs'])
  writeFileSync(BUILT, stamp)
}
