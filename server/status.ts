import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

// The built server and Next's bundles each load this file: they meet on globalThis.
const HANDLE = Symbol.for('tricorner.response')
const holder = globalThis as { [HANDLE]?: AsyncLocalStorage<ServerResponse> }
holder[HANDLE] ??= new AsyncLocalStorage<ServerResponse>()
const responses = holder[HANDLE]

/** Handles a request so that the page it reaches can set the status it answers with. */
export const withResponse = <T>(response: ServerResponse, handle: () => T): T => responses.run(response, handle)

/** Sets the status of the page being rendered: Next's own pages know only 200 and 404, and 404 without words. */
export function answerWith(status: number): void {
  const response = responses.getStore()
  if (response && !response.headersSent) response.statusCode = status
}
