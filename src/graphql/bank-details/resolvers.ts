import { BillingError } from '../../billing/error.ts'
import type { CabinetRequest } from '../../cabinet/desk.ts'
import type { Announcement } from '../../domain/announcement.ts'
import { type BankDetailsVersion, fitCode } from '../../domain/bank-details.ts'
import { formatInstant } from '../../domain/date.ts'
import type { Operator } from '../../domain/operator.ts'
import type {
  BankDetailsErrorCode,
  BankDetailsUserError,
  MutationResolvers,
  QueryResolvers,
  UpdateBankDetailsInput,
} from '../../generated/schema.ts'
import { announcementKeyOf, writeAnnouncement } from '../../receipts/announcement.ts'
import { type ChangeVerdict, replacesOthers } from '../../receipts/bank-details.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { giveOrder } from '../ordering.ts'
import { requireViewer } from '../viewer.ts'
import { BANK_DETAILS_TEXTS } from './texts.ts'

export const bankDetailsQueries: Required<Pick<QueryResolvers, 'bankDetails'>> = {
  bankDetails: async (_parent, { operatorId }, { loaders }) => {
    const all = await loaders.bankDetails.list()
    if (operatorId === null || operatorId === undefined) return all
    const id = readId(operatorId)
    return id?.type === 'Operator' ? all.filter((one) => one.operatorId === id.operatorId) : []
  },
}

export const bankDetailsMutations: Required<Pick<MutationResolvers, 'updateBankDetails'>> = {
  updateBankDetails: async (_parent, { input }, context) => {
    const operator = await findOperator(input.operatorId, context)
    if (operator === 'unavailable') return refuse([explain('BILLING_UNAVAILABLE', null, context)])
    if (operator === null) return refuse([explain('UNKNOWN_OPERATOR', 'operatorId', context)])
    const request = { ...writeCabinetRequest(context), viewer: requireViewer(context) }
    const wish = { operator, expectedVersion: input.expectedVersion ?? null, details: readDetails(input) }
    return giveOrder(async () => {
      const verdict = await context.receipts.changeBankDetails(wish, request)
      return verdict.kind === 'done' ? announce(verdict.details, context, request) : writeRefusal(verdict, context)
    })
  },
}

export const bankDetailsResolvers: Complete<'BankDetails'> = {
  BankDetails: {
    operatorId: ({ operatorId }) => writeId({ type: 'Operator', operatorId }),
    hasQrCode: (details, _args, { receipts }) => fitCode(details, receipts.charset),
    since: ({ since }, _args, { timeZone }) => formatInstant(since, timeZone),
  },
}

/** Operators are kept for a while, so that this is seldom a call. */
async function findOperator(text: string, { loaders }: GraphqlContext): Promise<Operator | null | 'unavailable'> {
  const id = readId(text)
  if (id?.type !== 'Operator') return null
  return loaders.operators.findOperator(id.operatorId).catch((error: unknown) => {
    if (error instanceof BillingError) return 'unavailable' as const
    throw error
  })
}

function readDetails(input: UpdateBankDetailsInput) {
  const { payeeName, personalAccount, bankName, bic, correspondentAccount, inn, kpp = null } = input
  return { payeeName, personalAccount, bankName, bic, correspondentAccount, inn, kpp }
}

interface Payload {
  readonly bankDetails: BankDetailsVersion | null
  readonly announcement: Announcement | null
  readonly announcementNeeded: boolean
  readonly userErrors: readonly BankDetailsUserError[]
}

/** Tells subscribers of the change, once: who repeats a change whose answer was lost repeats this too. */
async function announce(
  details: BankDetailsVersion,
  context: GraphqlContext,
  request: CabinetRequest,
): Promise<Payload> {
  const done = { bankDetails: details, announcement: null, announcementNeeded: false, userErrors: [] }
  if (!replacesOthers(details)) return done
  const { role, subjectId } = requireViewer(context)
  const edit = { editor: `${role}:${subjectId}`, requestId: request.requestId }
  const item = { idempotencyKey: announcementKeyOf(details), draft: writeAnnouncement(details) }
  const verdict = await context.content.announcements.editing?.create(item, edit)
  // One that was taken away since has been read by whoever took it away.
  if (verdict?.kind === 'absent') return done
  return verdict?.kind === 'done' ? { ...done, announcement: verdict.item } : { ...done, announcementNeeded: true }
}

function writeRefusal(verdict: Exclude<ChangeVerdict, { readonly kind: 'done' }>, context: GraphqlContext): Payload {
  switch (verdict.kind) {
    case 'invalid':
      return refuse(verdict.errors.map(({ field, fault }) => explain(fault, field, context)))
    case 'version_conflict':
      return refuse([explain('VERSION_CONFLICT', 'expectedVersion', context)], verdict.details)
    case 'full':
      return refuse([explain('TOO_MANY', null, context)])
  }
}

function refuse(userErrors: readonly BankDetailsUserError[], bankDetails: BankDetailsVersion | null = null): Payload {
  return { bankDetails, announcement: null, announcementNeeded: false, userErrors }
}

function explain(code: BankDetailsErrorCode, field: string | null, { language }: GraphqlContext): BankDetailsUserError {
  return { code, field, message: BANK_DETAILS_TEXTS[code][language] }
}
