import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fixtureRoot, lab } from './lab-process.fixture.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

describe('lab readme', () => {
  it('writes the list, a transcript and a picture into the top README', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    cpSync(join(fixtureRoot, 'packages'), join(root, 'packages'), { recursive: true })
    const blocks = [
      'concepts',
      'demo concept=last-ticket scene=sold-twice',
      'picture concept=last-ticket scene=row-lock',
    ]
    writeFileSync(
      join(root, 'README.md'),
      blocks
        .map((words) => `<!-- lab:${words} -->\n<!-- /lab:${words.split(' ')[0]} -->\n`)
        .join('\n'),
    )
    const { code, stdout } = await lab(['readme'], { root })
    expect([code, stdout]).toEqual([
      0,
      'packages/database/last-ticket/docs/run.md written\npackages/database/last-ticket/docs/headline.json written\npackages/http/shown-events/docs/run.md written\npackages/http/shown-events/docs/headline.json written\nREADME.md written\ndocs/last-ticket-row-lock.svg written\ndocs/claims.md written\n',
    ])
    const text = readFileSync(join(root, 'README.md'), 'utf8')
    expect(text).toContain('| [last-ticket](packages/database/last-ticket) | database | Two buyers')
    expect(text).toContain('✗ 2 tickets sold, 1 was left')
    expect(text).toContain(
      '![Bob waits for Alice. No order sells the ticket twice.](docs/last-ticket-row-lock.svg)',
    )
    expect(readFileSync(join(root, 'docs/last-ticket-row-lock.svg'), 'utf8')).toContain(
      'waits for alice',
    )
    const run = readFileSync(join(root, 'packages/database/last-ticket/docs/run.md'), 'utf8')
    expect(run.match(/^## .*$/gm)).toEqual([
      '## Both read one ticket left',
      '## The first reader locks the row',
    ])
    const upToDate = { code: 0, stdout: 'Every README is up to date.\n', stderr: '' }
    expect(await lab(['readme', '--check'], { root })).toEqual(upToDate)
    // The list names a concept's title: it is written with the concept alone, too.
    const listed = readFileSync(join(root, 'README.md'), 'utf8')
    writeFileSync(join(root, 'README.md'), listed.replace('Two buyers', 'Three buyers'))
    expect((await lab(['readme', 'last-ticket'], { root })).stdout).toBe('README.md written\n')
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe(listed)
    // As a checkout with the line ends of Windows has them.
    for (const file of globSync('**/*.{md,svg}', { cwd: root })) {
      const path = join(root, file)
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'))
    }
    expect(await lab(['readme', '--check'], { root })).toEqual(upToDate)
  })

  it('draws the map of a race, and names the races when there is no such one', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    const packages = join(root, 'packages/resilience')
    cpSync(join(fixtureRoot, 'packages/resilience'), packages, { recursive: true })
    // The scene of two races by itself: the others of that demo cannot be played to their ends.
    cpSync(join(packages, 'wrong-claim'), join(packages, 'two-races'), { recursive: true })
    writeFileSync(
      join(packages, 'two-races/demo.ts'),
      `import { demo as all } from '../wrong-claim/demo.ts'
      export const demo = { ...all, scenes: all.scenes.filter(({ id }) => id === 'race') }`,
    )
    const file = join(root, 'README.md')
    const block = (race: string) =>
      `<!-- lab:picture concept=two-races scene=race map=${race} -->\n<!-- /lab:picture -->\n`
    writeFileSync(file, block('look-then-write/two'))
    expect(await lab(['readme'], { root })).toEqual({
      code: 0,
      stdout: 'README.md written\ndocs/two-races-race-map-look-then-write-two.svg written\n',
      stderr: '',
    })
    expect(readFileSync(file, 'utf8')).toContain(
      '![All orders of ann and ben in look-then-write/two. 6 orders: ✗ 6 break](docs/two-races-race-map-look-then-write-two.svg)',
    )
    expect((await lab(['readme', '--check'], { root })).code).toBe(0)
    writeFileSync(file, block('table-lock'))
    const { code, stderr } = await lab(['readme'], { root })
    expect([code, stderr]).toEqual([
      2,
      'Scene "race" has no race "table-lock"\nTry: map=none, map=look-then-write/two\n',
    ])
  })

  it('writes the table of a comparison without what else its scene shows', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    cpSync(join(fixtureRoot, 'packages'), join(root, 'packages'), { recursive: true })
    const file = join(root, 'README.md')
    writeFileSync(
      file,
      '<!-- lab:ways concept=last-ticket scene=row-lock -->\n<!-- /lab:ways -->\n',
    )
    await lab(['readme'], { root })
    expect(readFileSync(file, 'utf8')).toBe(`<!-- lab:ways concept=last-ticket scene=row-lock -->

**What each way costs**

| way | orders | sold twice | note |
| --- | ---: | ---: | --- |
| read-then-write | 92 | 80 | both read before either writes |
| row-lock | 36 | 0 | the second reader waits |

<!-- /lab:ways -->
`)
  })

  it('draws an exchange, a tree, a waterfall and a listing', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    cpSync(join(fixtureRoot, 'packages'), join(root, 'packages'), { recursive: true })
    const blocks = ['refusal', 'plan', 'waterfall', 'difference'].map(
      (scene) =>
        `<!-- lab:picture concept=shown-events scene=${scene} -->\n<!-- /lab:picture -->\n`,
    )
    writeFileSync(join(root, 'README.md'), blocks.join('\n'))
    expect((await lab(['readme'], { root })).code).toBe(0)
    const picture = (scene: string) =>
      readFileSync(join(root, `docs/shown-events-${scene}.svg`), 'utf8')
    expect(picture('refusal')).toContain('api to client: 200 OK; RateLimit')
    expect(picture('plan')).toContain(
      'level 4: Index Scan on users using users_pkey; estimated rows 1',
    )
    expect(picture('plan')).not.toContain('(ms)')
    expect(picture('waterfall')).toContain(
      'level 3: POST /charges, orchestrator: from 64 ms, 37 ms, failed',
    )
    expect(picture('difference')).toContain('BLOCKS')
  })

  it('writes lines of a file, and is out of date when they change', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    cpSync(join(fixtureRoot, 'packages'), join(root, 'packages'), { recursive: true })
    const folder = join(root, 'packages/http/shown-events')
    const readme = join(folder, 'README.md')
    const code = join(folder, 'src/count.ts')
    const block = (words: string) => `<!-- lab:listing ${words} -->\n<!-- /lab:listing -->\n`
    writeFileSync(readme, block('file=src/count.ts from=count'))
    writeFileSync(code, '// Counts.\nexport function count() {\n  return 1\n}\n\nconst other = 2\n')
    await lab(['readme', 'shown-events'], { root })
    expect(readFileSync(readme, 'utf8')).toContain(
      '\nsrc/count.ts\n\n```ts\nexport function count() {\n  return 1\n}\n```\n',
    )
    const check = () => lab(['readme', 'shown-events', '--check'], { root })
    writeFileSync(code, `// One line more.\n${readFileSync(code, 'utf8')}`)
    expect((await check()).code).toBe(0)
    writeFileSync(code, readFileSync(code, 'utf8').replace('return 1', 'return 2'))
    expect((await check()).code).toBe(1)
    for (const [words, message] of [
      ['file=src/count.ts from=lock', 'Cannot list lines: src/count.ts must have "lock" after'],
      [
        'file=../../../package.json',
        'Block lab:listing names ../../../package.json, which is not in',
      ],
      ['from=count', 'Block lab:listing must name a file'],
    ] as const) {
      writeFileSync(readme, block(words))
      const { code: exit, stderr } = await check()
      expect([exit, stderr]).toEqual([2, expect.stringContaining(message)])
    }
  })

  it('ends with 1 when a transcript is out of date, but not for another number in a measured one', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    cpSync(join(fixtureRoot, 'packages'), join(root, 'packages'), { recursive: true })
    const file = join(root, 'README.md')
    writeFileSync(
      file,
      '<!-- lab:demo concept=last-ticket scene=row-lock measured -->\n<!-- /lab:demo -->\n',
    )
    await lab(['readme'], { root })
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('orders 36', 'orders 1,234'))
    expect((await lab(['readme', '--check'], { root })).code).toBe(0)
    writeFileSync(file, text.replace('```text', '```text\n↑ time (ms)\n✱ several series'))
    expect((await lab(['readme', '--check'], { root })).code).toBe(1)
    writeFileSync(file, text.replace('```text', '```text\n✱ several series'))
    expect((await lab(['readme', '--check'], { root })).code).toBe(0)
    writeFileSync(file, text.replace('```text', '```text\n     0         20        40'))
    expect((await lab(['readme', '--check'], { root })).code).toBe(0)
    writeFileSync(file, text.replace('No order', 'Some order'))
    expect(await lab(['readme', '--check'], { root })).toEqual({
      code: 1,
      stdout: 'README.md is out of date\nTry: lab readme\n',
      stderr: '',
    })
  })
})
