import { beforeAll, describe, expect, it } from 'vitest'
import { hiddenEffects } from './hidden-effects.ts'
import { loadParser } from './parse-sql.ts'

beforeAll(loadParser)

const complete = { isComplete: true, hides: false }
const of = (...texts: string[]) => hiddenEffects(texts, complete)
const all = { changeSchema: true, signal: true, leaveSomething: true, askLastNumber: true }
const none = {
  changeSchema: false,
  signal: false,
  leaveSomething: false,
  askLastNumber: false,
}

describe('what functions may do besides touching rows', () => {
  it.each([
    'update counters set n = n + 1 returning n',
    'select sum(v) from items',
    `begin insert into log values (tg_op) on conflict (what) do update set what = 'set'; return null; end`,
    `begin if new.v > 0 then update t set v = 1; else update t as x set v = 2; end if; end`,
    'begin perform pg_advisory_xact_lock(1); end -- set role x',
  ])('is nothing in %j', (text) => {
    expect(of(text)).toEqual(none)
  })

  it.each([
    'set search_path = x',
    `begin update t set v = 1; set role x; end`,
    `begin if exists (select from t for update) then set role x; end if; end`,
    'begin loop set role x; end loop; end',
    `select set_config('a.b', '1', false)`,
    'select pg_try_advisory_lock(1)',
    `select dblink_exec('x')`,
    'create temp table t (id int)',
    'create table pg_temp.t (id int)',
    'select "pg_advisory_lock"(1)',
    `select * from ts_stat('select set_config(...)')`,
    'listen news',
  ])('may leave something by %j', (text) => {
    expect(of(text).leaveSomething).toBe(true)
  })

  it('may be anything when a text is run that is put together, except what that text lacks', () => {
    expect(of('begin execute format($1); end')).toEqual({ ...all, signal: false })
    expect(of(`begin execute 'select pg_' || kind || '_backend(1)'; end`)).toEqual(all)
  })

  it('may be anything when a source cannot be read', () => {
    expect(hiddenEffects([], { isComplete: false, hides: false })).toEqual(all)
    expect(of(`x = 'it`)).toEqual(all)
    expect(of(String.raw`select U&"set\005fconfig"()`)).toEqual(all)
  })

  it('may leave something where rules and policies act', () => {
    expect(hiddenEffects([], { isComplete: true, hides: true })).toEqual({
      ...none,
      leaveSomething: true,
    })
  })
})
