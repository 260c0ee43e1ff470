'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useAgainWhen } from '#app/_trpc/use-again-when.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { EverAsked } from '#server/statement/ever-asked.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import type { SheetDeed, TypedSheet } from './kept-sheets.ts'
import { cellsOf, emptyRow, keyOf, nextNo, partnerOf, signOf, versionOf } from './row.ts'
import { RefusedSheets, SheetList } from './sheet-list.tsx'
import { TypeSheet } from './type-sheet.tsx'
import { useRow } from './use-row.ts'
import { useSheets } from './use-sheets.ts'
import { asPrinted, newestVersion } from './versions.ts'
import './sheet.css'

interface Props {
  first: SessionNow
  ever: readonly EverAsked[]
  messages: Messages
}

/** Where a convenor types in what people answered on paper. */
export function SheetsPage(props: Props) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <Sheets {...props} />
      </Procedures>
    </Words>
  )
}

function Sheets({ first, ever: atFirst }: Props) {
  const t = useTranslations('sheets')
  const convene = useTranslations('convene')
  const trpc = useTRPC()
  const sessionId = first.sessionId as SessionId
  const { now } = useSessionNow(sessionId, first)
  const asked = useQuery({ ...trpc.statement.ever.queryOptions({ sessionId }), initialData: [...atFirst] })
  useAgainWhen(now.statementsRead, asked.refetch)
  const { list, queue } = useSheets(sessionId)
  const { row, canStepBack, type, stepBack, begin, fill } = useRow(sessionId)
  const newest = newestVersion(asked.data)
  const version = versionOf(row, newest) ?? newest
  const printed = asPrinted(asked.data, version)
  const cells = cellsOf(printed, now.questions)
  const [said, setSaid] = useState('')

  const waiting = queue?.waiting ?? []
  const out = new Set(waiting.flatMap((deed) => (deed.is === 'take-out' ? [deed.sheetId] : [])))
  const onTheWay = waiting.flatMap((deed) => (deed.is === 'enter' && !out.has(deed.sheet.sheetId) ? [deed.sheet] : []))
  const isIn = (list ?? []).filter(
    ({ round, sheetId }) =>
      round === now.round && !out.has(sheetId) && onTheWay.every((one) => one.sheetId !== sheetId),
  )
  const here = [...isIn, ...onTheWay.filter(({ round }) => round === now.round)]
  const [last, setLast] = useState<Pick<TypedSheet, 'sheetId' | 'no'> | undefined>()
  const canTakeBack = last && here.some(({ sheetId }) => sheetId === last.sheetId) ? last : undefined
  // In a later round the number is on the sheet; in the first, the next free one will do.
  const suggested = (others: readonly { no: number }[]) => (now.round > 1 ? '' : nextNo(others.map(({ no }) => no)))
  const suggestion = list && queue ? suggested(here) : ''
  const pristine = row.letters === '' && Object.keys(row.answers).length === 0 && !canStepBack
  useEffect(() => {
    // Whoever empties a field is about to type something else.
    const isTyping = (name: string) => document.activeElement?.getAttribute('name') === name
    const no = row.no === '' && !isTyping('no') ? suggestion : ''
    // The pile goes on being of the version it was, though the statements change meanwhile.
    const ofPile = row.version === '' && !isTyping('version') ? String(newest) : ''
    if (no || ofPile) fill({ no, version: ofPile })
  })

  function enter(): void {
    const partner = partnerOf(row.letters, now.people.partners)
    if (!partner || !queue) return
    const answers = cells.flatMap(({ key, statementId, question, counts }) => {
      const answer = row.answers[key]
      return answer === undefined || !counts ? [] : [{ statementId, question, answer }]
    })
    const { round } = now
    const sheet = {
      sheetId: newId<'sheet'>(),
      no: Number(row.no),
      round,
      version: row.version,
      partnerId: partner.id,
      answers,
    }
    void queue.enter(sheet)
    setLast(sheet)
    setSaid(t('taken', { no: sheet.no }))
    begin(emptyRow(suggested([...here, sheet]), row.version))
  }
  function takeOut(sheet: Pick<TypedSheet, 'sheetId' | 'no'>): void {
    void queue?.takeOut(sheet.sheetId, sheet.no)
    setSaid(t('takenOut', { no: sheet.no }))
    if (pristine) begin(emptyRow(String(sheet.no), row.version))
  }
  function putBack({ sheet }: Extract<SheetDeed, { is: 'enter' }>): void {
    const letters = now.people.partners.find(({ id }) => id === sheet.partnerId)?.initials ?? ''
    const answers = Object.fromEntries(
      sheet.answers.map(({ statementId, question, answer }) => [keyOf(statementId, question), answer]),
    )
    begin({ no: String(sheet.no), version: sheet.version ?? '', letters, answers })
    queue?.putAway(sheet.sheetId)
  }

  if (now.closed) return <p>{convene('closed')}</p>
  return (
    <div className="stack paper">
      <p>
        {t('lead')} {t('once')}
      </p>
      {now.shownRound >= now.round && <p className="banner warn">{t('over', { round: now.round })}</p>}
      {now.round > 1 && now.shownRound < now.round && <p className="banner">{t('laterRound')}</p>}
      {printed.length === 0 && <p className="banner warn">{t('noStatements')}</p>}
      {now.shownRound < now.round && (printed.length > 0 || newest > 1) && (
        <TypeSheet
          now={now}
          newest={newest}
          cells={cells}
          row={row}
          undo={
            canStepBack
              ? { word: t('undoKey'), deed: stepBack }
              : canTakeBack && { word: t('undoSheet', { no: canTakeBack.no }), deed: () => takeOut(canTakeBack) }
          }
          onType={type}
          onEnter={enter}
        />
      )}
      <p role="status" className="unseen">
        {said}
      </p>
      <Keys isAskedToo={now.questions.includes('is')} />
      {waiting.length > 0 && (
        <p className="banner warn" role="status">
          {t('kept', { count: waiting.length })} {queue?.keeps === false && t('notKept')}
        </p>
      )}
      {queue && queue.refused.length > 0 && (
        <RefusedSheets
          refused={queue.refused}
          partners={now.people.partners}
          onAgain={pristine ? putBack : undefined}
          onPutAway={(sheetId) => queue.putAway(sheetId)}
        />
      )}
      <SheetList now={now} isIn={isIn} onTheWay={onTheWay} onTakeOut={takeOut} />
    </div>
  )
}

/** Which key is which answer, as on the sheet: where two questions are asked, to either. */
function Keys({ isAskedToo }: { isAskedToo: boolean }) {
  const t = useTranslations('sheets')
  const should = useTranslations('scale')
  const is = useTranslations('scaleIs')
  const scale = (key: Parameters<typeof is>[0]) => (isAskedToo ? `${is(key)} / ${should(key)}` : should(key))
  const keys = [
    [signOf(-2), scale('m2')],
    [signOf(-1), scale('m1')],
    [signOf(0), scale('0')],
    [signOf(1), scale('p1')],
    [signOf(2), scale('p2')],
    [signOf('unclear'), scale('unclear')],
    ['-', should('remit')],
    [t('space'), t('leavesBlank')],
    ['Enter', t('enter')],
    ['Ctrl+Z', t('undo')],
  ] as const
  return (
    <dl className="keys" aria-label={t('keysTitle')}>
      {keys.map(([key, word]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{word}</dd>
        </div>
      ))}
    </dl>
  )
}
