export const dynamic = 'force-dynamic'

/** Whether the process answers at all; asks no database. */
export const GET = () => Response.json({ ok: true })
