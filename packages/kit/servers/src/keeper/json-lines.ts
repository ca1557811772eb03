import type { Socket } from 'node:net'

// More than any message has: the longest hold the variables of a start, or an error.
const longestLine = 1_000_000

// One JSON value a line, both ways over the keeper's socket.
export function sendLine(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

/** Hears each message. A client that sends something else, or a line without an end, is hung up on. */
export function onLines<Message>(socket: Socket, handle: (message: Message) => void): void {
  let held = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (held + text).split('\n')
    held = lines.pop()!
    const messages = lines.map((line) => readMessage<Message>(line))
    if (held.length > longestLine || messages.includes(undefined)) return void socket.destroy()
    for (const message of messages) handle(message!)
  })
}

function readMessage<Message>(line: string): Message | undefined {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && read !== null ? (read as Message) : undefined
  } catch {
    return undefined
  }
}
