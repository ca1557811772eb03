import { readWholeNumber } from '../whole-number.ts'

const usualMs = 5 * 60_000

/**
 * Says how long a keeper stays without a client.
 *
 * @throws {RangeError} If LAB_KEEPER_IDLE_MS is no such time: a timer takes what is too long for 1 ms.
 */
export function keeperIdleMs(environment: NodeJS.ProcessEnv): number {
  const name = 'LAB_KEEPER_IDLE_MS'
  // An empty variable counts as unset: shells and CI files cannot always unset one.
  const text = environment[name] || String(usualMs)
  return readWholeNumber(text, { name, from: 1, to: 86_400_000, remedy: `unset ${name}` })
}
