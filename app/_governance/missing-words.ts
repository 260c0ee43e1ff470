/** What absent-here.tsx needs of the words on how a network is run. */
export const MISSING_WORDS = [
  'governance.absent',
  'governance.absentStates',
  'governance.beside',
  'governance.besideOne',
] as const
