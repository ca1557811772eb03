import { kafka } from '@lab/servers/kafka'

export async function openWorld() {
  return { bus: await kafka() }
}

export type World = Awaited<ReturnType<typeof openWorld>>
