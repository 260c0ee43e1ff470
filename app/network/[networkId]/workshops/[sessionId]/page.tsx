import { KeptDots } from '#app/_dots/shown-dots.tsx'
import { AbsentBeside } from '#app/_governance/absent-beside.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { FrozenBoard } from '#app/_record/frozen-board.tsx'
import { ShownAnswers } from '#app/_record/shown-answers.tsx'
import { KeptTalk } from '#app/_talk/kept-talk.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { sayLongDayOf } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import { findAbsent } from '#server/absent/find.ts'
import { inOwnWords } from '#server/disagreement/in-own-words.ts'
import { findRecords, openRecord } from '#server/record/find.ts'
import { isRefusal } from '#server/refusal.ts'
import { answerWith } from '#server/status.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'

type Asked = { params: Promise<{ networkId: string; sessionId: string }> }

/** One closed workshop, exactly as the room saw it, with its statements in the words of whoever reads it. */
export default async function Workshop({ params }: Asked) {
  const t = words('record')
  const { networkId, sessionId } = await params
  return memberPage(networkId, async ({ work, membership, network, zone }) => {
    const record = await openRecord(work.db, membership, sessionId as SessionId).catch((error: unknown) => {
      if (isRefusal(error)) return undefined
      throw error
    })
    if (!record) {
      answerWith(404)
      return (
        <>
          <h1>{words('errors')('notFoundTitle')}</h1>
          <p>{words('errors')('notFound')}</p>
        </>
      )
    }
    const shown = await inOwnWords(work.db, { networkId: network.id, id: record.sessionId }, record.shown)
    const others = (await findRecords(work.db, membership)).filter((other) => other.heldAt < record.heldAt)
    const here = record.people.partners.filter((partner) => partner.here > 0)
    return (
      <div className="stack">
        <header>
          <p className="crumbs">
            <Link href={`/network/${network.id}`}>{network.name}</Link>
          </p>
          <h1>{record.name}</h1>
          {record.question && <p>{record.question}</p>}
          <p className="muted">{t('closedOn', { date: sayLongDayOf(record.closedAt, zone) })}</p>
          {others[0] && (
            <p>
              <Link
                className="button"
                href={`/network/${network.id}/compare?earlier=${others[0].sessionId}&later=${record.sessionId}`}
              >
                {t('compareWith', { name: others[0].name })}
              </Link>
            </p>
          )}
        </header>
        <section aria-labelledby="people">
          <h2 id="people">
            {t('people')} ({record.people.count})
          </h2>
          {(record.people.onPaper ?? 0) > 0 && <p>{t('onPaper', { count: record.people.onPaper ?? 0 })}</p>}
          <ul className="plain-list who-list">
            {here.map(({ id, name, initials, markNo, here: count }) => (
              <li key={id} className="who">
                <Mark initials={initials} no={markNo} /> {name} ({count})
              </li>
            ))}
          </ul>
        </section>
        {record.shown && (
          <KeptTalk
            sessionId={record.sessionId}
            lines={record.talk}
            partners={record.people.partners}
            messages={pick('talk', 'kinds', 'rules')}
          />
        )}
        {record.dots.length > 0 && <KeptDots steps={record.dots} messages={pick('dots')} />}
        <AbsentBeside networkId={network.id} groups={await findAbsent(work.db, membership)} />
        {shown ? (
          <ShownAnswers
            shown={shown}
            partners={record.people.partners}
            messages={pick(
              'answers',
              'differ',
              'kinds',
              'says',
              'rules',
              'scale',
              'asks',
              'twoQuestions',
              'perception',
            )}
          />
        ) : (
          <p>{t('notShown')}</p>
        )}
        <FrozenBoard board={record.board} partners={record.people.partners} />
        <footer className="muted small">
          <p className={record.intact ? undefined : 'wrong'}>{record.intact ? t('intact') : t('broken')}</p>
          <p>
            {t('signature')}: {record.signature}
          </p>
          {record.credit && <p>{record.credit}</p>}
        </footer>
      </div>
    )
  })
}
