/** What a command may touch. Tests give their own. */
export interface Context {
  /** The workspace's folder. */
  root: string
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  env: NodeJS.ProcessEnv
  /** Aborts on Ctrl-C and when the reader of the output has gone. */
  signal: AbortSignal
}
