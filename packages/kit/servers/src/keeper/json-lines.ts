import { createInterface } from 'node:readline'
import type { Socket } from 'node:net'

// One JSON value a line, both ways over the keeper's socket.
export function sendLine(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

export function onLines<Message>(socket: Socket, handle: (message: Message) => void): void {
  const lines = createInterface({ input: socket })
  // It repeats the socket's errors, which the socket's own listener has dealt with.
  lines.on('error', () => {})
  lines.on('line', (line) => handle(JSON.parse(line) as Message))
}
