import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readClaims } from '../claims/read-claims.ts'
import { fixtureRoot } from '../lab-process.fixture.ts'
import { createTerminal } from '../terminal.fixture.ts'
import type { Terminal } from '../terminal.fixture.ts'
import { workspaceConcepts } from '../workspace-concepts.ts'
import { temporaryWorkspace } from '../workspace.fixture.ts'
import { askClaims } from './ask-claims.ts'

const claims = await readClaims(workspaceConcepts(fixtureRoot))
// The largest number below 1 leaves each claim at its place.
const inOrder = () => 1 - Number.EPSILON

const asks = /t true {2}f false {2}d it depends {2}q quit$/
const goesOn = /any key goes on {2}p runs the proof {2}q quit$/

/** Presses a key once the terminal asks for it. */
async function press(terminal: Terminal, wanted: RegExp, key: string): Promise<void> {
  await terminal.shows(wanted)
  terminal.press(key)
}

/** What stays on the screen: each prompt is wiped away. */
const lines = (terminal: Terminal) =>
  terminal
    .screen()
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))

describe('askClaims', () => {
  it('takes t, f and d, says after each answer what the run says, and counts', async () => {
    const terminal = createTerminal(fixtureRoot)
    const ended = askClaims(claims, terminal.context, inOrder)
    await press(terminal, asks, 'x')
    for (const [answer, goOn] of ['f ', 'd\r', 'd\u001B[C'].map((keys) => [
      keys[0]!,
      keys.slice(1),
    ])) {
      await press(terminal, asks, answer!)
      await press(terminal, goesOn, goOn!)
    }
    await ended
    expect(lines(terminal)).toEqual([
      '',
      '1 of 3 · shown-events',
      '“A server that refuses a request says nothing more.”',
      '',
      'Right: it is false.',
      'It answers 429, and Retry-After says that the client may come again in 20 seconds.',
      './lab demo shown-events --scene refusal',
      '',
      '2 of 3 · shown-events',
      '“A planner estimates how many rows it will find.”',
      '',
      'You said that it depends. In fact it is true.',
      'The plan estimates 1 row; the run finds 100.',
      './lab demo shown-events --scene plan',
      '',
      '3 of 3 · shown-events',
      '“A row lock makes buyers wait.”',
      '',
      'Right: it depends.',
      'Only buyers of the same row wait for each other.',
      './lab demo shown-events --scene difference',
      '',
      '2 of 3 right.',
      '',
    ])
  })

  it('runs the scene or the test that shows the claim, and comes back to it', async () => {
    using workspace = temporaryWorkspace()
    const { root } = workspace
    const folder = join(root, 'packages/http/proof')
    mkdirSync(folder, { recursive: true })
    const manifest = {
      name: '@lab/proof',
      type: 'module',
      scripts: { test: 'node -e "fs.writeFileSync(process.argv[1], \'\')"' },
      lab: { title: 'Proof', question: 'Is it shown?', needs: [] },
    }
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
    writeFileSync(
      join(folder, 'demo.ts'),
      `import { writeFileSync } from 'node:fs'
      import { concept } from '@lab/stage'
      import manifest from './package.json' with { type: 'json' }
      const scene = (id) => ({
        id,
        title: id,
        async play(stage) {
          writeFileSync(import.meta.dirname + '/' + id, '')
          const verdict = { way: id, claim: 'holds', observed: 'holds', text: '', numbers: {} }
          await stage.verdict(verdict)
        },
      })
      export const demo = concept(manifest, {
        open: async () => ({}),
        scenes: [scene('other'), scene('shown')],
      })`,
    )
    const terminal = createTerminal(root, { LAB_ROOT: root })
    const about = { concept: 'proof', heard: 'tests', truth: 'true', why: 'It ran.' } as const
    const ended = askClaims(
      [
        { ...about, says: 'A', shownBy: { scene: 'shown', way: 'shown', observed: 'holds' } },
        { ...about, says: 'B', shownBy: { test: 'tested', title: 'holds' } },
      ],
      terminal.context,
      inOrder,
    )
    for (const goOn of [' ', 'q']) {
      await press(terminal, asks, 't')
      await press(terminal, goesOn, 'p')
      await press(terminal, /p runs the proof {2}q quit\s+any key[^\n]*$/, goOn)
    }
    await ended
    expect(lines(terminal).at(-2)).toBe('2 of 2 right.')
    expect(readdirSync(folder).toSorted()).toEqual(['demo.ts', 'package.json', 'shown', 'tested'])
  })

  it('takes a letter with caps lock, and hears no letter in an arrow or F5', async () => {
    const terminal = createTerminal(fixtureRoot)
    const ended = askClaims(claims, terminal.context, inOrder)
    // Left ends in D, Home in H, and both may come at once with the next key.
    await press(terminal, asks, '\u001B[D\u001B[15~\u001BOHF')
    await press(terminal, goesOn, 'Q')
    await ended
    expect(lines(terminal)).toContain('Right: it is false.')
    expect(lines(terminal).at(-2)).toBe('1 of 1 right.')
  })

  it('breaks what can be pressed between two keys in a narrow terminal, and wipes all of it away', async () => {
    const terminal = createTerminal(fixtureRoot)
    terminal.context.stdout.columns = 40
    const ended = askClaims(claims, terminal.context, inOrder)
    await press(terminal, asks, 't')
    await press(terminal, /any key goes on {2}p runs the proof\nq quit$/, 'q')
    await ended
    expect(terminal.written()).toContain('\nq quit\r\u001B[2K\u001B[1A\u001B[2K\n0 of 1')
    expect(terminal.screen()).toContain('You said that it is true. In fact it is\nfalse.\n')
  })

  it('has no score when the first claim is not answered', async () => {
    const terminal = createTerminal(fixtureRoot)
    const ended = askClaims(claims, terminal.context, inOrder)
    await press(terminal, asks, 'q')
    await ended
    expect(lines(terminal).at(-2)).toBe('No claim was answered.')
  })

  it('says when there is nothing to ask', async () => {
    const terminal = createTerminal(fixtureRoot)
    await askClaims([], terminal.context, inOrder)
    expect(terminal.screen()).toBe('\nThere is no claim yet.\n')
  })
})
