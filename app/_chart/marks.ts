/** The colours of charts by name: `--name` on a page, these in a picture, which is always on white. */
export const TONES = {
  ink: '#14171a',
  muted: '#50565c',
  line: '#767c83',
  hair: '#d9d9d6',
  paper: '#ffffff',
  primary: '#1b4f9c',
  'scale-1': '#9a4a00',
  'scale-2': '#e0a060',
  'scale-3': '#d9d9d6',
  'scale-4': '#7fa6dc',
  'scale-5': '#1b4f9c',
} as const
export type Tone = keyof typeof TONES

/** What stands on a lane: places are shares of its width, 0..1 from the left. */
export type Mark =
  | { readonly is: 'block'; readonly from: number; readonly to: number; readonly tone: Tone }
  | { readonly is: 'hatched'; readonly from: number; readonly to: number }
  | { readonly is: 'range'; readonly from: number; readonly to: number }
  | { readonly is: 'arrow'; readonly from: number; readonly to: number }
  | { readonly is: 'dot'; readonly at: number; readonly hollow?: boolean }
  | { readonly is: 'tick'; readonly at: number; readonly tone: Tone }

/** One strip of a row. `zero` draws a line through it where neither side begins. */
export interface Lane {
  /** How wide it is beside the row's others. */
  readonly share: number
  readonly zero?: number
  readonly marks: readonly Mark[]
}

/** One row of a chart: what it is about, what is drawn, and the same in words. */
export interface Row {
  readonly key: string
  readonly label: string
  readonly lanes: readonly Lane[]
  readonly words: string
  readonly strong?: boolean
}

/** What stands above a lane's two ends. */
export interface Ends {
  readonly share: number
  readonly left?: string
  readonly right?: string
}
