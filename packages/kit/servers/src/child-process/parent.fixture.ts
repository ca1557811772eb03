import { startChild } from './child-process.ts'

const child = startChild<string, string>(new URL('child.fixture.ts', import.meta.url))
console.log(await child.ask('hello'))
