import type { Client } from 'pg'
import type { Spec } from './parse-spec.ts'

/** Why a specification is not run, or undefined when it is. */
export async function skipReason(spec: Spec, control: Client): Promise<string | undefined> {
  const text = [
    ...spec.setups,
    ...spec.sessions.flatMap(({ setup, steps }) => [setup ?? '', ...steps.map(({ sql }) => sql)]),
  ].join('\n')
  if (/\bprepare\s+transaction\b/i.test(text) && (await settingOf(control)) === '0') {
    return 'needs max_prepared_transactions, which is 0 on this server'
  }
  if (/\bcreate\s+extension\b/i.test(text)) return 'needs an extension'
  if (/\b(?:lock|statement|transaction)_timeout\b/i.test(text.replace(/deadlock_timeout/gi, ''))) {
    return 'is about timeouts of the server, which are no steps'
  }
  return undefined
}

async function settingOf(control: Client): Promise<string> {
  const { rows } = await control.query<{ max_prepared_transactions: string }>(
    'show max_prepared_transactions',
  )
  return rows[0]!.max_prepared_transactions
}
