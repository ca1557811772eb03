import { answerOf, conduct, crashable, turn } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { openRedis } from '../../src/index.ts'
import type { KeySpace } from '../../src/index.ts'
import { begin, drain } from './open-queue.ts'
import type { Open, Taken } from './open-queue.ts'

export const facts = defineFacts<Open, KeySpace>({
  answer: 'jobQueue',
  open: openRedis,
  facts: {
    'loses no job, wherever a worker dies': (open, { plain, watched }) => {
      const queue = open(watched(), 'alice')
      let done: string[] = []
      return conduct({
        setup: async () => {
          done = []
          await begin(open, plain, ['mail-1', 'mail-2'])
        },
        actors: {
          alice: crashable(async () => {
            const taken = await queue.take()
            if (taken === undefined) return
            await turn(`sends ${taken.job}`)
            done.push(taken.job)
            await queue.finish(taken)
          }),
        },
        invariant: async () => {
          await open(plain, 'bob').recover('alice')
          const there = [...done, ...(await drain(open, plain))]
          const lost = ['mail-1', 'mail-2'].find((job) => !there.includes(job))
          return lost && `alice has not run "${lost}", and no worker gets it`
        },
      })
    },

    'keeps a job, wherever the one who recovers it dies': (open, { plain, watched }) => {
      const redis = watched()
      const recover = () => open(redis, 'bob').recover('alice')
      return conduct({
        setup: async () => {
          await begin(open, plain, ['mail-1'])
          await open(plain, 'alice').take()
        },
        actors: { bob: crashable(recover, { restart: recover }) },
        invariant: async () => {
          const free = await drain(open, plain)
          return free.length === 1
            ? undefined
            : `alice is gone with one job, and ${free.length} jobs are free afterwards`
        },
      })
    },

    'gives each job to one worker, in every order of two workers': (open, { plain, watched }) =>
      [['mail-1', 'mail-2'], ['mail-1']].map((jobs) => {
        const [alice, bob] = [watched(), watched()]
        return conduct({
          setup: () => begin(open, plain, jobs),
          actors: {
            alice: async () => (await open(alice, 'alice').take())?.job,
            bob: async () => (await open(bob, 'bob').take())?.job,
          },
          invariant: async (endings) => {
            const given = Object.values(endings).map(answerOf)
            const got = given.filter((job) => job !== undefined)
            return got.length === jobs.length && jobs.every((job) => got.includes(job))
              ? undefined
              : `${jobs.join(' and ')} free, and two workers get ${given.map(String).join(' and ')}`
          },
        })
      }),

    'gives the oldest job first': async (open, { plain }) => {
      const jobs = Array.from({ length: 12 }, (_, index) => `mail-${index + 1}`)
      await begin(open, plain, jobs)
      for (const job of jobs) {
        const taken = await open(plain, `worker of ${job}`).take()
        if (taken?.job !== job)
          return `"${job}" is the oldest free job, and "${taken?.job}" is given`
      }

      await begin(open, plain, jobs)
      for (let taken = 0; taken < 11; taken++) await open(plain, 'alice').take()
      await open(plain, 'bob').recover('alice')
      const free = await drain(open, plain)
      // Whether all of them are free says another fact.
      const isInOrder = jobs.filter((job) => free.includes(job)).join() === free.join()
      return isInOrder
        ? undefined
        : `alice held mail-1 to mail-11, is recovered, and these are given: ${free.join(', ')}`
    },

    'gives each job whole, in every order of adding and taking': (open, { plain, watched }) => {
      const [one, other] = [watched(), watched()]
      const setup = () => begin(open, plain, [])
      const site = () => open(one, 'site').add('mail')
      const wholeOnes = async (given: readonly string[] = []): Promise<string | undefined> => {
        const broken = [...given, ...(await drain(open, plain))].find((job) => job !== 'mail')
        return broken === undefined ? undefined : `"mail" is added, and "${broken}" is given`
      }
      return [
        conduct({
          setup,
          actors: { site, alice: async () => (await open(other, 'alice').take())?.job },
          invariant: (endings) => {
            const given = answerOf(endings['alice']!)
            return wholeOnes(given === undefined ? [] : [given as string])
          },
        }),
        conduct({ setup, actors: { site: crashable(site) }, invariant: () => wholeOnes() }),
      ]
    },

    'tells equal jobs apart, in every order of two who add them': (open, { plain, watched }) => {
      const [one, other] = [watched(), watched()]
      const race = (invariant: () => Promise<string | undefined>) =>
        conduct({
          setup: () => begin(open, plain, []),
          actors: {
            site: () => open(one, 'site').add('mail'),
            shop: () => open(other, 'shop').add('mail'),
          },
          invariant,
        })
      const [alice, bob] = [open(plain, 'alice'), open(plain, 'bob')]
      return [
        race(async () => {
          const first = await alice.take()
          await alice.take()
          await alice.finish(first!)
          return (await bob.recover('alice')) === 0
            ? 'alice holds two equal jobs and finishes one, and the other is gone'
            : undefined
        }),
        race(async () => {
          const early = await alice.take()
          await bob.recover('alice')
          await bob.take()
          const second = await alice.take()
          await open(plain, 'site').add('mail')
          const third = await alice.take()
          await alice.finish(early!)
          const answers = [await alice.finish(second!), await alice.finish(third!)]
          return answers.includes(false)
            ? 'alice finishes a job that bob has by now, and an equal one that she took later is gone'
            : undefined
        }),
      ]
    },

    'frees every job of the dead worker, and none of another one': async (open, { plain }) => {
      const others = [
        'bob',
        'alice2',
        'al',
        'ALICE',
        ' alice',
        'alice:1',
        'jobs',
        '',
        `O'Brien "2"`,
      ]
      const jobs = Array.from({ length: 120 }, (_, index) => `${index + 1}`)
      await begin(open, plain, [...jobs, ...others.map((name) => `job-of-${name}`), 'free'])
      const alice = open(plain, 'alice')
      const held: (string | undefined)[] = []
      while (held.length < 120) held.push((await alice.take())?.job)
      for (const name of others) await open(plain, name).take()
      for (const name of ['nobody', '[ab]lice', '?lice']) {
        const none = await open(plain, 'bob').recover(name)
        if (none !== 0) return `"${name}" held no job, and it answers ${none}`
      }
      const freed = await open(plain, 'bob').recover('alice')
      const free = await drain(open, plain)
      if (free.length !== 121 || !held.every((job) => free.includes(job!)))
        return `alice held 120 jobs, one more was free, and these are ${free.length}: ${free.slice(-12).join(', ')}`
      return freed === 120 ? undefined : `alice held 120 jobs, and it answers ${freed}`
    },

    'finishes only what the worker still holds, in every order of finish and recover': (
      open,
      { plain, watched },
    ) => {
      const [one, other] = [watched(), watched()]
      let taken: Taken | undefined
      const setup = async () => {
        await begin(open, plain, ['mail-1'])
        taken = await open(plain, 'alice').take()
      }
      const alice = () => open(one, 'alice').finish(taken!)
      return [
        conduct({
          setup,
          actors: { alice, bob: () => open(other, 'bob').recover('alice') },
          invariant: async (endings) => {
            const [isFinished, freed] = ['alice', 'bob'].map((name) => answerOf(endings[name]!))
            const free = await drain(open, plain)
            if (isFinished === true && free.length > 0)
              return 'the job is finished, and comes again'
            if (isFinished === false && free.length === 0)
              return 'alice hears that she no longer holds the job, and no worker gets it'
            return freed === free.length
              ? undefined
              : `${free.length} jobs were freed, and it answers ${String(freed)}`
          },
        }),
        conduct({
          setup,
          actors: {
            alice,
            bob: async () => {
              const bob = open(other, 'bob')
              await bob.recover('alice')
              return bob.take()
            },
          },
          invariant: async (endings) => {
            const [isFinished, given] = ['alice', 'bob'].map((name) => answerOf(endings[name]!))
            const queue = open(plain, 'alice')
            if (given === undefined)
              return (await queue.finish(taken!))
                ? 'alice finishes her job twice, and hears true twice'
                : undefined
            if (isFinished === true)
              return 'bob has the job by now, alice finishes it late, and hears true'
            if (await queue.finish(given as Taken))
              return 'bob holds the job, alice finishes it, and hears true'
            const held = await queue.recover('bob')
            return held === 1
              ? undefined
              : `alice finishes late, and of bob's one job ${held} are left`
          },
        }),
      ]
    },

    'gives back each text as it was added': async (open, { plain }) => {
      for (const job of [
        '',
        ' two  words ',
        '{"to":"a:b","n":[1,2]}',
        'a\nb',
        '12 34',
        'a|b;c,d/e#f\tg',
        'null',
        '007',
        'ü😀',
      ]) {
        await begin(open, plain, [job])
        const taken = await open(plain, 'alice').take()
        if (taken?.job !== job)
          return `${JSON.stringify(job)} is added, and ${JSON.stringify(taken?.job)} is given`
      }
      return undefined
    },
  },
})
