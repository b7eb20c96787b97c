import { createHttp, type Http, type HttpOptions } from '../transport/http.ts'

/** An honest answer is smaller. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024
/** A queue of this many times the calls at once is as long as a caller may have the patience for. */
const WAITING_PER_CONNECTION = 16

/**
 * An HTTP client for the host of an address, within the limits that suit an old billing. Two addresses on one host may share
 * one; it is closed with the billing (`shared` of `assembleBilling`).
 */
export function openHttp(
  url: string,
  { timeoutMs, maxConcurrency, onCall }: Pick<HttpOptions, 'timeoutMs' | 'maxConcurrency' | 'onCall'>,
): Http {
  const maxWaiting = maxConcurrency * WAITING_PER_CONNECTION
  const { origin } = new URL(url)
  return createHttp({ origin, timeoutMs, maxConcurrency, maxWaiting, maxAnswerBytes: MAX_ANSWER_BYTES, onCall })
}

/** The path of an address, without a slash at its end. */
export function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '')
}

/** The value of an `authorization` header by name and password. */
export function basicAuthorization(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`, 'utf8').toString('base64')}`
}
