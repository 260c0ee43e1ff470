const HOUR_MS = 3_600_000

/** Looks at once and then every hour for backing that ends; answers what stops it. A look that failed is `failed`, and the next one comes. */
export function keepWatch(look: () => Promise<unknown>, failed: (error: unknown) => void): () => void {
  const once = () => void look().catch(failed)
  once()
  const timer = setInterval(once, HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
