import type { Spec } from './parse-spec.ts'

const refused: [RegExp, string][] = [
  [/\bcreate\s+extension\b/i, 'it needs an extension'],
  [
    /\b(?:lock|statement|transaction)_timeout\b/i,
    'it is about timeouts, which run on the server’s clock and are no steps',
  ],
]

/** Why a specification is not run, or undefined when it is. */
export function skipReason(spec: Spec): string | undefined {
  const steps = spec.sessions.flatMap(({ setup, steps }) => [setup, ...steps.map(({ sql }) => sql)])
  const text = [...spec.setups, ...steps].join('\n').replaceAll('deadlock_timeout', '')
  return refused.find(([pattern]) => pattern.test(text))?.[1]
}
