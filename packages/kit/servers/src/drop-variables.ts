const patterns = new Set<RegExp>()
const dropped: NodeJS.ProcessEnv = {}

/**
 * Drops variables that a client or a server reads by itself: with PGOPTIONS in the shell a demo would
 * have other results. A service's definition does so when it is imported, which is before its client.
 */
export function dropVariables(pattern: RegExp, environment: NodeJS.ProcessEnv = process.env): void {
  for (const [name, value] of Object.entries(environment)) {
    if (!pattern.test(name)) continue
    delete environment[name]
    if (environment === process.env) dropped[name] = value
  }
  if (environment === process.env) patterns.add(pattern)
}

/** Drops them again, before a server of the lab is used. */
export function dropVariablesAgain(): void {
  for (const pattern of patterns) dropVariables(pattern)
}

/** Gives them to code that may have servers of its own, until it asks for one of the lab. */
export function giveVariablesBack(): void {
  Object.assign(process.env, dropped)
}
