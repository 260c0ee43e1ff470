import { words } from '#app/_words/words.ts'
import type { PlannedStep } from '#server/plan/find.ts'
import type { RunSheet } from '#server/plan/run-sheet.ts'
import './run-sheet.css'

/** Every step with its minutes, from which minute it runs, what people do, what to say, watch, and do when stuck. */
export function RunSheetTable({ sheet }: { sheet: RunSheet }) {
  const t = words('runSheet')
  const steps = sheet.steps.filter(({ state }) => state === 'planned')
  let from = 0
  const starts = steps.map(({ minutes }) => {
    const start = from
    from += minutes
    return start
  })
  return (
    <>
      <p>{t('lead', { minutes: sheet.minutes, steps: steps.length })}</p>
      <ol className="run-sheet">
        {steps.map((step, i) => (
          <OneStep key={step.id} step={step} no={i + 1} from={starts[i] ?? 0} isHere={step.id === sheet.atId} />
        ))}
      </ol>
    </>
  )
}

interface Props {
  step: PlannedStep
  no: number
  from: number
  isHere: boolean
}

function OneStep({ step, no, from, isHere }: Props) {
  const t = words('runSheet')
  return (
    <li aria-current={isHere ? 'step' : undefined}>
      <h2>
        {no} {step.title || words('step')(step.kind)}
      </h2>
      <p className="muted">{t('time', { minutes: step.minutes, from, to: from + step.minutes })}</p>
      <dl>
        <dt>{t('do')}</dt>
        <dd>{step.instruction || words('steps')(`do.${step.script}`)}</dd>
        <dt>{t('say')}</dt>
        <dd>“{step.say || t(`words.${step.script}.say`)}”</dd>
        <dt>{t('watch')}</dt>
        <dd>{step.watch || t(`words.${step.script}.watch`)}</dd>
        <dt>{t('stuck')}</dt>
        <dd>{step.stuck || t(`words.${step.script}.stuck`)}</dd>
      </dl>
    </li>
  )
}
