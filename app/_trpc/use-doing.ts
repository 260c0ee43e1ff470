'use client'
import { type UseMutationOptions, useMutation } from '@tanstack/react-query'
import { useTRPC } from './trpc.ts'
import { useDeed } from './use-deed.ts'

type Options = ReturnType<typeof useDeed>['options']
/** A procedure that does something, as the pages reach it. */
interface Does {
  '~types': { input: unknown }
  mutationOptions: (options: Options) => unknown
}

/**
 * One procedure as a form or a button does it: `send` does it, and `form` is what a DeedForm or a DeedButton shows of it. `done`
 * are the words for when it is done, `then` what comes after it.
 * @example const end = useDoing((all) => all.means.end, t('saved'))
 */
export function useDoing<Doing extends Does>(
  pick: (all: ReturnType<typeof useTRPC>) => Doing,
  done: string,
  then?: () => void,
) {
  const { said, times, options, once } = useDeed(then)
  const made = pick(useTRPC()).mutationOptions(options)
  const { mutate, isPending } = useMutation(made as UseMutationOptions<unknown, Error, Doing['~types']['input']>)
  return {
    send: (input: Doing['~types']['input']) => mutate(input),
    once,
    form: {
      ...{ busy: isPending, times },
      ...{ wrong: said.is === 'wrong' ? said.words : '', done: said.is === 'done' ? done : '' },
    },
  }
}
