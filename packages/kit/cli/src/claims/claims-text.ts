import type { ConceptClaim, HeardClaim, Proof } from '@lab/stage/claims'

const signs = { true: '✓ true', false: '✗ false', depends: '~ depends' } as const

/** The arguments with which `lab` shows a claim or an answer. */
export function proofArguments({ concept, shownBy }: Proof): string[] {
  return 'test' in shownBy
    ? ['test', concept, '--', shownBy.test]
    : ['demo', concept, '--scene', shownBy.scene]
}

/** What shows it, as one types it. */
export function proofText(proof: Proof): string {
  return `./lab ${proofArguments(proof).join(' ')}`
}

export function truthText({ truth }: Pick<HeardClaim, 'truth'>): string {
  return signs[truth]
}

/** The list in a README: what is not simply true. */
export function wrongClaimsMarkdown(claims: readonly HeardClaim[]): string {
  return claims
    .filter(({ truth }) => truth !== 'true')
    .map(({ says, truth, why }) => `- "${says}" ${truth === 'depends' ? 'It depends. ' : ''}${why}`)
    .join('\n')
}

/** All claims as a page of docs/. */
export function claimsPage(claims: readonly ConceptClaim[]): string {
  const parts = [...Map.groupBy(claims, ({ concept }) => concept)].map(([concept, own]) => {
    const rows = own.map(
      (claim) =>
        `| ${cell(claim.says)} | ${claim.truth} | ${cell(claim.why)} | ${cell(claim.heard)} | \`${proofText(claim)}\` |`,
    )
    return [
      `## ${concept}`,
      '',
      '| what is said | | why | where | shown by |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n')
  })
  const count = `${claims.length} claims: ${countOf(claims, 'true')} true, ${countOf(claims, 'false')} false, ${countOf(claims, 'depends')} that depend.`
  return `# Claims\n\nWhat is said in interviews, and what the run says. Written by \`./lab readme\` from each concept's \`claims.ts\`. ${count}\n\n${parts.join('\n\n')}\n`
}

export function countOf(claims: readonly HeardClaim[], truth: HeardClaim['truth']): number {
  return claims.filter((claim) => claim.truth === truth).length
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
