import { describe, expect, it } from 'vitest'
import { parseSpec } from './parse-spec.ts'

const twoBuyers = `
  # Two buyers, of whom one waits.
  setup { create table tickets (id int); }
  setup { insert into tickets values (1); }
  teardown { drop table tickets; }

  session alice
  setup { begin; }
  step lock   { select 1
                from tickets for update; }
  step "sell it" { delete from tickets; }
  teardown { commit; }

  session "bob ""the late"" buyer"
  step look { select 2 }`

const names = (orders: { step: { name: string } }[][]) =>
  orders.map((order) => order.map(({ step }) => step.name))

describe('parseSpec', () => {
  it('reads setups, sessions and their steps, with blocks free of the space at their ends', () => {
    expect(parseSpec(twoBuyers)).toMatchObject({
      setups: ['create table tickets (id int);', 'insert into tickets values (1);'],
      teardown: 'drop table tickets;',
      sessions: [
        {
          name: 'alice',
          setup: 'begin;',
          steps: [
            { name: 'lock', sql: expect.stringMatching(/^select 1\n +from tickets for update;$/) },
            { name: 'sell it', session: 'alice', sql: 'delete from tickets;' },
          ],
          teardown: 'commit;',
        },
        { name: 'bob "the late" buyer', setup: undefined, steps: [{ name: 'look' }] },
      ],
    })
  })

  it('makes every order of the steps when none is listed', () => {
    expect(names(parseSpec(twoBuyers).permutations)).toEqual([
      ['lock', 'sell it', 'look'],
      ['lock', 'look', 'sell it'],
      ['look', 'lock', 'sell it'],
    ])
  })

  it('takes the listed orders, and knows the marked steps of them', () => {
    const { permutations } = parseSpec(`${twoBuyers}
      permutation lock look(*) "sell it"
      permutation lock(look notices 2, look) look # as a comment`)
    expect(names(permutations)).toEqual([
      ['lock', 'look', 'sell it'],
      ['lock', 'look'],
    ])
    expect(permutations[0]!.map(({ isMarked }) => isMarked)).toEqual([false, true, false])
    expect(permutations[1]!.map(({ isMarked }) => isMarked)).toEqual([true, false])
  })

  it('refuses an order with a step that there is not', () => {
    expect(() => parseSpec(`${twoBuyers} permutation lock pay`)).toThrow(
      'Cannot read specification: no step is pay',
    )
  })
})
