'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Aim } from '#server/activity/aims.ts'
import type { ValueEntry } from '#server/value/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import type { Cause, Direction, Evidence, Intent, ValueDimension, Weight } from '#server/vocabulary/value.ts'
import { CauseField, EvidenceFields, ValueFields } from './value-fields.tsx'

interface Props {
  networkId: NetworkId
  aims: readonly Aim[]
  /** What is put right; null for a new entry. */
  from: ValueEntry | null
}

/** The form that notes a gain or a loss, or puts one right. */
export function ValueForm({ messages, ...props }: Props & { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <TheForm {...props} />
      </Procedures>
    </Words>
  )
}

function TheForm({ networkId, aims, from }: Props) {
  const t = useTranslations('value')
  const trpc = useTRPC()
  const ledger = `/network/${networkId}/value`
  const { said, options, once } = useDeed(() => window.location.assign(from ? `${ledger}/${from.id}` : ledger))
  const note = useMutation(trpc.value.note.mutationOptions(options))
  const change = useMutation(trpc.value.change.mutationOptions(options))
  function send(sent: Sent) {
    const entry = { networkId, ...entryOf(sent) }
    if (from) change.mutate({ ...entry, entryId: from.id, version: from.version })
    else note.mutate(once(entry))
  }
  return (
    <DeedForm
      action={from ? t('changeSave') : t('noteSave')}
      busy={note.isPending || change.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done=""
      times={0}
      onSend={send}
      look="first"
    >
      <ValueFields from={from} />
      <CauseField aims={aims} from={from} />
      <details style={{ marginBlockEnd: '1rem' }} open={from ? true : undefined}>
        <summary>{t('more')}</summary>
        <EvidenceFields from={from} />
      </details>
    </DeedForm>
  )
}

/** What the form says, in the shape that the procedures take. */
function entryOf(sent: Sent) {
  const [kind = '', id = ''] = sent.text('cause').split(':')
  return {
    direction: sent.chosen<Direction>('direction'),
    dimension: sent.chosen<ValueDimension>('dimension'),
    text: sent.text('text'),
    gains: sent.text('gains'),
    bears: sent.text('bears'),
    cause: kind ? { kind: kind as Cause, id, text: sent.text('causeText') } : null,
    weight: sent.chosen<Weight>('weight') ?? 'some',
    intent: sent.chosen<Intent>('intent') ?? 'not_known',
    contribution: sent.text('contribution'),
    evidence: sent.chosen<Evidence>('evidence') ?? 'claimed',
    evidenceText: sent.text('evidenceText'),
  }
}
