import { readFileSync } from 'node:fs'

export interface SystemUser {
  uid: number
  gid: number
}

// PostgreSQL refuses to run as root, so root runs it as nobody.
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody')
  return { uid: Number(nobody?.[2] ?? 65_534), gid: Number(nobody?.[3] ?? 65_534) }
}
