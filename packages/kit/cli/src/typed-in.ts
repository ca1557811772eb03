/** Where a command was typed: `pnpm <command>` runs it in the workspace's folder, wherever that is. */
export function typedIn(env: NodeJS.ProcessEnv, command: string): string {
  return (env['npm_lifecycle_event'] === command && env['INIT_CWD']) || process.cwd()
}
