/** Thrown when a command is used wrongly or gets bad input: printed without a stack, exit code 2. */
export class MisuseError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MisuseError'
  }
}
