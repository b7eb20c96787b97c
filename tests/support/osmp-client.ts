import { readXml } from '../../src/billing/transport/xml.ts'
import type { Line, PartnerAnswer, PayOrder } from './partner-client.ts'
import { osmpDate } from './terminal-fronts.ts'

/** As `pay` of the API, in the words of OSMP: `line.url` is that of the API, at which the front stands beside it. */
export async function pay(order: PayOrder, line: Line & { readonly partnerId: string }): Promise<PartnerAnswer> {
  const { externalId, accountNumber, amount } = order
  const query = { command: 'pay', txn_id: externalId, account: accountNumber, sum: amount, txn_date: osmpDate() }
  return read(await ask(query, line), { done: 'PaymentAccepted', pending: 'PaymentPending', refused: 'PaymentRefused' })
}

export async function cancel(
  order: { readonly externalId: string },
  line: Line & { readonly partnerId: string },
): Promise<PartnerAnswer> {
  const answer = await ask({ command: 'cancel', txn_id: order.externalId }, line)
  return read(answer, { done: 'PaymentCanceled', pending: 'CancellationPending', refused: 'CancellationRefused' })
}

type Values = Readonly<Record<string, string>>

/** The elements of an answer, or why there is none. */
async function ask(query: Values, { url, partnerId, signal }: Line & { partnerId: string }): Promise<Values | string> {
  try {
    const front = `${new URL(`/terminals/osmp/${partnerId}`, url).href}?${new URLSearchParams(query).toString()}`
    const response = await fetch(front, { signal, headers: { 'accept-language': 'en' } })
    const text = await response.text()
    if (response.status !== 200) return `HTTP ${response.status}`
    return Object.fromEntries(readXml(text).children.map(({ name, text: value }) => [name, value]))
  } catch {
    return 'no answer'
  }
}

/** A network repeats after 1 and 90, and takes everything else for the end. */
function read(
  answer: Values | string,
  names: { readonly done: string; readonly pending: string; readonly refused: string },
): PartnerAnswer {
  if (typeof answer === 'string') return { kind: 'none', code: answer }
  const { comment = '', result, ...said } = answer
  const isConflict = /used for something else/.test(comment)
  const typename =
    result === '0' ? names.done : result === '90' ? names.pending : isConflict ? 'IdempotencyConflict' : names.refused
  return { kind: 'answer', typename, retryable: result === '1' || result === '90', text: JSON.stringify(said) }
}
