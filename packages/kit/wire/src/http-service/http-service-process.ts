// An HTTP service in a process of its own. It does what its parent tells it, and counts requests.
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerParent, noteToParent } from '@lab/servers/answer-parent'
import type { Held, ServiceOrder, ServiceReply } from './orders.ts'

const [body = ''] = process.argv.slice(2)
const held = new Map<number, ServerResponse>()
const counts: ServiceReply = { arrived: 0, ended: 0, port: 0 }
let status = 200

const server = createServer((_, response) => {
  const request = (counts.arrived += 1)
  held.set(request, response)
  // Closed before it is answered: the caller has given up.
  response.on('close', () => end(request))
  if (status === 0) noteToParent({ request } satisfies Held)
  else answer(request, status)
})

function answer(request: number, withStatus: number): void {
  // A connection for each request: no request meets one that is just being closed.
  end(request)
    ?.writeHead(withStatus, { connection: 'close' })
    .end(withStatus === 200 ? body : '')
}

function end(request: number): ServerResponse | undefined {
  const response = held.get(request)
  if (held.delete(request)) counts.ended += 1
  return response
}

async function listen(): Promise<void> {
  if (server.listening) return
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(counts.port, '127.0.0.1', resolve)
  await promise
  counts.port = (server.address() as AddressInfo).port
}

async function refuse(): Promise<void> {
  if (!server.listening) return
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  await promise
}

answerParent(async (order: ServiceOrder): Promise<ServiceReply> => {
  if (order.type === 'behave') {
    status = order.status
    await (order.listening ? listen() : refuse())
  } else if (order.type === 'answer') {
    answer(order.request, order.status)
  } else if (order.type === 'drop') {
    for (const request of held.keys()) end(request)?.destroy()
  }
  return counts
})
