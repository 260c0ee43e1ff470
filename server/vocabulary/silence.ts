/** How often the page of somebody in a workshop says that it is there. */
export const HERE_EVERY_MS = 10_000
/** After how long a device counts as silent: one word that got lost on the way is no silence. */
export const SILENT_MS = 30_000
/** After how long it is likelier that somebody has left than that their network fails. */
export const GONE_MS = 10 * 60_000
