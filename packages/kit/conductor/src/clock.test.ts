import { endingText } from './ending.ts'
import { describe, expect, it } from 'vitest'
import { virtualClock } from './clock.ts'
import { conduct } from './conduct.ts'
import { crashable } from './program.ts'
import { describeMoment } from './describe-moment.ts'
import { kafkaStep } from './kafka/kafka-step.ts'
import { turn } from './run/turn.ts'

describe('virtualClock', () => {
  it('lets time pass only when told, one timer after the other', async () => {
    const clock = virtualClock()
    const seen: string[] = []
    const note = (text: string) => seen.push(`${text} at ${clock.now()}`)
    clock.setTimeout(() => note('second'), 20)
    clock.setTimeout(() => {
      note('first')
      void clock.sleep(5).then(() => note('what first started'))
    }, 10)
    const never = clock.setTimeout(() => note('cleared'), 15)
    clock.clearTimeout(never)
    await clock.advance(19)
    expect(seen).toEqual(['first at 10', 'what first started at 15'])
    await clock.advance(1)
    expect(seen).toEqual(['first at 10', 'what first started at 15', 'second at 20'])
  })

  it("takes the place of the process's timers until it is disposed", async () => {
    const clock = virtualClock({ startMs: 1_000 })
    const real = globalThis.setTimeout
    let ticks = 0
    let called = ''
    {
      using _ = clock.replaceTimers()
      const interval = setInterval(() => ticks++, 100)
      setTimeout((word: string) => (called = word), 250, 'given').unref()
      clearTimeout(setTimeout(() => (called = 'cleared'), 260))
      await clock.advance(300)
      clearInterval(interval)
      expect(Date.now()).toBe(1_300)
      await clock.advance(300)
    }
    expect([ticks, called]).toEqual([3, 'given'])
    expect(globalThis.setTimeout).toBe(real)
    expect(Date.now()).toBeGreaterThan(1_700_000_000_000)
  })
})

describe('conduct with a clock', () => {
  const clock = virtualClock()

  it('lets a timer fire before or after each step of the others', async () => {
    let seen: string[] = []
    const race = conduct({
      clock,
      setup: async () => (seen = []),
      actors: {
        holder: async () => {
          await clock.sleep(5_000, 'the hold ends')
          seen.push(`released at ${clock.now()}`)
        },
        buyer: async () => {
          await turn('look')
          seen.push('looked')
          await turn('buy')
          seen.push('bought')
        },
      },
      observe: async () => seen.join(', '),
    })
    const { outcomes, schedules } = await race.explore()
    expect(schedules).toBe(3)
    expect(outcomes.map(({ state, simplest }) => [simplest, state])).toEqual([
      ['fire(holder) buyer×2', 'released at 5000, looked, bought'],
      ['buyer×2 fire(holder)', 'looked, bought, released at 5000'],
      ['buyer fire(holder) buyer', 'looked, released at 5000, bought'],
    ])
    const { moments } = await race.replay('buyer fire(holder) buyer')
    expect(moments.map((moment) => `${moment.actor}: ${describeMoment(moment)}`)).toEqual([
      'buyer: look',
      'holder: the hold ends, after 5000 ms',
      'holder: ends',
      'buyer: buy',
      'buyer: ends',
    ])
  })

  it('lets the earliest timer fire first, whoever set it', async () => {
    let fired: string[] = []
    const sleeper = (name: string, ms: number) => async () => {
      await clock.sleep(ms)
      fired.push(`${name} at ${clock.now()}`)
    }
    const race = conduct({
      clock,
      setup: async () => (fired = []),
      actors: { late: sleeper('late', 20), early: sleeper('early', 10) },
      observe: async () => fired,
    })
    const { outcomes } = await race.explore({ prune: false })
    expect(outcomes.map(({ state }) => state)).toEqual([['early at 10', 'late at 20']])
    await expect(race.replay('fire(late)')).rejects.toThrow(
      'no timer of late is the next one to fire',
    )
  })

  it('lets a timer that is set later fire when it is due', async () => {
    let fired: string[] = []
    const race = conduct({
      clock,
      setup: async () => (fired = []),
      actors: {
        twice: async () => {
          await clock.sleep(10)
          fired.push(`first at ${clock.now()}`)
          await clock.sleep(15)
          fired.push(`second at ${clock.now()}`)
        },
        once: async () => {
          await clock.sleep(20)
          fired.push(`other at ${clock.now()}`)
        },
      },
      observe: async () => fired,
    })
    const { outcomes } = await race.explore({ prune: false })
    expect(outcomes.map(({ simplest, state }) => [simplest, state])).toEqual([
      ['fire(twice) fire(once) fire(twice)', ['first at 10', 'other at 20', 'second at 25']],
    ])
  })

  it('runs what a timer calls as its actor, and before it what is due of no actor', async () => {
    const rang: string[] = []
    const race = conduct({
      clock,
      setup: async () => {
        rang.length = 0
        clock.setTimeout(() => rang.push(`nobody at ${clock.now()}`), 5)
      },
      actors: {
        worker: async () => {
          using _ = clock.replaceTimers()
          setTimeout(() => void turn('rings at once'))
          await clock.sleep(10)
          rang.push(`worker at ${clock.now()}`)
        },
      },
    })
    const { moments } = await race.replay('fire(worker) worker fire(worker)')
    expect(moments.map(describeMoment)).toEqual([
      '0 ms pass',
      'rings at once',
      '10 ms pass',
      'ends',
    ])
    expect(rang).toEqual(['nobody at 5', 'worker at 10'])
  })

  it('counts the same orders with and without pruning where a step sets or clears a timer', async () => {
    let fired: string[] = []
    const setsOne = (name: string) => async () => {
      await kafkaStep(name, [{ resource: name, mode: 'write' }], async () => {})
      await clock.sleep(10)
      fired.push(name)
    }
    const clearsOne = async () => {
      const timer = clock.setTimeout(() => fired.push('cleared too late'), 5)
      // Touches nothing, so that it commutes even with a step that touches everything.
      await kafkaStep('think', [], async () => {})
      clock.clearTimeout(timer)
      await kafkaStep('go on', [], async () => {})
    }
    for (const actors of [
      { one: setsOne('one'), other: setsOne('other') },
      { one: setsOne('one'), clears: clearsOne },
    ]) {
      const race = conduct({
        clock,
        setup: async () => (fired = []),
        actors: actors as Record<string, () => Promise<void>>,
        observe: async () => fired.join(', '),
      })
      const found = async (prune: boolean) =>
        (await race.explore({ prune })).outcomes
          .map(({ state, schedules }) => `${String(state)} ×${schedules}`)
          .toSorted()
      const all = await found(false)
      expect(all.length).toBeGreaterThan(1)
      expect(await found(true)).toEqual(all)
    }
  })

  it('does not count it as an interruption when an actor waits for its timer', async () => {
    const race = conduct({
      clock,
      actors: {
        sleeper: async () => {
          await turn('lie down')
          await clock.sleep(10)
        },
        alice: async () => {
          await turn('look')
          await turn('buy')
        },
      },
    })
    expect(await race.explore({ preemptions: 1 })).toMatchObject({ schedules: 6 })
  })

  it('races a timeout with work in one actor', async () => {
    const race = conduct({
      clock,
      actors: {
        caller: async () => {
          const answer = Promise.withResolvers<string>()
          const timer = clock.setTimeout(
            () => answer.resolve('timed out'),
            1_000,
            'the call times out',
          )
          void turn('the reply comes').then(() => answer.resolve('replied'))
          const said = await answer.promise
          clock.clearTimeout(timer)
          return said
        },
      },
    })
    const { outcomes } = await race.explore()
    expect(
      outcomes.map(({ endings, simplest }) => [simplest, endingText(endings['caller'])]),
    ).toEqual([
      ['caller', 'finished: "replied"'],
      // The work goes on when no caller waits for it any more.
      ['fire(caller) caller', 'finished: "timed out", before "the reply comes" had its reply'],
    ])
  })

  it('does not let a dead actor hear its timers when time passes for others', async () => {
    let rang = 0
    const race = conduct({
      clock,
      setup: async () => (rang = 0),
      actors: {
        worker: crashable(async () => {
          clock.setTimeout(() => rang++, 10)
          await turn('work')
        }),
        other: () => clock.sleep(20),
      },
    })
    await race.replay('crash(worker) fire(other)')
    expect([rang, clock.now()]).toEqual([0, 20])
  })

  it('drops the timers of an actor that has died', async () => {
    let rang = 0
    const race = conduct({
      clock,
      setup: async () => (rang = 0),
      actors: {
        worker: crashable(async () => {
          clock.setTimeout(() => rang++, 10)
          await turn('work')
          await clock.sleep(50)
        }),
      },
      observe: async () => rang,
    })
    const found = async (options: { prune: boolean }) =>
      (await race.explore(options)).outcomes
        .map(
          ({ endings, state, schedules }) =>
            `${endingText(endings['worker'])} ${String(state)} ×${schedules}`,
        )
        .toSorted()
    const all = await found({ prune: false })
    expect(all).toEqual(['crashed 0 ×2', 'crashed 1 ×3', 'finished 1 ×2'])
    expect(await found({ prune: true })).toEqual(all)
  })
})
