import { and, asc, count, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { templates } from '#db/schema/plans.ts'
import type { Convening, Membership } from '#server/auth/who-is.ts'
import { fieldName } from '#server/field.ts'
import { refuse } from '#server/refusal.ts'
import { findSession } from '#server/session/find.ts'
import { type NetworkId, newId, type TemplateKey } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { minutesOf, type TemplateStep } from '#server/vocabulary/template.ts'
import type { Work } from '#server/work.ts'
import { findPlan, type PlannedStep } from './find.ts'

/** A plan that this network keeps, as it is listed where a workshop is opened. */
export interface OwnTemplate {
  id: TemplateKey
  name: string
  steps: number
  minutes: number
}

/** Keeps a workshop's plan under a name, without what was left out of it. The same name again replaces what it had. */
export async function saveTemplate(
  { db, clock }: Work,
  { networkId, sessionId, userId }: Convening,
  { name: typed }: { name: string },
): Promise<TemplateKey> {
  const name = fieldName('templateName', typed, LIMITS.title)
  const plan = await findPlan(db, await findSession(db, sessionId))
  const kept = {
    steps: plan.filter(({ state }) => state === 'planned').map(asTemplate),
    savedAt: clock.now(),
    savedBy: userId,
  }
  return db.transaction(async (tx) => {
    const all = await tx.select().from(templates).where(eq(templates.networkId, networkId)).for('update')
    const same = all.find((one) => one.name === name)
    if (same) {
      await tx
        .update(templates)
        .set(kept)
        .where(theOne(networkId, same.id as TemplateKey))
      return same.id as TemplateKey
    }
    if (all.length >= LIMITS.templates) throw refuse('template.too_many', { limit: LIMITS.templates })
    const id = newId<'template'>()
    await tx.insert(templates).values({ networkId, id, name, ...kept })
    return id
  })
}

/** The plans that this network keeps, by name. */
export async function findTemplates(db: Db, networkId: NetworkId): Promise<OwnTemplate[]> {
  const rows = await db
    .select()
    .from(templates)
    .where(eq(templates.networkId, networkId))
    .orderBy(asc(templates.name), asc(templates.id))
  return rows.map(({ id, name, steps }) => ({
    ...{ id: id as TemplateKey, name },
    ...{ steps: steps.length, minutes: minutesOf(steps) },
  }))
}

/** The steps of a kept plan; refused when this network has no such plan. */
export async function readTemplate(
  db: Pick<Db, 'select'>,
  networkId: NetworkId,
  id: TemplateKey,
): Promise<readonly TemplateStep[]> {
  const [row] = await db.select().from(templates).where(theOne(networkId, id))
  if (!row) throw refuse('not_found')
  return row.steps
}

/** Takes a kept plan away. Workshops that were opened with it keep their steps. */
export async function deleteTemplate(
  { db }: Work,
  { networkId }: Pick<Membership, 'networkId'>,
  { templateId }: { templateId: TemplateKey },
): Promise<void> {
  const [there] = await db.select({ n: count() }).from(templates).where(theOne(networkId, templateId))
  if (!there?.n) throw refuse('not_found')
  await db.delete(templates).where(theOne(networkId, templateId))
}

const theOne = (networkId: NetworkId, id: TemplateKey) => and(eq(templates.networkId, networkId), eq(templates.id, id))

const asTemplate = ({
  kind,
  script,
  minutes,
  title,
  instruction,
  say,
  watch,
  stuck,
  ...dots
}: PlannedStep): TemplateStep => ({
  ...{ kind, script, minutes, title, instruction, say, watch, stuck },
  ...{ dots: dots.dots, dotsOn: dots.dotsOn, stacking: dots.stacking },
})
