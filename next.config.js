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
  // server/load-pages.ts does it, before anybody is answered: Next would begin with it once it answers, in one breath.
  experimental: { preloadEntriesOnStart: false },
}
