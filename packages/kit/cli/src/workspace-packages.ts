import { existsSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'
import { areas, foldersIn } from './workspace-concepts.ts'

export interface WorkspacePackage {
  /** As in package.json. */
  name: string
  /** The folder's name. */
  id: string
  /** Absolute. */
  folder: string
  /** From the workspace's root. */
  path: string
  kind: 'kit' | 'concept' | 'demo'
  manifest: PackageManifest
}

export interface PackageManifest {
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  [key: string]: unknown
}

/** Lists the packages of a workspace: `packages/<area>/<name>` and `demos/<name>`. */
export function workspacePackages(root: string): WorkspacePackage[] {
  const folders = [
    ...foldersIn(join(root, 'packages')).flatMap((area) =>
      foldersIn(join(root, 'packages', area)).map((id) => join(root, 'packages', area, id)),
    ),
    ...foldersIn(join(root, 'demos')).map((id) => join(root, 'demos', id)),
  ]
  return folders.flatMap((folder) => {
    const file = join(folder, 'package.json')
    if (!existsSync(file)) return []
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as PackageManifest
    const path = relative(root, folder).replaceAll('\\', '/')
    const kind = path.startsWith('packages/kit/')
      ? 'kit'
      : path.startsWith('demos/')
        ? 'demo'
        : 'concept'
    return { name: manifest.name, id: basename(folder), folder, path, kind, manifest }
  })
}

/**
 * Finds the packages that a person names by id, package name, path or area.
 *
 * @throws {MisuseError} If there is none of that name; an area may be empty.
 */
export function namedPackages(root: string, names: string[]): WorkspacePackage[] {
  const packages = workspacePackages(root)
  return names.flatMap((name) => {
    const path = name.replace(/^\.\//, '').replace(/\/$/, '')
    const found = packages.find((one) => [one.id, one.name, one.path].includes(path))
    if (found !== undefined) return found
    if (['kit', 'demos', ...areas].includes(path)) {
      return packages.filter((one) => one.path.split('/').at(-2) === path)
    }
    const ids = packages.map((one) => one.id)
    throw new MisuseError(
      `Unknown package "${name}".${didYouMean(name, ids)}\nThere are: ${ids.join(', ')}`,
    )
  })
}
