import { parseArgs } from 'node:util'
import type { ConceptClaim } from '@lab/stage/claims'
import { chooseConcepts } from './choose-concepts.ts'
import { countOf, proofText, truthText } from './claims/claims-text.ts'
import { readClaims } from './claims/read-claims.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { painter, proseText, textOptions } from './prose-text.ts'

const help = `Usage: lab claims [area or concept] [options]

Lists what is said in interviews, and what the run says of it: true, false, or it depends; why; and
the command that shows it.

  --false  only what is false or depends
  --json   one claim a line
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      false: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const all = await readClaims(chooseConcepts(context.root, 'claims', positionals))
  const claims = values.false ? all.filter(({ truth }) => truth !== 'true') : all
  context.stdout.write(
    values.json
      ? claims.map((claim) => `${JSON.stringify(claim)}\n`).join('')
      : listText(claims, context),
  )
  return 0
}

const truthColumns = 11
const indent = ' '.repeat(truthColumns)

function listText(claims: readonly ConceptClaim[], context: Context): string {
  if (claims.length === 0) return 'There is no claim yet.\n'
  const options = textOptions(context)
  const paint = painter(options)
  const parts = [...Map.groupBy(claims, ({ concept }) => concept)].map(([concept, own]) => {
    const lines = own.map((claim) => {
      const colour = { true: 'green', false: 'red', depends: 'yellow' } as const
      const truth = paint(colour[claim.truth], truthText(claim).padEnd(truthColumns - 2))
      const width = options.width - truthColumns
      const says = proseText(claim.says, { ...options, width }).replaceAll('\n', `\n${indent}`)
      return `${truth}  ${paint('bold', says)}\n${proseText(claim.why, options)}\n${paint('dim', proofText(claim))}\n`
    })
    return `${paint('dim', concept)}\n\n${lines.join('\n')}`
  })
  const counts = (['true', 'false', 'depends'] as const)
    .map((truth) => `${countOf(claims, truth)} ${truth}`)
    .join(', ')
  return `${parts.join('\n')}\n${claims.length} claims: ${counts}\n`
}
