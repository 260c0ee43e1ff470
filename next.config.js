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
  turbopack: {
    resolveAlias: {
      // Sentences come taken apart (server/words.ts): a phone needs no reader of the syntax they are written in, 10 kB of its script.
      'use-intl/format-message': 'use-intl/format-message/format-only',
      // A part of @trpc/client, which can't leave it out by itself: 1 kB of every script.
      './wsLink-Bm5LKL6z.mjs': './app/_trpc/no-sockets.ts',
    },
  },
  // server/load-pages.ts does it, before anybody is answered: Next would begin with it once it answers, in one breath.
  // A check builds once, on a machine that is thrown away: nothing is kept for a next build.
  experimental: { preloadEntriesOnStart: false, turbopackFileSystemCacheForBuild: !process.env.CI },
}
