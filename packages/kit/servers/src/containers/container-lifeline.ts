import type { ContainerRuntimeClient } from 'testcontainers'
import type { Lifeline } from '../machine/lifeline.ts'

export type Container = ReturnType<ContainerRuntimeClient['container']['getById']>

const killedExitCode = 137

/** Holds a container that has been started; Ryuk is what ends it with this process. */
export function holdContainer(container: Container): Lifeline {
  let isGone = false
  const exited = container
    .wait()
    .then(({ StatusCode }: { StatusCode: number }) => StatusCode)
    // Removed, or the engine itself has gone.
    .catch(() => killedExitCode)
    .then((code) => {
      isGone = true
      return code
    })
  return {
    name: `container ${container.id.slice(0, 12)}`,
    exited,
    waitForExit: () => exited,
    hasExited: () => isGone,
    async kill(signal) {
      if (isGone) return
      await container.kill({ signal }).catch(unless(404, 409))
    },
    stop: () => removeContainer(container),
    async memoryBytes() {
      const { memory_stats: memory } = await container.stats({ stream: false, 'one-shot': true })
      const files = memory.stats?.inactive_file ?? 0
      return memory.usage === undefined ? undefined : memory.usage - files
    },
  }
}

/** Ends a container at once and removes it with its data. */
export async function removeContainer(container: Container): Promise<void> {
  // 409: Ryuk, or an earlier call, is removing it.
  await container.remove({ force: true, v: true }).catch(unless(404, 409))
}

/** Removes a network whose containers have gone. */
export async function removeNetwork(network: { remove(): Promise<unknown> }): Promise<void> {
  await network.remove().catch(unless(404))
}

function unless(...expected: number[]): (error: Error & { statusCode?: number }) => void {
  return (error) => {
    if (!expected.includes(error.statusCode ?? 0)) throw error
  }
}
