// In the place of what the procedures’ client has for web sockets (next.config.js): no page opens one by it.
export const i = undefined
export const n = undefined
export const r = undefined
export const t = undefined
