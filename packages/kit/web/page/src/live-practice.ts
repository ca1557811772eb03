import { ask, messages } from './ask-server.ts'
import type { PracticeLab, PracticeMessage } from './lab.ts'

/** Practice on the servers of this machine. */
export function livePractice(token: string): PracticeLab {
  const post = (id: string, what: string, signal?: AbortSignal) =>
    ask(`practice/${encodeURIComponent(id)}/${what}`, token, {
      method: 'POST',
      ...(signal === undefined ? {} : { signal }),
    })
  return {
    katas: async () => (await ask('practice', token)).json(),
    kata: async (id) => (await ask(`practice/${encodeURIComponent(id)}`, token)).json(),
    async practise(id, hear, signal) {
      const response = await post(id, 'session', signal)
      for await (const message of messages<PracticeMessage>(response)) {
        if (message.type === 'failed') throw new Error(message.message)
        hear(message)
      }
      throw new Error('The lab has ended. Start it again: ./lab web')
    },
    takeHint: async (id) => (await post(id, 'hint')).json(),
    seeSolution: async (id) => (await post(id, 'solution')).json(),
    async saveAnswer(id, text) {
      const path = `practice/${encodeURIComponent(id)}/answer`
      const options = { method: 'PUT', body: text, type: 'text/plain', keepalive: true }
      await ask(path, token, options)
    },
    commonAnswers: async (id) =>
      (await ask(`practice/${encodeURIComponent(id)}/common-answers`, token)).json(),
    breakAnswer: async (id, name, signal) =>
      (await post(id, `common-answers/${encodeURIComponent(name)}`, signal)).json(),
    async reset(id) {
      await post(id, 'reset')
    },
  }
}
