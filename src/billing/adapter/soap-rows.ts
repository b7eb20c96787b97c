import type { BillingCall } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import type { SoapClient } from '../transport/soap-client.ts'
import { elements, writeElements } from '../transport/xml.ts'
import type { ReadContext } from './context.ts'
import { type Row, xmlRow } from './row.ts'

/** A question over SOAP that is answered with rows. */
export interface SoapQuestion<T> {
  /** The operation. */
  readonly name: string
  /** Its parts in the order of the WSDL; null leaves one out. */
  readonly parts: Parameters<typeof writeElements>[0]
  /** Whether a row is one of those that were asked for. */
  readonly isAsked: (row: T) => boolean
}

/**
 * Asks, and reads all rows of the answer. One that cannot be read, or that was not asked for, makes the answer unreadable: a
 * list with a hole would say that something is not there.
 */
export type AskRows<T> = (question: SoapQuestion<T>, call: BillingCall) => Promise<readonly T[]>

/** Rows stand as `element` right below the operation's answer; `noun` is what oddities call them by. */
export function createAskRows<T>(options: {
  readonly soap: SoapClient
  readonly context: ReadContext
  readonly element: string
  readonly noun: string
  readonly read: (row: Row) => T
}): AskRows<T> {
  const { soap, context, element, noun, read } = options
  return async ({ name, parts, isAsked }, call) => {
    const request = { name, content: writeElements(parts), writes: false }
    return await soap.call(request, call, (answer) => {
      const rows = elements(answer, element).map((row) => read(xmlRow(row, noun, context)))
      if (!rows.every(isAsked)) throw malformed(`${noun}: a row that was not asked for`)
      return rows
    })
  }
}
