import type { Socket } from 'node:net'

/**
 * Ends a connection by a reset, as a crash does. One that is being ended cannot be reset any more
 * (EINVAL): Node 26 would then keep its handle, and the process would never exit.
 */
export function resetSocket(socket: Socket): void {
  if (socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}
