import type { Timeline } from '@lab/conductor'
import type { ServerLabel, StageEvent, Verdict } from './events.ts'

type Shown<Type extends StageEvent['type']> = Omit<Extract<StageEvent, { type: Type }>, 'type'>

/** What a scene uses to show something. */
export interface Stage {
  /** Narrates: one or two plain sentences. */
  say(text: string): Promise<void>
  /** Shows a recorded run as swimlanes, one lane per actor. */
  play(title: string, timeline: Timeline): Promise<void>
  table(table: Shown<'table'>): Promise<void>
  chart(chart: Shown<'chart'>): Promise<void>
  /** Says how far long work is. Views may drop it. */
  progress(progress: Shown<'progress'>): void
  /** Closes the scene. `claim` is what the concept says, `observed` what this run showed. */
  verdict(verdict: Omit<Verdict, 'type' | 'scene'>): Promise<void>
}

export interface Scene<World> {
  id: string
  title: string
  play(stage: Stage, world: World): Promise<void>
}

/** The servers and other resources of a demo, opened before its first scene and disposed after its last. */
export type World = Record<string, AsyncDisposable & { server?: ServerLabel }>

export interface Concept<W extends World = World> {
  /** The folder's name, as `row-locks`. */
  id: string
  title: string
  /** The interview question that the demo answers. */
  question: string
  needs: ServerLabel['service'][]
  open(): Promise<W>
  scenes: Scene<W>[]
}

/**
 * Describes a demo. Its module exports the result as `demo`.
 *
 * @throws {TypeError} If an id is not kebab-case or two scenes share one.
 */
export function concept<W extends World>(description: Concept<W>): Concept<W> {
  const ids = [description.id, ...description.scenes.map((scene) => scene.id)]
  for (const id of ids) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
      throw new TypeError(`Cannot describe demo: id must be kebab-case, received "${id}"`)
    }
  }
  const twice = ids.slice(1).find((id, index, scenes) => scenes.indexOf(id) !== index)
  if (twice !== undefined) {
    throw new TypeError(`Cannot describe demo: scene id must be unique, received "${twice}" twice`)
  }
  return description
}
