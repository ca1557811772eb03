// Asks servers whether they answer: one round of checks at a time for all who want to know, and what it
// finds stands for a second. Anyone may ask for readiness, and a check takes a connection that an order
// could have.

/** A probe gives up soon. */
const checkMs = 2_000
const foundMs = 1_000

export interface Check {
  name: string
  check: () => Promise<unknown>
  need: 'must' | 'may'
}

export interface Checks {
  add(check: Check): void
  pass(ms: number): void
  failed(): Promise<Check[]>
}

export function createChecks(): Checks {
  const checks: Check[] = []
  let found: Promise<Check[]>
  let sinceFoundMs = Infinity
  return {
    add(check) {
      checks.push(check)
      sinceFoundMs = Infinity
    },
    pass: (ms) => void (sinceFoundMs += ms),
    failed() {
      if (sinceFoundMs >= foundMs) {
        // Until it is over, however long that takes.
        sinceFoundMs = -Infinity
        found = failedOf(checks).finally(() => (sinceFoundMs = 0))
      }
      return found
    },
  }
}

async function failedOf(checks: readonly Check[]): Promise<Check[]> {
  const answered = await Promise.all(checks.map(({ check }) => answers(check())))
  return checks.filter((_, index) => !answered[index])
}

async function answers(asked: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, checkMs, false)
  try {
    return await Promise.race([
      asked.then(
        () => true,
        () => false,
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}
