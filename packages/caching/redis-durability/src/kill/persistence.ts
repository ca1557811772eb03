/** What Redis is told to keep, by the settings that say so. */
export const persistence = {
  'no-persistence': { save: '', appendonly: 'no' },
  // The defaults of Redis 7.
  snapshot: { save: '3600 1 300 100 60 10000', appendonly: 'no' },
  'aof-no': { save: '', appendonly: 'yes', appendfsync: 'no' },
  'aof-everysec': { save: '', appendonly: 'yes', appendfsync: 'everysec' },
  'aof-always': { save: '', appendonly: 'yes', appendfsync: 'always' },
} as const satisfies Record<string, Record<string, string>>

export type Persistence = keyof typeof persistence
