import { createParser } from 'eventsource-parser'

/**
 * Asks the server that brought this page.
 *
 * @throws {Error} If it refuses or is gone; the message is for the reader.
 */
export async function ask(
  path: string,
  token: string,
  { type = 'application/json', ...options }: RequestInit & { type?: string } = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': type }
  const response = await fetch(`./api/${path}`, { ...options, headers }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error
    throw new Error('The lab does not answer. Start it again: ./lab web')
  })
  if (response.ok) return response
  const { error } = (await response.json()) as { error: string }
  throw new Error(error)
}

/** The messages of an answer that is a stream, as they come. */
export async function* messages<Message>(response: Response): AsyncGenerator<Message> {
  const ready: Message[] = []
  const parser = createParser({ onEvent: ({ data }) => ready.push(JSON.parse(data) as Message) })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read().catch((error: Error) => {
      if (error.name === 'AbortError') throw error
      // A server that has gone ends the stream in the middle.
      return { done: true, value: undefined }
    })
    if (done || value === undefined) return
    parser.feed(value)
    yield* ready.splice(0)
  }
}
