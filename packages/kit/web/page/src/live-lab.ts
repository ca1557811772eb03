import { createParser } from 'eventsource-parser'
import type { RunMessage } from '../../src/protocol.ts'
import type { Lab } from './lab.ts'

const tokenKey = 'lab-token'

/** The lab as `lab web` serves it: every run happens on its real servers. */
export function liveLab(): Lab {
  const token = takeToken()
  // A page that has gone gives its servers back.
  void ask('presence', token).catch(() => {})
  return {
    kind: 'live',
    catalogue: async () => (await ask('catalogue', token)).json(),
    concept: async (id) => (await ask(`concepts/${encodeURIComponent(id)}`, token)).json(),
    async run(request, listener, signal) {
      const response = await ask('runs', token, {
        method: 'POST',
        body: JSON.stringify(request),
        signal,
      })
      for await (const message of messages<RunMessage>(response)) {
        if (message.type === 'event') listener.event(message.event)
        else if (message.type === 'waiting') listener.waiting?.(message.ahead)
        else if (message.type === 'failed') throw new Error(message.message)
        else return
      }
      throw new Error('The lab has ended. Start it again: pnpm web')
    },
  }
}

/** The address has the token once; it does not stay there. */
function takeToken(): string {
  const given = /^#key=(.+)$/.exec(location.hash)?.[1]
  if (given !== undefined) {
    localStorage.setItem(tokenKey, given)
    history.replaceState(null, '', '#/')
  }
  return localStorage.getItem(tokenKey) ?? ''
}

async function ask(path: string, token: string, options: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`./api/${path}`, { ...options, headers }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error
    throw new Error('The lab does not answer. Start it again: pnpm web')
  })
  if (response.ok) return response
  const { error } = (await response.json()) as { error: string }
  throw new Error(error)
}

async function* messages<Message>(response: Response): AsyncGenerator<Message> {
  const ready: Message[] = []
  const parser = createParser({ onEvent: ({ data }) => ready.push(JSON.parse(data) as Message) })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    parser.feed(value)
    yield* ready.splice(0)
  }
}
