import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClaimTest, HeardClaim } from '@lab/stage/claims'
import type { Recording } from '@lab/stage'

const fewest = 8
// Long enough for a number and a version, short enough to be said.
const mostWords = { says: 30, why: 60 }

/** Says what is wrong with the claims of a concept; what shows them must exist and agree. */
export function claimProblems(
  claims: readonly HeardClaim[],
  { folder, recording }: { folder: string; recording: Recording },
): string[] {
  const problems = claims.flatMap((claim) =>
    [...textProblems(claim), ...proofProblems(claim, folder, recording)].map(
      (problem) => `claim "${claim.says}": ${problem}`,
    ),
  )
  if (claims.length < fewest) {
    problems.unshift(`claims.ts must have ${fewest} claims or more, received ${claims.length}`)
  }
  if (!claims.some(({ truth }) => truth === 'false')) {
    problems.unshift('claims.ts must have a claim that is false')
  }
  const twice = claims.find(({ says }, index) => claims.findIndex((c) => c.says === says) < index)
  if (twice !== undefined) problems.unshift(`claim "${twice.says}" stands twice`)
  return problems
}

function textProblems({ says, heard, why }: HeardClaim): string[] {
  return Object.entries({ says, heard, why }).flatMap(([name, text]) => {
    const words = text.trim().split(/\s+/).filter(Boolean).length
    if (words === 0) return [`${name} is empty`]
    const most = mostWords[name as keyof typeof mostWords]
    return words > most ? [`${name} must have ${most} words at most, received ${words}`] : []
  })
}

/** Says that a test which shows something is not there. */
export function testProblems({ test, title }: ClaimTest, folder: string): string[] {
  const file = join(folder, test)
  if (!existsSync(file)) return [`there is no ${test}`]
  const text = readFileSync(file, 'utf8')
  if (text.includes(title)) return []
  const ofTable = [...text.matchAll(/\b(?:it|test)\(\s*`([^`]*\$\{[^`]*)`/g)]
    .map(([, written = '']) => written)
    .find((written) => written.split(/\$\{[^}]*\}/).every((part) => title.includes(part)))
  const hint = ofTable === undefined ? '' : `; write its title as the file has it: "${ofTable}"`
  return [`${test} has no test "${title}"${hint}`]
}

function proofProblems({ shownBy }: HeardClaim, folder: string, { scenes }: Recording): string[] {
  if ('test' in shownBy) return testProblems(shownBy, folder)
  const scene = scenes[shownBy.scene]
  if (scene === undefined) return [`the demo has no scene "${shownBy.scene}"`]
  const verdicts = scene.events.filter((event) => event.type === 'verdict')
  const own = verdicts.filter(({ way }) => way === shownBy.way)
  if (own.length === 0) {
    const ways = verdicts.map(({ way }) => way).join(', ')
    return [`scene "${shownBy.scene}" judges ${ways}, not "${shownBy.way}"`]
  }
  return own.some(({ observed }) => observed === shownBy.observed)
    ? []
    : [`in scene "${shownBy.scene}", ${shownBy.way} ${own[0]!.observed}`]
}
