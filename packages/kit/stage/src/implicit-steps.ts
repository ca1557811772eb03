import type { Moment } from '@lab/conductor'

/**
 * Leaves out the implicit begin and commit of a statement outside of a transaction where no other
 * actor comes in between: they say nothing then, and are two of three lines.
 */
export interface ImplicitSteps {
  /** Takes the next moment, and gives those to draw now. */
  add(moment: Moment): Moment[]
  /** Gives what is still to be drawn at the end of a timeline. */
  end(): Moment[]
}

export function createImplicitSteps(): ImplicitSteps {
  let begin: Moment | undefined
  /** The actor whose statement is the last moment, and began implicitly just before. */
  let committing: string | undefined
  const held = () => {
    const moments = begin === undefined ? [] : [begin]
    begin = undefined
    return moments
  }
  return {
    add(moment) {
      const statement = moment.type === 'step' ? moment.statement : undefined
      if (statement === 'implicit commit' && committing === moment.actor) {
        committing = undefined
        return []
      }
      if (statement === 'implicit begin') {
        const before = held()
        begin = moment
        committing = undefined
        return before
      }
      const isFollowed = begin?.actor === moment.actor && statement !== undefined
      if (isFollowed) begin = undefined
      committing = isFollowed ? moment.actor : undefined
      return [...held(), moment]
    },
    end: held,
  }
}

/** The moments of a timeline that are drawn, where all are known. */
export function drawnMoments(moments: readonly Moment[]): Moment[] {
  const steps = createImplicitSteps()
  return [...moments.flatMap((moment) => steps.add(moment)), ...steps.end()]
}
