/** The bank cannot be reached. It may be next time, so the service takes no note of the command. */
export class BankUnavailableError extends Error {
  override name = 'BankUnavailableError'
}
