import { writeSync } from 'node:fs'
import { Session } from 'node:inspector'
import { workerData } from 'node:worker_threads'

// Runs beside the thread that runs an answer, which may be caught in a loop: then nothing there
// hears that the parent has gone, and no code can say where the loop is.

const lookEveryMs = 200
const loopMs = 2_000
const mostFrames = 200
const beat = workerData as Int32Array
const parent = process.ppid

let last = -1
let since = process.cpuUsage()
let asked = false
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  const now = Atomics.load(beat, 0)
  // What counts is work, not time: on a busy machine a beat may come late.
  const { user, system } = process.cpuUsage(since)
  if (now !== last) {
    last = now
    since = process.cpuUsage()
  } else if ((user + system) / 1000 > loopMs && !asked) {
    asked = true
    findLoop()
  }
}, lookEveryMs)

function findLoop(): void {
  const session = new Session()
  const urls = new Map<string, string>()
  session.connectToMainThread()
  session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => urls.set(scriptId, url))
  session.on('Debugger.paused', ({ params }) => {
    const places = params.callFrames
      .slice(0, mostFrames)
      .map(({ location }) => [urls.get(location.scriptId), location.lineNumber + 1])
    writeSync(4, `${JSON.stringify(places)}\n`)
  })
  session.post('Debugger.enable', () => session.post('Debugger.pause'))
}
