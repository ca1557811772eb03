/** What a router or a parser of addresses may take for the same path. */
export function spellingsOf(path: string): string[] {
  const letters = path.replaceAll(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
  const capitals = path.replaceAll(/[a-z]/g, (letter, at: number) =>
    at % 2 === 0 ? letter.toUpperCase() : letter,
  )
  return [
    path,
    path.toUpperCase(),
    capitals,
    path.replace('/api', '/API'),
    path.replace('/api', '/%61pi'),
    path.replace('/api', '/%2561pi'),
    letters,
    path.replace('/api/', '/api%2f'),
    path.replace('/api', '/api;x'),
    path.replace('/api', '/./api'),
    path.replace('/api', '/x/../api'),
    path.replace('/api/', '/api/./'),
    path.replace('/api/', '/api/x/../'),
    path.replace('/api/', '/api/%2e%2e/api/'),
    path.replace('/api/', '/api//'),
    path.replace('/api/', '/api\\'),
    // A fragment makes the slower parser read it, which takes \ for /.
    `${path.replaceAll('/', '\\')}#`.replace('\\', '/'),
    `/${path}`,
    `//x${path}`,
    `${path}/`,
    `${path}//`,
    `${path};x`,
    `${path}%00`,
    `${path}?`,
    `${path}?x=/../..`,
    `${path}#x`,
    `http://127.0.0.1${path}`,
    `http://127.0.0.1${path.toUpperCase()}`,
    `x://y${path}`,
  ]
}
