/** Frames that wait their turn: as many, and as large, as one connection may leave lying. */
export class Waiting {
  readonly frames: Uint8Array[] = []
  #bytes = 0

  constructor(
    readonly mostFrames: number,
    readonly mostBytes: number,
  ) {}

  /** Nobody waits for these any more. */
  drop(): void {
    this.frames.length = 0
  }

  /** Lays a frame behind the others; answers whether it is within what may wait. */
  add(frame: Uint8Array): boolean {
    this.#bytes += frame.length
    this.frames.push(frame)
    return this.frames.length <= this.mostFrames && this.#bytes <= this.mostBytes
  }
}
