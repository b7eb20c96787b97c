import { formatMoney } from '../domain/money.ts'
import { isExternalId } from '../domain/reference-template.ts'
import type { Text } from '../graphql/language.ts'
import {
  CANCEL_TEXTS,
  CANCELED,
  CANCELING,
  CHECK_TEXTS,
  CONFLICT,
  PAID,
  PAID_AND_CANCELED,
  PAID_AND_CANCELING,
  PAY_TEXTS,
  PENDING,
} from '../graphql/partner-payment/texts.ts'
import { verdictOf } from '../payments/partner-pay.ts'
import type { CancelVerdict, CheckVerdict, PartnerPayment, PayVerdict } from '../payments/partner-payments.ts'
import { OSMP_CANCEL, OSMP_CHECK, OSMP_FIELD, OSMP_PAY, type OsmpCode } from './osmp-codes.ts'
import { objectToSum, type Speech, type Talk } from './speech.ts'
import {
  BAD_ACCOUNT,
  BAD_AMOUNT,
  BAD_DATE,
  BAD_ID,
  NEVER_CAME,
  NOT_FINISHED,
  OK,
  TEMPORARY,
  UNKNOWN_COMMAND,
} from './texts.ts'
import { numberOf, readAmount, readDate } from './values.ts'
import type { Elements } from './xml.ts'

/** The protocol of OSMP and QIWI, which most networks of terminals speak in some form. */
export const OSMP: Speech = {
  async answer(talk) {
    const command = talk.parameters.take('command')
    return write(talk, await (COMMANDS.get(command ?? '') ?? unknown)(talk))
  },
  temporary: (talk, isKept) => write(talk, isKept ? result(90, NOT_FINISHED) : result(1, TEMPORARY)),
}

interface Result {
  readonly code: OsmpCode
  readonly text: Text
  readonly payment: PartnerPayment | null
  /** For the payer's eyes. */
  readonly shown: readonly (readonly [name: string, value: string])[]
}

function result(code: OsmpCode, text: Text, payment: PartnerPayment | null = null): Result {
  return { code, text, payment, shown: [] }
}

const COMMANDS: ReadonlyMap<string, (talk: Talk) => Promise<Result>> = new Map([
  ['check', check],
  ['pay', pay],
  ['status', status],
  ['cancel', cancel],
])

async function unknown(): Promise<Result> {
  return result(300, UNKNOWN_COMMAND)
}

/**
 * A network may check once more under the id of a payment that is under way: whatever has become of the account since, a
 * final no would let it give money back that is on its way.
 */
async function check(talk: Talk): Promise<Result> {
  const { parameters, payments, request } = talk
  const id = parameters.find('txn_id')
  if (id !== undefined && (id === null || !payments.fits(id, request))) return result(300, BAD_ID)
  const accountNumber = parameters.take('account')
  if (accountNumber === null) return result(4, BAD_ACCOUNT)
  const known = id === undefined ? null : await payments.findPayment(id, request)
  if (known !== null) return checkKnown(known, accountNumber)
  const verdict = await payments.checkAccount(accountNumber, request)
  const objection = objectToSum(talk, 'sum')
  const checked =
    verdict.kind !== 'payable' || objection === null
      ? ofCheck(verdict)
      : objection === 'INVALID_VALUE'
        ? result(300, BAD_AMOUNT)
        : result(OSMP_PAY[objection], PAY_TEXTS[objection])
  const isEnd = checked.code !== 0 && checked.code !== 1
  return isEnd && id !== undefined ? unlessHeld(talk, { id, accountNumber, checked }) : checked
}

/** A payment from before the gateway stands in the billing under this id: to pay it again tells its end. */
async function unlessHeld(
  { payments, request }: Talk,
  { id, accountNumber, checked }: { readonly id: string; readonly accountNumber: string; readonly checked: Result },
): Promise<Result> {
  const isThere = await payments.isHeld({ externalId: id, accountNumber }, request)
  if (isThere === 'unavailable') return result(1, TEMPORARY)
  if (isThere) return result(0, OK)
  // It may have been kept while that was asked.
  const known = await payments.findPayment(id, request)
  return known === null ? checked : checkKnown(known, accountNumber)
}

function checkKnown(known: PartnerPayment, accountNumber: string): Result {
  if (known.intent.accountNumber !== accountNumber) return result(300, CONFLICT)
  const standing = ofPay(verdictOf(known))
  return standing.code === 90 ? result(0, OK, known) : standing
}

function ofCheck(verdict: CheckVerdict): Result {
  if (verdict.kind === 'refused') {
    const { reason, retryable, retryAfterSeconds } = verdict
    // Nothing was paid under this id, so that an end does no harm; an hour of repeats would only use up more tries.
    const isLong = reason === 'TOO_MANY_TRIES' && (retryAfterSeconds ?? 0) > LONGEST_REPEAT_SECONDS
    const code = isLong ? 243 : retryable ? 1 : OSMP_CHECK[reason]
    return result(code, CHECK_TEXTS[reason])
  }
  const { payerName, recommendedAmount } = verdict
  return {
    ...result(0, OK),
    shown: [
      ...(payerName === null ? [] : [['fio', payerName] as const]),
      ...(recommendedAmount === null ? [] : [['rec_sum', formatMoney(recommendedAmount)] as const]),
    ],
  }
}

const LONGEST_REPEAT_SECONDS = 60

async function pay({ parameters, payments, request, timeZone }: Talk): Promise<Result> {
  const externalId = parameters.take('txn_id')
  if (externalId === null) return result(300, BAD_ID)
  const accountNumber = parameters.take('account')
  if (accountNumber === null) return result(4, BAD_ACCOUNT)
  const amount = readAmount(parameters.take('sum'), request.partner.limits.minAmount.currency)
  if (amount === null) return result(300, BAD_AMOUNT)
  // A repeat of what is paid already is told so, whatever has become of the terminal's clock.
  const paidAt = readDate(parameters.take('txn_date'), 'yyyyMMddHHmmss', timeZone) ?? 'unusable'
  return ofPay(await payments.pay({ externalId, accountNumber, amount, paidAt }, request))
}

/** That a payment is not there says nothing of one that is still on its way. */
async function status({ parameters, payments, request }: Talk): Promise<Result> {
  const id = parameters.take('txn_id')
  if (id === null || !isExternalId(id)) return result(300, BAD_ID)
  const payment = await payments.findPayment(id, request)
  return payment === null ? result(1, NEVER_CAME) : ofPay(verdictOf(payment))
}

function ofPay(verdict: PayVerdict): Result {
  switch (verdict.kind) {
    case 'accepted': {
      const { payment } = verdict
      if (payment.cancellation === null) return result(0, PAID, payment)
      // Nobody shall print a receipt for what has been taken back.
      const isCanceled = payment.cancellation.state === 'DONE'
      return isCanceled ? result(300, PAID_AND_CANCELED, payment) : result(90, PAID_AND_CANCELING, payment)
    }
    case 'pending':
      return result(90, PENDING, verdict.payment)
    case 'conflict':
      return result(300, CONFLICT)
    case 'refused': {
      const { reason, field, retryable, payment } = verdict
      if (field !== null) return result(OSMP_FIELD[field], FIELD_TEXTS[field])
      return result(retryable ? 1 : OSMP_PAY[reason], PAY_TEXTS[reason], payment)
    }
  }
}

const FIELD_TEXTS = { externalId: BAD_ID, accountNumber: BAD_ACCOUNT, amount: BAD_AMOUNT, paidAt: BAD_DATE } as const

/** One payment has one cancellation here, so that the payment's id is its key as well. */
async function cancel({ parameters, payments, request }: Talk): Promise<Result> {
  const externalId = parameters.take('txn_id')
  if (externalId === null) return result(300, BAD_ID)
  const order = { externalId, idempotencyKey: externalId, reason: null }
  return ofCancel(await payments.cancelPayment(order, request))
}

function ofCancel(verdict: CancelVerdict): Result {
  switch (verdict.kind) {
    case 'canceled':
      return result(0, CANCELED, verdict.payment)
    case 'pending':
      return result(90, CANCELING, verdict.payment)
    case 'conflict':
      return result(300, CONFLICT)
    case 'refused':
      return result(codeOfCancel(verdict), CANCEL_TEXTS[verdict.reason], verdict.payment)
  }
}

/** What is under way or may still come is no end, whatever its reason. */
function codeOfCancel({ reason, retryable }: Extract<CancelVerdict, { kind: 'refused' }>): OsmpCode {
  const code = OSMP_CANCEL[reason]
  return retryable && code !== 90 ? 1 : code
}

function write({ parameters, language }: Pick<Talk, 'parameters' | 'language'>, given: Result): Elements {
  const { code, text, payment, shown } = given
  const id = parameters.find('txn_id') ?? ''
  return [
    ['osmp_txn_id', isExternalId(id) ? id : ''],
    ['prv_txn', payment && numberOf(payment)],
    ['sum', payment && formatMoney(payment.intent.amount)],
    ['result', String(code)],
    ['fields', shown.length === 0 ? null : shown.map(([name, value], at) => [`field${at + 1}`, value, { name }])],
    ['comment', text[language]],
  ]
}
