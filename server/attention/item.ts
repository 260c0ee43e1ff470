import type { Corner } from '#server/vocabulary/corner.ts'

/** Something that waits for a person, with what its sentence needs. `path` leads there, from the network's own page. */
export type Item = { path: string } & (
  | { is: 'match_to_answer'; words: string }
  | { is: 'backing_ends'; backer: string; inDays: number; day: string; left: number; alone: boolean }
  | { is: 'paper_due'; backer: string; what: string; day: string; late: boolean }
  | { is: 'agreement_due'; text: string; day: string; late: boolean }
  | { is: 'plan_passed'; title: string; day: string }
  | { is: 'not_told'; who: string; count: number }
  | { is: 'notes_ageing'; count: number }
  | { is: 'notes_new'; count: number }
  | { is: 'note_answered'; count: number }
  | { is: 'loss_open'; text: string }
  | { is: 'unbacked'; count: number }
  | { is: 'corner_blind'; corner: Corner }
  | { is: 'means_over'; label: string; day: string }
)
