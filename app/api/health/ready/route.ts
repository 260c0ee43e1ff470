import { theProcess } from '#server/work.ts'

export const dynamic = 'force-dynamic'

/** Whether work can be done: database, migrations and live line; 503 while not. */
export async function GET() {
  const readiness = await theProcess().ready()
  return Response.json(readiness, { status: readiness.ok ? 200 : 503 })
}
