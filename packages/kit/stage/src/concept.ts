import type { Exploration, ExploreOptions, Race, Timeline } from '@lab/conductor'
import { services } from '@lab/servers/services'
import type { RaceName, ServerLabel, StageEvent, Verdict } from './events.ts'

type Shown<Type extends StageEvent['type']> = Omit<Extract<StageEvent, { type: Type }>, 'type'>

/** What a scene uses to show something. */
export interface Stage {
  /** Narrates: one or two plain sentences. */
  say(text: string): Promise<void>
  /**
   * Offers a race, so that people can run it in orders of their own as long as the world is open.
   * Shows nothing by itself.
   *
   * @throws {TypeError} If the scene offers another race of that name.
   */
  race(offer: RaceOffer): Promise<OfferedRace>
  /** Shows a recorded run as swimlanes, one lane per actor, and what the invariant said. */
  play(title: string, timeline: Timeline, of?: OfferedRace): Promise<void>
  table(table: Shown<'table'>): Promise<void>
  chart(chart: Shown<'chart'>): Promise<void>
  /** Shows who sent what to whom; `@lab/wire/record-exchange` records it. */
  exchange(exchange: Shown<'exchange'>): Promise<void>
  /** Shows what has parts; `planTree` makes one of a plan. */
  tree(tree: Shown<'tree'>): Promise<void>
  /** Shows what took how long in which process. */
  waterfall(waterfall: Shown<'waterfall'>): Promise<void>
  /** Shows a few lines; `listingOf` and `differenceOf` read them from files. */
  listing(listing: Shown<'listing'>): Promise<void>
  /** Says how far long work is. Views may drop it. */
  progress(progress: Shown<'progress'>): void
  /** Closes the scene. `claim` is what the concept says, `observed` what this run showed. */
  verdict(verdict: Omit<Verdict, 'type' | 'scene'>): Promise<void>
}

export interface RaceOffer {
  way: string
  /** Which of the way's races, when it has several. */
  name?: string
  race: Race
  /** How far it can be explored. */
  explore?: ExploreOptions
}

export interface OfferedRace extends RaceName {
  race: Race
  explore: ExploreOptions
  /** What its scene has found of it, with a list of its orders: a map needs no second exploration. */
  found?: Exploration
}

export interface Scene<W> {
  id: string
  title: string
  play(stage: Stage, world: W): Promise<void>
}

/** The servers and other resources of a demo, opened before its first scene and disposed after its last. */
export type World = Record<string, AsyncDisposable & { server?: ServerLabel }>

/**
 * What a concept's package.json says: its name, and under `lab` what lists and menus show. It
 * stands there and nowhere else, so that listing the concepts loads none of them.
 */
export interface ConceptManifest {
  /** `@lab/` and the folder's name, as `@lab/row-locks`. */
  name: string
  lab: {
    title: string
    /** The interview question that the demo answers. */
    question: string
    /** The servers that the demo needs, by the ids of @lab/servers: `postgres`. */
    needs: string[]
    /** The concepts to learn before this one, by their ids. */
    after?: string[]
    /** Why it has more files or words than a concept should have: `13 anomalies, a file each`. */
    largerBecause?: string
  }
}

/** An option of one demo, given to `lab demo <id>` as `--name value`. */
export interface DemoOption<Value = unknown> {
  /** What it is by default. */
  usual: string
  /** What `lab demo <id> --help` says of it. */
  help: string
  /** @throws {RangeError} If the text is no such value; the message says what it must be. */
  read(text: string): Value
}

export type DemoOptions = Record<string, DemoOption>

type Given<Options extends DemoOptions> = {
  [Name in keyof Options]: ReturnType<Options[Name]['read']>
}

/** A demo's story: what it plays, and in which world. */
export interface Story<W extends World, Options extends DemoOptions> {
  options?: Options
  open(given: Given<Options>): Promise<W>
  ahead?: boolean
  headline?: string[]
  scenes: Scene<W>[]
}

export interface Concept<W extends World = World> {
  /** The folder's name, as `row-locks`. */
  id: string
  title: string
  question: string
  /** Ids of services of @lab/servers. */
  needs: string[]
  open(): Promise<W>
  /** What `lab demo` takes for this demo besides its own options. */
  options: DemoOptions
  /**
   * The same demo, opened with other values of its options.
   *
   * @throws {RangeError} If a value is none of its option.
   */
  configure(texts: Record<string, string>): Concept<W>
  /**
   * Whether scenes need nothing from each other, so that the next one may be played in a second
   * world while one is shown.
   */
  ahead?: boolean
  /**
   * The scenes that are played without `--all` or `--scene`: the failure, the fix to name first, and
   * the comparison that ends with the answer to say.
   */
  headline: string[]
  scenes: Scene<W>[]
}

/**
 * Describes a demo. Its module exports the result as `demo`.
 *
 * @param manifest - The concept's package.json, imported `with { type: 'json' }`.
 * @throws {TypeError} If an id is not kebab-case, two scenes share one, the headline names no scene,
 *   or a needed server is unknown.
 */
export function concept<W extends World, Options extends DemoOptions = {}>(
  manifest: ConceptManifest,
  story: Story<W, Options>,
): Concept<W> {
  const id = manifest.name.replace(/^@lab\//, '')
  checkIds([id, ...story.scenes.map((scene) => scene.id)])
  const { title, question, needs } = manifest.lab
  const { open, options = {} as Options, headline = [], ...rest } = story
  checkHeadline(headline, story.scenes)
  const usual = Object.entries(options).map(([name, option]) => [name, option.usual])
  const configure = (texts: Record<string, string>): Concept<W> => {
    const all = Object.entries({ ...Object.fromEntries(usual), ...texts } as Record<string, string>)
    const given = all.map(([name, text]) => [name, options[name]!.read(text)])
    return {
      id,
      title,
      question,
      needs: needs.map(knownService),
      ...rest,
      headline: headline.length > 0 ? headline : story.scenes.map((scene) => scene.id),
      options,
      configure,
      open: () => open(Object.fromEntries(given) as Given<Options>),
    }
  }
  return configure({})
}

function checkIds(ids: string[]): void {
  for (const name of ids) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      throw new TypeError(`Cannot describe demo: id must be kebab-case, received "${name}"`)
    }
  }
  const twice = ids.slice(1).find((name, index, scenes) => scenes.indexOf(name) !== index)
  if (twice !== undefined) {
    throw new TypeError(`Cannot describe demo: scene id must be unique, received "${twice}" twice`)
  }
}

function checkHeadline(headline: string[], scenes: { id: string }[]): void {
  const ids = scenes.map(({ id }) => id)
  const unknown = headline.find((id) => !ids.includes(id))
  if (unknown === undefined) return
  throw new TypeError(
    `Cannot describe demo: headline must name scenes of ${ids.join(', ')}, received "${unknown}"`,
  )
}

function knownService(name: string): string {
  const known = services.map(({ id }) => id)
  if (known.includes(name)) return name
  throw new TypeError(
    `Cannot describe demo: needs must be of ${known.join(', ')}, received "${name}"`,
  )
}
