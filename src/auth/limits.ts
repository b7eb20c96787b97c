import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { TryStore } from '../store/store.ts'

const WINDOW_MS = 3_600_000

export interface SignInLimits {
  /**
   * Counts one try for the network and one for the login, before anybody is asked about the password. Answers null when
   * it may go on, else after how many seconds another try makes sense. Whether the login exists plays no part.
   */
  take(attempt: { login: string; address: string; now: number }): Promise<number | null>
  /** After the right password the login's tries are forgotten; the network's never are. */
  forgetLogin(login: string): Promise<void>
  /** A short stand-in for a login in the audit trail; without the signing key it leads back to nobody. */
  maskLogin(login: string): string
}

/**
 * The subjects are keyed hashes: contract numbers are few enough to try them all against a plain hash. A try beyond the
 * network's limit does not count for the login, so that a blocked network cannot lock logins out or fill the table.
 */
export function createSignInLimits(options: {
  tries: TryStore
  secret: Uint8Array
  maxPerLogin: number
  maxPerAddress: number
}): SignInLimits {
  const subjectOf = (kind: 'login' | 'network', name: string) =>
    `${kind}:${createHmac('sha256', options.secret).update(`${kind}:${name}`).digest('base64url')}`
  const loginSubject = (login: string) => subjectOf('login', normalizeLogin(login))

  async function takeOne(subject: string, max: number, now: number): Promise<number | null> {
    const { count, oldestAt } = await options.tries.record({ subject, now, windowMs: WINDOW_MS, max })
    return count > max ? Math.max(1, Math.ceil((oldestAt + WINDOW_MS - now) / 1000)) : null
  }

  return {
    take: async ({ login, address, now }) =>
      (await takeOne(subjectOf('network', networkOf(address)), options.maxPerAddress, now)) ??
      (await takeOne(loginSubject(login), options.maxPerLogin, now)),
    forgetLogin: (login) => options.tries.forget(loginSubject(login)),
    maskLogin: (login) => loginSubject(login).slice(0, 'login:'.length + 16),
  }
}

/** Spellings that a billing may take for one login count as one: case, width, invisible and blank characters. */
function normalizeLogin(login: string): string {
  return login
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\p{Z}]/gu, '')
}

/** An IPv4 address, or the /64 of an IPv6 address: one subscriber owns all 2^64 addresses in it. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const embedded = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (embedded !== undefined) return embedded
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.split('::')
  const before = head.split(':').filter((group) => group !== '')
  const after = tail.split(':').filter((group) => group !== '')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
