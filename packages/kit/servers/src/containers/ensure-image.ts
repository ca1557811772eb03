import type { OnProgress } from '../server.ts'
import type { ConnectedEngine } from './connect-engine.ts'

const pullAgainAfterMs = 60_000

const refused = new Map<string, { error: unknown; atMs: number }>()

/** Pulls an image that is missing; a pull that has just failed fails again without the wait. */
export async function ensureImage(
  { docker }: ConnectedEngine,
  image: string,
  onProgress: OnProgress,
): Promise<void> {
  const isThere = await docker
    .getImage(image)
    .inspect()
    .then(
      () => true,
      (error: { statusCode?: number }) => {
        if (error.statusCode === 404) return false
        throw error
      },
    )
  if (isThere) return
  const last = refused.get(image)
  if (last && Date.now() - last.atMs < pullAgainAfterMs) throw last.error
  await pull(docker, image, onProgress).catch((error: unknown) => {
    refused.set(image, { error, atMs: Date.now() })
    throw error
  })
}

async function pull(
  docker: ConnectedEngine['docker'],
  image: string,
  onProgress: OnProgress,
): Promise<void> {
  onProgress(`pulling the image ${image}`)
  const stream = await docker.pull(image)
  await new Promise<void>((resolve, reject) => {
    const sizes = new Map<string, { current?: number; total?: number }>()
    docker.modem.followProgress(
      stream,
      (error: Error | null) => (error ? reject(error) : resolve()),
      ({
        id,
        progressDetail,
      }: {
        id?: string
        progressDetail?: { current?: number; total?: number }
      }) => {
        if (id === undefined || !progressDetail?.total) return
        sizes.set(id, progressDetail)
        const sum = (key: 'current' | 'total') =>
          Math.round([...sizes.values()].reduce((all, one) => all + (one[key] ?? 0), 0) / 1e6)
        onProgress(`pulling the image ${image}, ${sum('current')} of ${sum('total')} MB`)
      },
    )
  })
}
