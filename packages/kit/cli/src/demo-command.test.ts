import { once } from 'node:events'
import type { StageEvent } from '@lab/stage'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { lab, startLab } from './lab-process.fixture.ts'

describe('lab demo', () => {
  it('ends with 0 when every verdict is as claimed', async () => {
    const { code, stdout, stderr } = await lab(['demo', 'last-ticket'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^last-ticket\nThe last ticket\n/)
    expect(stdout).toContain('✗ BREAKS, as claimed · read-then-write')
    expect(stdout).toContain('✓ HOLDS, as claimed · row-lock')
  })

  it('plays the headline, and every scene with --all', async () => {
    const scenes = (text: string) => [...text.matchAll(/^━━ .*\((.*)\)$/gm)].map(([, id]) => id)
    const headline = await lab(['demo', 'shown-events'])
    expect(headline.stdout).toContain('2 of 5 scenes; --all plays every one\n')
    expect(scenes(headline.stdout)).toEqual(['rebalance', 'difference'])
    const all = await lab(['demo', 'shown-events', '--all'])
    expect(scenes(all.stdout)).toHaveLength(5)
    expect(all.stdout).not.toContain('--all')
  })

  it('ends with 1 when a verdict is not as claimed', async () => {
    const { code, stdout } = await lab(['demo', 'wrong-claim', '--scene', 'not-as-claimed'])
    expect(code).toBe(1)
    expect(stdout).toContain('NOT AS CLAIMED (claimed: holds)')
  })

  it('ends with 1 and names the scene when a scene throws or has no verdict', async () => {
    const thrown = await lab(['demo', 'wrong-claim', '--scene', 'throws'])
    expect(thrown.code).toBe(1)
    expect(thrown.stderr).toMatch(
      /^Cannot play scene "throws": the ground gave way\n {4}at .*demo\.ts/,
    )
    const silent = await lab(['demo', 'wrong-claim', '--scene', 'no-verdict'])
    expect([silent.code, silent.stderr]).toEqual([
      1,
      'Cannot play scene "no-verdict": its last event must be a verdict, received "say"\n',
    ])
  })

  it('ends with 2 and no stack when a server cannot be had', async () => {
    const { code, stderr } = await lab(['demo', 'wrong-claim', '--scene', 'no-server'])
    expect([code, stderr]).toEqual([2, 'Cannot start PostgreSQL\nTry: set DATABASE_URL\n'])
  })

  it.each([
    [
      ['demo', 'last-tickt'],
      'Unknown concept "last-tickt". Did you mean last-ticket?\nThere are: last-ticket, ',
    ],
    [
      ['demo', 'last-ticket', '--scene', 'row-lok'],
      'Unknown scene "row-lok" of last-ticket. Did you mean row-lock?\nThere are: sold-twice, row-lock',
    ],
    [['demo', 'last-ticket', '--all', '--scene', 'row-lock'], 'takes --all or --scene, not both'],
    [['demo', 'last-ticket', '--jsn'], "Unknown option '--jsn'"],
    [['demo', 'last-ticket', '--json', '--markdown'], 'lab demo takes one of'],
    [['demo', 'last-ticket', '--step'], 'Cannot step: input and output must be a terminal'],
    [['demo', 'last-ticket', 'wrong-claim'], 'lab demo takes one concept'],
    [['dmeo'], 'Unknown command "dmeo". Did you mean demo?\nThere are: demo, '],
    [['test', 'last-tickt'], 'Unknown package "last-tickt". Did you mean last-ticket?'],
    [['check', 'speling'], 'Unknown check "speling"'],
    [['servers', 'stoop'], 'Did you mean stop?'],
    [
      ['web', '--port', 'eighty'],
      'Cannot read --port: it must be a whole number from 0 to 65535, received "eighty"',
    ],
    [['web', '--port', ''], 'received ""\nTry: --port 8080, or no --port'],
    [['web', '--concept', 'last-ticket'], '--concept says what --export records'],
    [['web', '--export', 'site', '--concept', 'last-tickt'], 'Did you mean last-ticket?'],
    [
      ['web', '--export', '.'],
      `Cannot export to ${process.cwd()}: it must be empty\nTry: another folder`,
    ],
    [['new-concept', 'row-locks'], 'lab new-concept takes <area>/<name>'],
    [['new-concept', 'databse/row-locks'], 'Unknown area "databse". Did you mean database?'],
    [['new-concept', 'database/RowLocks'], 'Try: lab new-concept database/row-locks'],
    [['new-concept', 'database/last-ticket'], 'exists already, in packages/database/last-ticket'],
    [['new-concept', 'database/x', '--needs', 'postgre'], 'Did you mean postgres?'],
  ])('ends with 2 for %j and says the way out', async (args, message) => {
    const { code, stdout, stderr } = await lab(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/^ +at /m)
  })

  it('writes nothing but events with --json, a verdict last in each scene', async () => {
    const { stdout } = await lab(['demo', 'last-ticket', '--json'])
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as StageEvent)
    expect(events[0]).toMatchObject({ type: 'demo', id: 'last-ticket' })
    const last = events.flatMap((event, index) =>
      events[index + 1] === undefined || events[index + 1]!.type === 'scene' ? event.type : [],
    )
    expect(last).toEqual(['demo', 'verdict', 'verdict'])
  })

  it('takes options that the demo itself has, wherever they stand', async () => {
    const scene = ['--scene', 'no-verdict']
    const usual = await lab(['demo', 'wrong-claim', ...scene])
    expect(usual.stdout).toContain('at volume 3.')
    const louder = await lab(['demo', '--volume', '7', 'wrong-claim', ...scene])
    expect(louder.stdout).toContain('at volume 7.')
    const help = await lab(['demo', 'wrong-claim', '--help'])
    expect(help.stdout).toMatch(/^Usage: lab demo /)
    expect(help.stdout).toContain('  --volume  how loud it is (3)\n')
    const wrong = await lab(['demo', 'wrong-claim', '--volume', 'high'])
    expect([wrong.code, wrong.stderr]).toEqual([2, '--volume must be a digit, received "high"\n'])
    const none = await lab(['demo', 'last-ticket', '--volume', '7'])
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("'--volume'")])
  })

  it('runs a race of a scene in the order that it is given', async () => {
    const race = ['demo', 'wrong-claim', '--scene', 'race', '--replay']
    const { code, stdout } = await lab([...race, 'ann ben*2 ann'])
    expect(code).toBe(0)
    expect(stdout).toContain('order: ann ben×2 ann')
    expect(stdout).toContain('✗ 2 added, counter is 1')
    const named = await lab([...race, 'zoe', '--race', 'none'])
    expect(named.stdout).toContain('order: zoe×2')
  })

  it.each([
    [['--replay', 'ann×3'], 'Cannot follow schedule: ann has ended (finished), after "ann×2"'],
    [['--replay', 'ann(2)'], 'Cannot read schedule: a word must be a name'],
    [['--replay', 'ann×999999999'], 'all of them 10000 at most, received "ann×999999999"'],
    [['--replay', 'eve'], 'Scene "race" has no race with the actors of "eve".\nThere are: none, '],
    [
      ['--replay', 'ann', '--race', 'no'],
      'has no race "no".\nThere are: none, look-then-write/two',
    ],
    [['--race', 'none'], '--race says what --replay runs, and needs it'],
    [['--level', 'serializable'], '--level says how --replay runs, and needs it'],
    [['--replay', 'ann', '--level', 'snapshot'], '--level must be one of read committed, '],
    [['--replay', 'ann', '--scene', 'throws'], '--replay takes one --scene, one of'],
  ])('ends with 2 when a race cannot be run: %j', async (args, message) => {
    const { code, stdout, stderr } = await lab(['demo', 'wrong-claim', '--scene', 'race', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/^ +at /m)
  })

  it.each([
    ['LAB_STEADY_RUNS', '0', '1 to 10000'],
    ['LAB_BENCH_ROUNDS', 'Infinity', '1 to 1000'],
    ['LAB_BENCH_SAGAS', '1e9', '1 to 100000'],
  ])('ends with 2 before it measures when %s is %s', async (name, value, range) => {
    const { code, stdout, stderr } = await lab(['bench'], { env: { [name]: value } })
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `Cannot read ${name}: it must be a whole number from ${range}, received "${value}"\nTry: ${name}=10, or unset it\n`,
    ])
  })

  it('fits into 40 columns', async () => {
    const { stdout } = await lab(['demo', 'last-ticket'], { env: { COLUMNS: '40' } })
    expect(Math.max(...stdout.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(40)
    expect(stdout).toContain('bob    ┗ goes on')
  })

  it('colours only when FORCE_COLOR asks for it in a pipe', async () => {
    const plain = await lab(['demo', 'last-ticket'])
    const forced = await lab(['demo', 'last-ticket'], { env: { FORCE_COLOR: '1' } })
    expect([plain.stdout.includes('\u001B'), forced.stdout.includes('\u001B[')]).toEqual([
      false,
      true,
    ])
  })

  it('lists the concepts by area with their question', async () => {
    const { code, stdout } = await lab(['demo'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^database\n {2}last-ticket +Two buyers see one ticket left/)
    const { stdout: json } = await lab(['demo', '--json'])
    expect(JSON.parse(json.split('\n')[0]!)).toEqual({
      id: 'last-ticket',
      area: 'database',
      title: 'The last ticket',
      question: 'Two buyers see one ticket left. How do you sell it once?',
      needs: [],
    })
  })

  it('ends quietly when the reader of its output has gone', async () => {
    const child = startLab(['demo', 'unheard-wait', '--scene', 'endless'])
    const errors = child.stderr.setEncoding('utf8').toArray()
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, (await errors).join('')]).toEqual([141, 'disposed second\ndisposed first\n'])
  })

  it('disposes the world and ends with 130 on Ctrl-C', async () => {
    const child = startLab(['demo', 'unheard-wait', '--scene', 'forever'])
    const errors = child.stderr.setEncoding('utf8').toArray()
    await untilSaid(child.stdout, 'waiting')
    const started = performance.now()
    child.kill('SIGINT')
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, (await errors).join('')]).toEqual([130, 'disposed second\ndisposed first\n'])
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('ends within a second on Ctrl-C, and at once on the second, when the world does not close', async () => {
    for (const times of [1, 2]) {
      const child = startLab(['demo', 'slow-goodbye'])
      await untilSaid(child.stdout, 'waiting')
      const started = performance.now()
      child.kill('SIGINT')
      await untilSaid(child.stderr, 'closing')
      if (times === 2) child.kill('SIGINT')
      const [code] = (await once(child, 'exit')) as [number]
      expect(code).toBe(130)
      expect(performance.now() - started).toBeLessThan(times === 2 ? 600 : 1200)
    }
  })

  it('has help for itself and each command, and a version', async () => {
    const help = await lab(['--help'])
    const names = [...help.stdout.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name!)
    expect(names).toEqual([
      'demo',
      'race',
      'path',
      'test',
      'practice',
      'ask',
      'interview',
      'claims',
      'web',
      'bench',
      'check',
      'readme',
      'new-concept',
      'servers',
    ])
    const helps = await Promise.all(names.map((name) => lab([name, '--help'])))
    expect(
      helps.map(({ code, stdout }) => [code, /^Usage: lab ([a-z-]+)/.exec(stdout)?.[1]]),
    ).toEqual(names.map((name) => [0, name]))
    expect((await lab(['--version'])).stdout).toMatch(/^lab \d+\.\d+\.\d+, Node v\d+/)
  })
})

async function untilSaid(stream: NodeJS.ReadableStream, words: string): Promise<void> {
  let heard = ''
  for (;;) {
    const [chunk] = (await once(stream, 'data')) as [Buffer]
    heard += chunk.toString()
    if (heard.includes(words)) return
  }
}
