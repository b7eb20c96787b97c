import { judgeAmount } from '../domain/partner.ts'
import type { Language } from '../graphql/language.ts'
import type { PartnerRequest } from '../payments/partner-desk.ts'
import type { PartnerPayments } from '../payments/partner-payments.ts'
import type { Parameters } from './parameters.ts'
import { readAmount } from './values.ts'
import type { Elements } from './xml.ts'

/** What a protocol can ask for: the same that partners ask for elsewhere. */
export type TerminalPayments = Pick<
  PartnerPayments,
  'cancelPayment' | 'checkAccount' | 'findPayment' | 'fits' | 'isHeld' | 'pay'
>

/** One request of a network that has been let in. */
export interface Talk {
  readonly parameters: Parameters
  readonly payments: TerminalPayments
  readonly request: PartnerRequest
  /** Of the network's dates. */
  readonly timeZone: string
  readonly language: Language
}

/** One protocol. */
export interface Speech {
  answer(talk: Talk): Promise<Elements>
  /** For a request that was not decided: it may be repeated. `isKept` says that its order is durable, and goes on. */
  temporary(talk: Pick<Talk, 'parameters' | 'language'>, isKept: boolean): Elements
}

/** Some networks send 0 with a check when the payer has not said yet how much it will be. */
const NOT_SAID = /^(?:0(?:\.0{1,2})?)?$/

/** What speaks against the sum that comes with a check; null for nothing, or for none. */
export function objectToSum({ parameters, request: { partner } }: Talk, name: string) {
  const text = parameters.find(name)
  if (text === undefined || (text !== null && NOT_SAID.test(text))) return null
  const amount = readAmount(text, partner.limits.minAmount.currency)
  return amount === null ? 'INVALID_VALUE' : judgeAmount(partner, amount)
}
