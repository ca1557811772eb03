import type { Exchange, ExchangeMessage } from './events.ts'

/** All parties of an exchange: the named ones in their order, then all others that send or receive. */
export function partiesOf({ parties, messages }: Pick<Exchange, 'parties' | 'messages'>): string[] {
  return [...new Set([...parties, ...messages.flatMap(({ from, to }) => [from, to])])]
}

/** Says a message's way in words, for a reader who does not see its arrow: `client to api`. */
export function wayWords({ from, to }: Pick<ExchangeMessage, 'from' | 'to'>): string {
  return from === to ? from : `${from} to ${to}`
}

/** Tells an exchange as sentences, one message a line: `client to api: GET /orders`. */
export function exchangeWords(exchange: Omit<Exchange, 'type'>): string[] {
  return [
    ...exchange.messages.map((message) => {
      const parts = [message.text, ...(message.fields ?? []).map(fieldText), message.body ?? '']
      const failed = message.outcome === 'error' ? 'error, ' : ''
      return `${wayWords(message)}: ${failed}${parts.filter((part) => part !== '').join('; ')}`
    }),
    ...omittedWords(exchange),
  ]
}

/** What stands below the last message that is kept. */
export function omittedWords({ omitted = 0 }: Pick<Exchange, 'omitted'>): string[] {
  return omitted > 0 ? [`... (${omitted.toLocaleString('en-US')} more messages)`] : []
}

export function fieldText({ name, value }: { name: string; value: string }): string {
  return `${name}: ${value}`
}
