/**
 * Reads together what many ask for at a time: one reading at once, and whoever asks meanwhile is answered by the next. So every
 * answer was read after it was asked for, and is as fresh as one that was read alone. What can't be read together is read
 * each by itself: nobody's asking spoils another's.
 *
 * @param read Answers in the order of what was asked.
 */
export function gathered<Asked, Answer>(
  read: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (asked: Asked) => Promise<Answer> {
  interface Waiting {
    readonly asked: Asked
    give(answer: Answer): void
    fail(error: unknown): void
  }
  let waiting: Waiting[] = []
  let isReading = false

  async function answer(those: readonly Waiting[]): Promise<void> {
    try {
      const answers = await read(those.map(({ asked }) => asked))
      those.forEach(({ give }, no) => void give(answers[no] as Answer))
    } catch (error) {
      if (those.length === 1) those[0]?.fail(error)
      else await Promise.all(those.map((one) => answer([one])))
    }
  }

  async function answerAll(): Promise<void> {
    isReading = true
    while (waiting.length > 0) {
      const those = waiting
      waiting = []
      await answer(those)
    }
    isReading = false
  }

  return (asked) =>
    new Promise((give, fail) => {
      waiting.push({ asked, give, fail })
      if (!isReading) void answerAll()
    })
}
