import type { RunMessage } from '../../src/protocol.ts'
import { ask, messages } from './ask-server.ts'
import { livePractice } from './live-practice.ts'
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
      throw new Error('The lab has ended. Start it again: ./lab web')
    },
    async claims(id) {
      const path = id === undefined ? 'claims' : `claims/${encodeURIComponent(id)}`
      return (await ask(path, token)).json()
    },
    deck: async () => (await ask('cards', token)).json(),
    async rate(card, grade) {
      const body = JSON.stringify({ card: card.id, grade })
      const response = await ask('cards/rate', token, { method: 'POST', body })
      return new Date(((await response.json()) as { due: string }).due)
    },
    practice: livePractice(token),
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
