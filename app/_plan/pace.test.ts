import { describe, expect, test } from 'vitest'
import type { PlannedStep } from '#server/plan/find.ts'
import { TEMPLATES } from '#server/vocabulary/template.ts'
import { paceOf } from './pace.ts'

const BEGUN = Date.parse('2026-03-12T10:00:00Z')
const steps = TEMPLATES.plain.map((step, i) => ({ ...step, id: `s${i}`, state: 'planned' }) as unknown as PlannedStep)
/** At the step of this number, reached so many minutes after the beginning, looked at some minutes later. */
const at = (no: number, reached: number, looked: number) =>
  paceOf(
    {
      steps,
      atId: `s${no}` as never,
      begunAt: new Date(BEGUN).toISOString(),
      sinceAt: new Date(BEGUN + reached * 60_000).toISOString(),
    },
    BEGUN + looked * 60_000,
  )

describe('the clock against the plan', () => {
  test('says nothing before the workshop has begun', () => {
    expect(paceOf({ steps, atId: 's0' as never, begunAt: null, sinceAt: null }, BEGUN)).toBeUndefined()
    expect(at(0, 0, 5)).toBeUndefined()
  })
  test('is on time while a step that was reached on time takes its minutes', () =>
    expect([at(1, 0, 3)?.ahead, at(2, 8, 16)?.ahead]).toEqual([0, 0]))
  test('is behind by what a step takes longer, and says by how much', () =>
    expect(at(1, 0, 11)).toEqual({ gone: 11, ahead: -3, over: 3 }))
  test('is ahead by what earlier steps took less', () => expect(at(3, 12, 14)).toEqual({ gone: 14, ahead: 4, over: 0 }))
  test('counts no minutes for a step that was left out', () => {
    const without = steps.map((step) => (step.kind === 'show-views' ? { ...step, state: 'left-out' as const } : step))
    const sinceAt = new Date(BEGUN + 8 * 60_000).toISOString()
    const sheet = { steps: without, atId: 's3' as never, begunAt: new Date(BEGUN).toISOString(), sinceAt }
    expect(paceOf(sheet, BEGUN + 9 * 60_000)?.ahead).toBe(0)
  })
})
