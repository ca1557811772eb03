import type { Socket } from 'node:net'
import { onLines, sendLine } from '../keeper/json-lines.ts'
import type { KeeperReply, Request } from '../keeper/protocol.ts'
import type { OnProgress } from '../server.ts'

type FinalReply = Exclude<KeeperReply, { reply: 'progress' }>

export interface Talk {
  /** Gives nothing when the keeper goes away first, as an idle one may at any moment. */
  ask(request: Request): Promise<FinalReply | undefined>
  end(): void
}

/** Asks one thing after the other over a connection to the keeper. */
export function talkToKeeper(socket: Socket, onProgress: OnProgress = () => {}): Talk {
  const waiting: ((answer: FinalReply | undefined) => void)[] = []
  socket.on('error', () => {})
  socket.once('close', () => {
    for (const resolve of waiting) resolve(undefined)
  })
  onLines<KeeperReply>(socket, (message) => {
    if (message.reply === 'progress') onProgress(message.text)
    else waiting.shift()?.(message)
  })
  return {
    async ask(request) {
      if (socket.destroyed) return undefined
      socket.ref()
      sendLine(socket, request)
      const answer = await new Promise<FinalReply | undefined>((resolve) => waiting.push(resolve))
      // An undisposed lease must not keep its process alive.
      socket.unref()
      return answer
    },
    end: () => void socket.destroy(),
  }
}
