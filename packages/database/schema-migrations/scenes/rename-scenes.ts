import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import { addAndCopy, expandAndContract, renameAtOnce, servesBothVersions } from '../src/index.ts'
import type { Plan } from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'no request fails, and each read gives what was written last'

function renameScene(
  plan: Plan,
  { title, say, claim, text }: { title: string; say: string; claim: Claim; text: string },
): Scene<World> {
  return {
    id: plan.folder,
    title,
    async play(stage, { changed }) {
      await stage.say(say)
      const stages = await servesBothVersions(await changed.open(), plan)
      await stage.table({
        title: 'Requests at each stage, by the versions of the service that run',
        columns: ['stage', 'versions', 'requests', 'failed', 'wrong'],
        rows: stages.map(({ does, running, requests, failed, wrong }) => [
          does,
          running,
          requests,
          failed,
          wrong,
        ]),
      })
      const sum = (count: 'requests' | 'failed' | 'wrong') =>
        stages.reduce((all, stage) => all + stage[count], 0)
      const first = stages.find((stage) => stage.first !== '')?.first
      const numbers = { requests: sum('requests'), failed: sum('failed'), wrong: sum('wrong') }
      await judge(stage, { way: plan.folder, promise, claim, text }, first, numbers)
    },
  }
}

export const renameAtOnceScene = renameScene(renameAtOnce, {
  title: 'Rename a column in one migration',
  say: 'The column name becomes full_name. The old version of the service knows the one, the new version the other. At each stage each version that runs creates a customer, renames one and reads all.',
  claim: 'breaks',
  text: 'The rename itself is instant. But from then on the old version fails, until its last instance has gone. If the rename came after the deploy, the new version would fail until the rename.',
})

export const addAndCopyScene = renameScene(addAndCopy, {
  title: 'Add a column, copy the rows, drop the old column',
  say: 'Both columns are there while both versions run, so no request fails.',
  claim: 'breaks',
  text: 'Each version writes its own column. What the old version writes after the copy is missing in the new column, and the last migration drops the only place where it stood.',
})

export const expandAndContractScene = renameScene(expandAndContract, {
  title: 'Expand and contract: a trigger keeps both columns equal',
  say: 'The column name becomes full_name, in steps. Both columns are there while both versions run, and a trigger writes each value into both until the old version has gone.',
  claim: 'holds',
  text: 'At every stage the schema fits every version that runs. Until the contract, the deploy can be taken back.',
})
