/** However often it is tried: this message, mail or answer cannot be worked with. */
export class CannotProcessError extends Error {
  override readonly name = 'CannotProcessError'
}
