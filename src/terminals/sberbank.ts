import { formatMoney } from '../domain/money.ts'
import { isExternalId } from '../domain/reference-template.ts'
import type { Text } from '../graphql/language.ts'
import {
  CHECK_TEXTS,
  CONFLICT,
  PAID,
  PAID_AND_CANCELED,
  PAID_AND_CANCELING,
  PAY_TEXTS,
  PENDING,
} from '../graphql/partner-payment/texts.ts'
import type { PartnerPayment, PayVerdict } from '../payments/partner-payments.ts'
import { SBERBANK_CHECK, SBERBANK_FIELD, SBERBANK_PAY, type SberbankCode } from './sberbank-codes.ts'
import { objectToSum, type Speech, type Talk } from './speech.ts'
import {
  BAD_ACCOUNT,
  BAD_AMOUNT,
  BAD_DATE,
  BAD_ID,
  DUPLICATE,
  NOT_FINISHED,
  OK,
  TEMPORARY,
  UNKNOWN_COMMAND,
} from './texts.ts'
import { numberOf, readAmount, readDate, registeredAt, writeDate } from './values.ts'
import type { Elements } from './xml.ts'

const DATE_FORM = 'dd.MM.yyyy_HH:mm:ss'

/** The protocol of Sberbank by which its machines, its branches and its applications take payments for a provider. */
export const SBERBANK: Speech = {
  async answer(talk) {
    switch (talk.parameters.take('ACTION') ?? '') {
      case 'check':
        return write(talk, await check(talk))
      case 'payment':
        return write(talk, await pay(talk))
      default:
        return write(talk, answer(2, UNKNOWN_COMMAND))
    }
  },
  temporary: (talk, isKept) => write(talk, answer(1, isKept ? NOT_FINISHED : TEMPORARY)),
}

interface Answer {
  readonly code: SberbankCode
  readonly text: Text
  readonly details: Elements
}

function answer(code: SberbankCode, text: Text, details: Elements = []): Answer {
  return { code, text, details }
}

async function check(talk: Talk): Promise<Answer> {
  const { parameters, payments, request } = talk
  const accountNumber = parameters.take('ACCOUNT')
  if (accountNumber === null) return answer(4, BAD_ACCOUNT)
  const verdict = await payments.checkAccount(accountNumber, request)
  if (verdict.kind === 'refused') {
    const { reason, retryable } = verdict
    return answer(retryable ? 1 : SBERBANK_CHECK[reason], CHECK_TEXTS[reason])
  }
  const objection = objectToSum(talk, 'AMOUNT')
  if (objection === 'INVALID_VALUE') return answer(9, BAD_AMOUNT)
  if (objection !== null) return answer(SBERBANK_PAY[objection], PAY_TEXTS[objection])
  const { payerName, recommendedAmount } = verdict
  return answer(0, OK, [
    ['FIO', payerName],
    ['REC_SUM', recommendedAmount && formatMoney(recommendedAmount)],
  ])
}

async function pay(talk: Talk): Promise<Answer> {
  const { parameters, payments, request, timeZone } = talk
  const externalId = parameters.take('PAY_ID')
  if (externalId === null || !isExternalId(externalId)) return answer(6, BAD_ID)
  const accountNumber = parameters.take('ACCOUNT')
  if (accountNumber === null) return answer(4, BAD_ACCOUNT)
  const amount = readAmount(parameters.take('AMOUNT'), request.partner.limits.minAmount.currency)
  if (amount === null) return answer(9, BAD_AMOUNT)
  // A repeat of what is paid already is told so, whatever has become of the date.
  const paidAt = readDate(parameters.take('PAY_DATE'), DATE_FORM, timeZone) ?? 'unusable'
  const earlier = await payments.findPayment(externalId, request)
  const verdict = await payments.pay({ externalId, accountNumber, amount, paidAt }, request)
  return ofPay(verdict, { isDuplicate: earlier?.intent.state === 'DONE', timeZone })
}

function ofPay(verdict: PayVerdict, options: { isDuplicate: boolean; timeZone: string }): Answer {
  switch (verdict.kind) {
    case 'accepted': {
      const { payment } = verdict
      const registration = register(payment, options.timeZone)
      if (payment.cancellation?.state === 'DONE') return answer(7, PAID_AND_CANCELED, registration)
      if (payment.cancellation !== null) return answer(1, PAID_AND_CANCELING)
      return options.isDuplicate ? answer(8, DUPLICATE, registration) : answer(0, PAID, registration)
    }
    case 'pending':
      return answer(1, PENDING)
    case 'conflict':
      return answer(6, CONFLICT)
    case 'refused': {
      const { reason, field, retryable } = verdict
      if (field !== null) return answer(SBERBANK_FIELD[field], FIELD_TEXTS[field])
      return answer(retryable ? 1 : SBERBANK_PAY[reason], PAY_TEXTS[reason])
    }
  }
}

const FIELD_TEXTS = { externalId: BAD_ID, accountNumber: BAD_ACCOUNT, amount: BAD_AMOUNT, paidAt: BAD_DATE } as const

/** The first one, however often it is asked for. */
function register(payment: PartnerPayment, timeZone: string): Elements {
  return [
    ['EXT_ID', numberOf(payment)],
    ['REG_DATE', writeDate(registeredAt(payment), DATE_FORM, timeZone)],
    ['AMOUNT', formatMoney(payment.intent.amount)],
  ]
}

function write({ language }: Pick<Talk, 'language'>, { code, text, details }: Answer): Elements {
  return [['CODE', String(code)], ['MESSAGE', text[language]], ...details]
}
