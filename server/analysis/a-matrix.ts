import { type LongAnswer, type Matrix, makeMatrix } from './matrix.ts'

/** For tests: answers by partner, as the reference files hold them ('U' unsure, 'R' remit, null none), as a matrix. */
export function aMatrix(
  statements: Record<string, Record<string, readonly (number | string | null)[]>>,
  { scale = 5, voice = 'own' as const }: { scale?: number; voice?: Matrix['voice'] } = {},
): Matrix {
  const partners = [...new Set(Object.values(statements).flatMap((byPartner) => Object.keys(byPartner)))]
  const answers = Object.entries(statements).flatMap(([statement, byPartner]) =>
    Object.entries(byPartner).flatMap(([partner, given]) =>
      given.flatMap((answer, i): LongAnswer[] => {
        if (answer === null) return []
        const read = answer === 'U' ? 'unsure' : answer === 'R' ? 'remit' : Number(answer)
        return [{ statement, partner, person: `${partner}-${i}`, answer: read as number }]
      }),
    ),
  )
  return makeMatrix({
    scale,
    voice,
    partners: partners.map((id) => ({ id, label: id })),
    statements: Object.keys(statements).map((id) => ({ id, text: id })),
    answers,
  })
}
