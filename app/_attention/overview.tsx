import type { ReactNode } from 'react'
import { TriangleFigure } from '#app/_triangle/triangle-figure.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayList } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Overview as Figures } from '#server/attention/read-overview.ts'
import type { RecordLine } from '#server/record/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** How the network stands, in tiles: each a heading, a sentence and a way on. */
export function Overview({
  networkId,
  figures,
  last,
}: {
  networkId: NetworkId
  figures: Figures
  last: RecordLine | undefined
}) {
  const t = words('attention')
  const corner = words('corners')
  const { purposes, backing, means, work, value, hearing, apart } = figures
  const lines = {
    value: [
      t('purposeLine', purposes),
      ...(purposes.unbacked > 0 ? [t('purposeUnbacked', { count: purposes.unbacked })] : []),
    ],
    authorising: [
      t('backingLine', { count: backing.all }),
      ...(backing.alone > 0 ? [t('backingAlone', { count: backing.alone })] : []),
    ],
    capacity: [
      t('meansLine', { count: means.all }),
      ...(means.asks > 0 ? [t('meansAsked', { count: means.asks })] : []),
    ],
  }
  const said = Object.values(lines).flat()
  return (
    <div className="grid tiles">
      {last && apart.length > 0 && (
        <Tile
          title={t('apart')}
          href={`/network/${networkId}/workshops/${last.sessionId}`}
          action={t('apartOpen', { name: last.name })}
        >
          <ol className="plain-list stack-s">
            {apart.map(({ id, text, language, kind }) => (
              <li key={id}>
                <Said language={language}>{text}</Said> <span className="kind">{words('kinds')(kind)}</span>
              </li>
            ))}
          </ol>
        </Tile>
      )}
      <Tile title={t('triangle')} href={`/network/${networkId}/triangle`} action={t('triangleOpen')}>
        <TriangleFigure name={t('triangleFigure', { said: sayList(said) })} lines={lines} />
        {means.gap && <p>{t('meansGap', { gap: means.gap })}</p>}
      </Tile>
      <Tile title={words('network')('informal')} href={`/network/${networkId}/activities`} action={t('workOpen')}>
        <p>
          {work.done === 0 ? t('workNone') : t('work', { done: work.done, share: work.share ?? 0 })}{' '}
          {work.blind.length > 0 && t('workBlind', { corners: sayList(work.blind.map((one) => corner(one))) })}
        </p>
      </Tile>
      {hearing && (
        <Tile title={words('network')('hearing')} href={`/network/${networkId}/hearing`} action={t('hearingOpen')}>
          <p>{t('hearing', { threads: hearing.threads, ageing: hearing.ageing })}</p>
        </Tile>
      )}
      <Tile title={words('network')('value')} href={`/network/${networkId}/value`} action={t('valueOpen')}>
        <p>{value.all === 0 ? t('valueNone') : t('value', value)}</p>
      </Tile>
    </div>
  )
}

function Tile({ title, href, action, children }: { title: string; href: string; action: string; children: ReactNode }) {
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {children}
      <p>
        <Link href={href}>{action}</Link>
      </p>
    </section>
  )
}
