/** Puts this process's clock ahead until it is disposed, as the clock of another server may be. */
export function clockAhead(ms: number): Disposable {
  const own = globalThis.Date
  globalThis.Date = class extends own {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [own.now() + ms] : given) as [number]))
    }
    static override now = () => own.now() + ms
  } as DateConstructor
  return { [Symbol.dispose]: () => void (globalThis.Date = own) }
}
