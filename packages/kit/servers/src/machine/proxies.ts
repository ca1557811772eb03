const loopback = ['localhost', '127.0.0.1', '::1']

/** Variables that lead HTTP through a proxy, as most programs read them. */
export const proxyVariables = ['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
])

/**
 * Excepts this machine from the proxies of this process and of what it starts: servers of the lab
 * listen on loopback, where a proxy would look for its own.
 */
export async function sendLoopbackDirectly(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  if (proxyOf('http', environment) === '' && proxyOf('https', environment) === '') return
  const direct = [...new Set([...directHosts(environment), ...loopback])].join(',')
  environment['NO_PROXY'] = direct
  environment['no_proxy'] = direct
  // Node has read them when it started.
  if (environment['NODE_USE_ENV_PROXY'] === '1') (await import('node:http')).setGlobalProxyFromEnv()
}

/** Says the same to Java, which reads no such variables. */
export function javaProxyOptions(environment: NodeJS.ProcessEnv = process.env): string[] {
  const proxies = (['http', 'https'] as const).flatMap((scheme) => {
    const proxy = readProxy(proxyOf(scheme, environment))
    return proxy === undefined ? [] : optionsOf(scheme, proxy)
  })
  if (proxies.length === 0) return []
  const direct = [...directHosts(environment).flatMap(asJavaHosts), 'localhost', '127.*', '[::1]']
  return [
    ...proxies,
    `-Dhttp.nonProxyHosts=${[...new Set(direct)].join('|')}`,
    // Maven 3.9 and 4 ask for these before they look at those above.
    '-Daether.connector.http.useSystemProperties=true',
    '-Daether.transport.http.useSystemProperties=true',
  ]
}

function proxyOf(scheme: 'http' | 'https', environment: NodeJS.ProcessEnv): string {
  return environment[`${scheme}_proxy`] || environment[`${scheme.toUpperCase()}_PROXY`] || ''
}

function readProxy(text: string): URL | undefined {
  // As curl, which takes `proxy.example:3128` for HTTP.
  const address = text.includes('://') ? text : `http://${text}`
  return text !== '' && URL.canParse(address) ? new URL(address) : undefined
}

function optionsOf(scheme: string, { protocol, hostname, port, username, password }: URL) {
  const usualPort = protocol === 'https:' ? '443' : '80'
  const options = [
    `-D${scheme}.proxyHost=${hostname}`,
    `-D${scheme}.proxyPort=${port || usualPort}`,
  ]
  if (username !== '') {
    options.push(`-D${scheme}.proxyUser=${decodeURIComponent(username)}`)
    options.push(`-D${scheme}.proxyPassword=${decodeURIComponent(password)}`)
  }
  return options
}

function directHosts(environment: NodeJS.ProcessEnv): string[] {
  const text = environment['no_proxy'] || environment['NO_PROXY'] || ''
  return text
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean)
}

// `example.com` and `.example.com` mean its subdomains too, and a port counts for nothing in Java.
function asJavaHosts(host: string): string[] {
  if (host === '*' || host.includes('::')) return [host]
  const name = host.replace(/:\d+$/, '').replace(/^\*?\./, '')
  return [name, `*.${name}`]
}
