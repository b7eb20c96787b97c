import { Pool } from 'undici'
import type { Message } from '../domain/message.ts'
import { type Courier, DeliveryError } from './port.ts'

export interface HttpSmsOptions {
  readonly url: string
  /** By name, e.g. `authorization`. */
  readonly headers: Readonly<Record<string, string>>
  /** Where `{to}`, `{digits}`, `{text}` and `{id}` stand, the message's values are put, written as the content type needs. */
  readonly body: string
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded'
  readonly timeoutMs: number
}

const MAX_CONNECTIONS = 4
const MAX_ANSWER_BYTES = 64 * 1024

/**
 * SMS through a provider that takes HTTP POST. Any 2xx is success and all else is tried again; the id is sent as
 * `Idempotency-Key`, and in the body where the template has it.
 */
export function createHttpSmsCourier({ url, headers, body, contentType, timeoutMs }: HttpSmsOptions): Courier {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, {
    connections: MAX_CONNECTIONS,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
  })
  return {
    maxAtOnce: MAX_CONNECTIONS,
    async send(message, { signal }) {
      const answer = await pool
        .request({
          method: 'POST',
          path: pathname + search,
          headers: { ...headers, 'content-type': contentType, 'idempotency-key': message.id, accept: '*/*' },
          body: fillTemplate(body, message, contentType),
          signal,
        })
        .catch((cause: unknown) => {
          throw new DeliveryError(
            signal.aborted ? 'DELIVERY_TIMEOUT' : 'DELIVERY_FAILED',
            'The SMS provider did not answer.',
            { cause },
          )
        })
      // Read to its end, or the connection is of no more use; its text may quote the message.
      await answer.body.dump({ limit: MAX_ANSWER_BYTES })
      if (answer.statusCode >= 200 && answer.statusCode < 300) return origin
      throw new DeliveryError('DELIVERY_REFUSED', `The SMS provider answered ${answer.statusCode}.`)
    },
    close: () => pool.close(),
  }
}

/** Values are escaped for where they stand: in JSON between quotation marks, in a form as components. */
function fillTemplate(
  template: string,
  { id, to, text }: Pick<Message, 'id' | 'to' | 'text'>,
  contentType: HttpSmsOptions['contentType'],
): string {
  const values: Readonly<Record<string, string>> = { id, to, text, digits: to.replaceAll(/\D/g, '') }
  const write = (value: string) =>
    contentType === 'application/json' ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value)
  return template.replaceAll(/\{(id|to|text|digits)\}/g, (_match, name: string) => write(values[name] ?? ''))
}
