import { watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'

/** Opens two replicas, a database each: `pool` is watched, `plain` sets the scene and looks. */
export async function openReplicas() {
  const schema = new URL('../schema.sql', import.meta.url)
  const [east, west] = await Promise.all([postgres({ schema }), postgres({ schema })])
  return {
    east: { ...east, pool: watch(east.pool()), plain: east.pool() },
    west: {
      pool: watch(west.pool()),
      plain: west.pool(),
      [Symbol.asyncDispose]: west[Symbol.asyncDispose],
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([east[Symbol.asyncDispose](), west[Symbol.asyncDispose]()])
    },
  }
}

export type World = Awaited<ReturnType<typeof openReplicas>>
