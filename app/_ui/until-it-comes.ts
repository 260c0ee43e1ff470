const AGAIN_MS = 3_000

/**
 * Fetches a part of the program, again every three seconds while the network does not bring it: a hall's drops at any moment.
 * What came and is itself at fault is thrown.
 */
export async function untilItComes<Part>(fetchPart: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await fetchPart()
    } catch (error) {
      if ((error as Error).name !== 'ChunkLoadError') throw error
      await new Promise((again) => setTimeout(again, AGAIN_MS))
    }
  }
}
