import { parseArgs } from 'node:util'
import type { Concept, View } from '@lab/stage'
import { createNdjsonView, createTerminalView, loadDemo, performDemo } from '@lab/stage'
import type { Command } from './command.ts'
import { conceptListText } from './concept-list-text.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { textOptions } from './prose-text.ts'
import type { ConceptEntry } from './workspace-concepts.ts'
import { replayRace } from './replay-race.ts'
import { requireConcept, workspaceConcepts } from './workspace-concepts.ts'

const help = `Usage: lab demo [concept] [options]

Runs a concept on real servers and shows what happens: the failure, the fix to name first, and the
ways compared. Without a concept: lists them.

  --all         play every scene
  --scene <id>  play this scene only; may be given more than once
  --step        wait for a key before each moment (space: next, q: quit)
  --replay <order>  run a race of the scene in this order, as 'alice×2 bob×4 alice'
  --race <id>       which race of the scene; by default the first with these actors
  --level <level>   at which isolation level the replay's connections begin, as 'repeatable read'
  --json        one event a line
  --markdown    the transcript as it stands in a README

Exit code: 0 when every verdict is as claimed, 1 when one is not, 2 for bad input or no server.
`

const ownOptions = {
  all: { type: 'boolean', default: false },
  scene: { type: 'string', multiple: true, default: [] as string[] },
  replay: { type: 'string' },
  race: { type: 'string' },
  level: { type: 'string' },
  json: { type: 'boolean', default: false },
  step: { type: 'boolean', default: false },
  markdown: { type: 'boolean', default: false },
} as const

export const command: Command = { help, helpFor, run }

async function run(args: string[], context: Context): Promise<number> {
  const named = await namedDemo(args, context)
  const { values: all, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...ownOptions, ...optionsOf(named?.demo) },
  })
  if (positionals.length > 1)
    throw new MisuseError(`lab demo takes one concept, received ${positionals.join(', ')}`)
  const values = all as OwnValues
  if (Number(values.json) + Number(values.step) + Number(values.markdown) > 1) {
    throw new MisuseError('lab demo takes one of --json, --step and --markdown')
  }
  if (values.step && !(context.stdin.isTTY && context.stdout.isTTY)) {
    throw new MisuseError(
      'Cannot step: input and output must be a terminal\nTry: the same without --step',
    )
  }
  const id = positionals[0] ?? (await chooseConcept(values.json, context))
  if (id === undefined) return 0
  const entry = named?.entry ?? requireConcept(context.root, id)
  const demo = configure(named?.demo ?? (await loadDemo(entry)), all)
  checkScenes(demo, values.scene)
  if (values.all && values.scene.length > 0) {
    throw new MisuseError('lab demo takes --all or --scene, not both')
  }
  const quitting = new AbortController()
  const view = await chooseView(values, entry, context, () => quitting.abort(new Error('Quit')))
  const signal = AbortSignal.any([context.signal, quitting.signal])
  if (values.race !== undefined && values.replay === undefined) {
    throw new MisuseError('--race says what --replay runs, and needs it')
  }
  if (values.level !== undefined && values.replay === undefined) {
    throw new MisuseError('--level says how --replay runs, and needs it')
  }
  try {
    if (values.replay !== undefined) {
      const { scene: scenes, race, replay: schedule, level } = values
      await replayRace(demo, { view, scenes, race, schedule, level, signal })
      return 0
    }
    const { asClaimed } = await performDemo(demo, {
      views: [view],
      scenes: played(demo, values),
      signal,
    })
    return asClaimed ? 0 : 1
  } catch (error) {
    if (quitting.signal.aborted && !context.signal.aborted) return 0
    throw error
  }
}

/** The scenes to play: those asked for, all, or the headline. */
function played(demo: Concept, { all, scene }: OwnValues): string[] {
  if (all) return []
  return scene.length > 0 ? scene : demo.headline
}

type OwnValues = ReturnType<typeof parseArgs<{ options: typeof ownOptions }>>['values']

/** The demo that the arguments name: it may have options of its own. */
async function namedDemo(args: string[], context: Context) {
  const { positionals } = parseArgs({ args, strict: false, options: ownOptions })
  if (positionals.length === 0) return undefined
  // As its options are not known yet, their values look like names of concepts.
  const ids = workspaceConcepts(context.root).map(({ id }) => id)
  const entry = requireConcept(
    context.root,
    positionals.find((name) => ids.includes(name)) ?? positionals[0]!,
  )
  return { entry, demo: await loadDemo(entry) }
}

function optionsOf(demo: Concept | undefined): Record<string, { type: 'string' }> {
  const names = Object.keys(demo?.options ?? {})
  return Object.fromEntries(names.map((name) => [name, { type: 'string' }]))
}

function configure(demo: Concept, values: Record<string, unknown>): Concept {
  const given = Object.keys(demo.options).flatMap((name) =>
    typeof values[name] === 'string' ? [[name, values[name]] as const] : [],
  )
  try {
    return demo.configure(Object.fromEntries(given))
  } catch (error) {
    if (error instanceof RangeError) throw new MisuseError(error.message, { cause: error })
    throw error
  }
}

async function helpFor(args: string[], context: Context): Promise<string> {
  const options = Object.entries((await namedDemo(args, context))?.demo.options ?? {})
  if (options.length === 0) return help
  const width = Math.max(...options.map(([name]) => name.length))
  const lines = options.map(
    ([name, { help: text, usual }]) => `  --${name.padEnd(width)}  ${text} (${usual || 'none'})`,
  )
  return `${help}\nOptions of ${args.find((argument) => !argument.startsWith('-'))}, with what they usually are:\n\n${lines.join('\n')}\n`
}

function checkScenes(demo: Concept, asked: string[]): void {
  const names = demo.scenes.map((scene) => scene.id)
  for (const id of asked) {
    if (names.includes(id)) continue
    throw new MisuseError(
      `Unknown scene "${id}" of ${demo.id}.${didYouMean(id, names)}\nThere are: ${names.join(', ')}`,
    )
  }
}

async function chooseView(
  values: { json: boolean; markdown: boolean; step: boolean },
  entry: ConceptEntry,
  context: Context,
  quit: () => void,
): Promise<View> {
  if (values.json) return createNdjsonView(context.stdout)
  if (values.markdown) {
    const { createMarkdownView } = await import('@lab/stage/markdown')
    return createMarkdownView((text) => void context.stdout.write(text))
  }
  const view = createTerminalView(context.stdout, { env: context.env })
  const servers = entry.needs.join(', ')
  if (servers !== '')
    await view.show({ type: 'progress', text: `starting ${servers}`, done: 0, total: undefined })
  if (!values.step) return view
  const { stepThrough } = await import('./step-through.ts')
  return stepThrough(view, context, quit)
}

async function chooseConcept(json: boolean, context: Context): Promise<string | undefined> {
  const concepts = workspaceConcepts(context.root)
  if (json) {
    for (const { folder: _, largerBecause: _reason, ...entry } of concepts)
      context.stdout.write(`${JSON.stringify(entry)}\n`)
    return undefined
  }
  context.stdout.write(conceptListText(concepts, textOptions(context).width))
  if (!context.stdin.isTTY || !context.stdout.isTTY || concepts.length === 0) return undefined
  const { pickOne } = await import('./pick-one.ts')
  context.stdout.write('\n')
  return pickOne(
    'Which concept?',
    concepts.map(({ id, area, question }) => ({
      value: id,
      label: id,
      hint: `${area}: ${question}`,
    })),
    context,
  )
}
