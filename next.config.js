/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // One copy of each: the custom server loads them too.
  serverExternalPackages: [
    'yjs',
    'y-protocols',
    'lib0',
    'y-websocket',
    'postgres',
    '@electric-sql/pglite',
    'pino',
    'nodemailer',
    'ws',
  ],
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // Sentences come taken apart (server/words.ts): a phone needs no reader of the syntax they are written in, 10 kB of its script.
  turbopack: { resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  // server/load-pages.ts does it, before anybody is answered: Next would begin with it once it answers, in one breath.
  // A check builds once, on a machine that is thrown away: nothing is kept for a next build.
  experimental: { preloadEntriesOnStart: false, turbopackFileSystemCacheForBuild: !process.env.CI },
}
