import { newVersion, oldVersion } from './versions.ts'
import type { Version } from './versions.ts'

/** One stage of a change: a migration, or none, and which versions of the service run after it. */
export interface Stage {
  does: string
  /** Whether the next file of the plan's folder is run. */
  migrates: 'next file' | 'nothing'
  running: Version[]
}

export interface Plan {
  /** The folder in `migrations`. */
  folder: string
  stages: Stage[]
}

const deploy = (does: string, ...running: Version[]): Stage => ({
  does,
  migrates: 'nothing',
  running,
})
const before = deploy('before', oldVersion)
const rolling = deploy('rolling deploy', oldVersion, newVersion)
const deployed = deploy('deployed', newVersion)

/** A migration that is run while these versions answer requests. */
const migration = (does: string, ...running: Version[]): Stage => ({
  does,
  migrates: 'next file',
  running,
})

const plan = (folder: string, ...stages: Stage[]): Plan => ({ folder, stages })

// One statement, no lost row. Breaks: no version of the code works before and after it.
export const renameAtOnce = plan(
  'rename-at-once',
  before,
  migration('rename the column', oldVersion),
  rolling,
  deployed,
)

// Both columns are there while both versions run. Breaks: each version writes its own column, so
// what the old one writes after the copy is not in the new column.
export const addAndCopy = plan(
  'add-and-copy',
  before,
  migration('add the column', oldVersion),
  migration('copy the rows', oldVersion),
  rolling,
  deployed,
  migration('drop the old column', newVersion),
)

// As above, and a trigger writes each value into both columns until the old version is gone.
// Costs four migrations and two deploys, and a trigger on every write meanwhile.
export const expandAndContract = plan(
  'expand-and-contract',
  before,
  migration('expand: column and trigger', oldVersion),
  migration('copy the rows', oldVersion),
  migration('validate the constraint', oldVersion),
  rolling,
  deployed,
  migration('contract: drop trigger and column', newVersion),
)
