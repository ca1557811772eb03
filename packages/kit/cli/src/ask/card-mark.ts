import type { Proof } from '@lab/stage/claims'

export interface CardMark {
  /** Unique in the concept; stays the same when the card's words change. */
  name: string
  /** What shows the answer; undefined where the lab runs nothing of it. */
  proof: Proof | undefined
}

const comment = /\s*<!--\s*card\b([\s\S]*?)-->/
const name = '[a-z0-9]+(?:-[a-z0-9]+)*'
const scene = new RegExp(`^scene (?:(${name})/)?(${name})$`)
const test = /^test (\S+) "(.+)"$/

/**
 * Reads the comment at the end of a card's answer: `<!-- card dead-client: scene row-lock -->`. In
 * place of `scene row-lock` may stand `scene deadlocks/locks-in-order` of another concept, a test
 * as `test src/lock.test.ts "its title"`, or `no run`.
 *
 * @returns The answer without it; no mark when there is none or it cannot be read.
 */
export function readCardMark(answer: string, concept: string): { text: string; mark?: CardMark } {
  const [whole, inner = ''] = comment.exec(answer) ?? []
  if (whole === undefined) return { text: answer }
  const text = answer.replace(whole, '').trim()
  const [, own, shownBy = ''] = new RegExp(`^ (${name}): (.+)$`).exec(inner.trimEnd()) ?? []
  const proof = readProof(shownBy, concept)
  return own === undefined || proof === 'unreadable'
    ? { text }
    : { text, mark: { name: own, proof } }
}

function readProof(text: string, concept: string): Proof | undefined | 'unreadable' {
  if (text === 'no run') return undefined
  const [, other = concept, id] = scene.exec(text) ?? []
  if (id !== undefined) return { concept: other, shownBy: { scene: id } }
  const [, file, title] = test.exec(text) ?? []
  if (file === undefined || title === undefined) return 'unreadable'
  return { concept, shownBy: { test: file, title } }
}
