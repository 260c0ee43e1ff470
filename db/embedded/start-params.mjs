import { PGlite } from '@electric-sql/pglite'

/** How PGlite is started, the first time and every time. Its default of 128 MB of shared buffers helps no small database. */
export const START_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']
