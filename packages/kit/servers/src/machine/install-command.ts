/** Says how a person installs a package of the system. */
export function installCommand(packageName: string): string {
  return process.platform === 'darwin'
    ? `brew install ${packageName}`
    : `sudo apt-get install ${packageName}`
}
