import { expect, test } from 'vitest'
import { isRefusal, refuse } from '#server/refusal.ts'
import { mindingWrongCodes } from './wrong-codes.ts'

test('wrong codes are slowed down after thirty from one place, and a right one still opens from there', async () => {
  const wrong = () => mindingWrongCodes('192.0.2.1', () => Promise.reject(refuse('code.not_found')))
  const answers: string[] = []
  for (let i = 0; i < 40; i += 1)
    answers.push(
      await wrong().then(
        () => '',
        (error: unknown) => (isRefusal(error) ? error.code : ''),
      ),
    )
  expect(answers[0]).toBe('code.not_found')
  expect(answers[39]).toBe('code.too_many_wrong')
  expect(await mindingWrongCodes('192.0.2.1', async () => 'open')).toBe('open')
})
