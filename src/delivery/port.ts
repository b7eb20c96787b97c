import type { Message } from '../domain/message.ts'

/**
 * Brings a message on its way; resolves to where it went, for the log: never the recipient, and nothing of the content. A
 * rejection means that it may be tried again, and then the provider may have had it once: it tells repetitions by the id.
 */
export interface Courier {
  /** How many messages it sends at once: more would wait for a connection while their own time runs out. */
  readonly maxAtOnce: number
  send(message: Message, call: { readonly signal: AbortSignal }): Promise<string>
  close(): Promise<void>
}

/** What is wrong with a provider, as an engineer looks for it. The message holds no recipient and no content. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly code: 'DELIVERY_FAILED' | 'DELIVERY_REFUSED' | 'DELIVERY_TIMEOUT'

  constructor(code: DeliveryError['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
