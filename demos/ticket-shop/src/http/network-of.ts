import { isIPv6 } from 'node:net'

/**
 * Names who is behind an address. One client of IPv6 has 2^64 of them: its network is what counts.
 *
 * @param ip As the socket has it, with a zone or as `::ffff:127.0.0.1`.
 */
export function networkOf(ip = ''): string {
  const [address = ''] = ip.split('%')
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  // Written out, `::` is as many zeros as are missing.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - before!.length - after!.length }, () => '0')
  return `${[...before!, ...(tail === undefined ? [] : zeros), ...after!].slice(0, 4).join(':')}::/64`
}
