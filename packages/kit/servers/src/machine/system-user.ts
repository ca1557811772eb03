import { readFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { isAbsolute } from 'node:path'

export interface SystemUser {
  uid: number
  gid: number
}

export function ownUid(): number {
  return process.getuid?.() ?? 0
}

/** The name of this user; its number when the system has no name for it, as in some containers. */
export function ownName(): string {
  try {
    return userInfo().username
  } catch {
    return String(ownUid())
  }
}

/** Gives nothing for a user without one, as in some containers. */
export function homeFolder(): string | undefined {
  try {
    const home = homedir()
    return isAbsolute(home) ? home : undefined
  } catch {
    return undefined
  }
}

/** The user that root runs a server as which refuses root; nothing for any other user. */
export function userForServers(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody')
  return { uid: Number(nobody?.[2] ?? 65_534), gid: Number(nobody?.[3] ?? 65_534) }
}
