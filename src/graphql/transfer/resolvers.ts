import { formatInstant } from '../../domain/date.ts'
import { maskNumber, type Transfer } from '../../domain/transfer.ts'
import { rightsOn } from '../../domain/viewer.ts'
import type { MutationResolvers, QueryResolvers, ResolversTypes, TransferState } from '../../generated/schema.ts'
import {
  answerOf,
  type TransferField,
  type TransferReason,
  type TransferVerdict,
} from '../../payments/transfer-terms.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { giveOrder, minorUnitsOf } from '../ordering.ts'
import { seesAccount } from '../ownership.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { TRANSFER_CONFLICT, TRANSFER_PENDING, TRANSFER_TEXTS } from './texts.ts'

type TransferResult = Awaited<ResolversTypes['TransferResult']>
type TransferConnection = Awaited<ResolversTypes['TransferConnection']>

export const transferQueries: Required<Pick<QueryResolvers, 'transfer'>> = {
  transfer: (_parent, { id }, context) => findTransfer(id, context),
}

export const transferMutations: Required<Pick<MutationResolvers, 'topUpOther' | 'transferBetweenAccounts'>> = {
  topUpOther: async (_parent, { input }, context) => {
    const from = await findPayer(input.accountId, 'accountId', context)
    if ('reason' in from) return refuse(from, context)
    const { accountNumber, idempotencyKey } = input
    const wanted = { from, accountNumber, amountMinorUnits: minorUnitsOf(input.amount), idempotencyKey }
    return writeVerdict(await giveOrder(() => context.transfers.topUp(wanted, requestOf(context))), context)
  },
  transferBetweenAccounts: async (_parent, { input }, context) => {
    const from = await findPayer(input.fromAccountId, 'fromAccountId', context)
    if ('reason' in from) return refuse(from, context)
    const to = await findAccount(input.toAccountId, context)
    if (to === null) return refuse({ reason: 'ACCOUNT_NOT_FOUND', field: 'toAccountId' }, context)
    const { idempotencyKey } = input
    const wanted = { from, to, amountMinorUnits: minorUnitsOf(input.amount), idempotencyKey }
    return writeVerdict(await giveOrder(() => context.transfers.transfer(wanted, requestOf(context))), context)
  },
}

/** The transfers that an account has paid, newest first. */
export async function listTransfers(
  { id: accountId }: ViewedAccount,
  args: { readonly first: number; readonly after?: string | null },
  context: GraphqlContext,
): Promise<TransferConnection> {
  const list = `transfers:${accountId}`
  const first = readFirst(args.first)
  const beforeId = readAfter(args.after, list)
  const transfers = await context.transfers.listOfPayer({ accountId, beforeId, limit: first + 1 }, context.call)
  return writeConnection(transfers.slice(0, first), {
    list,
    positionOf: ({ id }) => id,
    hasMore: transfers.length > first,
    isFirstPage: beforeId === null,
  })
}

/** For whoever sees the account that pays; the recipient sees a payment. */
async function findTransfer(text: string, context: GraphqlContext): Promise<Transfer | null> {
  const id = readId(text)
  if (id?.type !== 'Transfer') return null
  const transfer = await context.transfers.find(id.transferId, context.call)
  return transfer !== null && seesAccount(requireViewer(context), transfer.fromAccountId) ? transfer : null
}

type Objection = { readonly reason: TransferReason; readonly field: TransferField }

function findAccount(text: string, context: GraphqlContext): Promise<ViewedAccount | null> {
  const id = readId(text)
  if (id?.type !== 'Account') return Promise.resolve(null)
  return context.loaders.accounts.findAccount(requireViewer(context), { id: id.accountId, kind: id.kind })
}

/** The provider's people see every account, and pay from none. */
async function findPayer(
  text: string,
  field: TransferField,
  context: GraphqlContext,
): Promise<ViewedAccount | Objection> {
  const account = await findAccount(text, context)
  if (account === null) return { reason: 'ACCOUNT_NOT_FOUND', field }
  const { id, viewer } = account
  const mayPay = viewer.role !== 'OPERATOR' && rightsOn(viewer, id).includes('PAY')
  return mayPay ? account : { reason: 'NOT_ALLOWED', field }
}

function requestOf(context: GraphqlContext) {
  const { role, subjectId } = requireViewer(context)
  return { principal: `${role}:${subjectId}`, requestId: context.caller.requestId, call: context.call }
}

function writeVerdict(verdict: TransferVerdict, context: GraphqlContext): TransferResult {
  const { language } = context
  switch (verdict.kind) {
    case 'done':
      return { __typename: 'TransferDone', transfer: verdict.transfer }
    case 'pending': {
      const { transfer } = verdict
      return { __typename: 'TransferPending', retryable: true, message: TRANSFER_PENDING[language], transfer }
    }
    case 'conflict':
      return { __typename: 'TransferConflict', retryable: false, message: TRANSFER_CONFLICT[language] }
    case 'refused':
      return refuse(verdict, context)
  }
}

function refuse(
  told: Pick<Extract<TransferVerdict, { kind: 'refused' }>, 'reason' | 'field'> &
    Partial<Extract<TransferVerdict, { kind: 'refused' }>>,
  { language }: GraphqlContext,
): TransferResult {
  const { reason: code, field, retryable = false, retryAfterSeconds = null, transfer = null } = told
  const message = TRANSFER_TEXTS[code][language]
  return { __typename: 'TransferRefused', code, field, retryable, message, retryAfterSeconds, keptTransfer: transfer }
}

export const transferResolvers: Complete<'Transfer' | 'TransferResult'> = {
  TransferResult: { __resolveType: typeNameOf },
  Transfer: {
    id: ({ id }) => writeId({ type: 'Transfer', transferId: id }),
    state: ({ state }) => stateOf(state),
    code: (transfer) => {
      const answer = answerOf(transfer)
      return answer.kind === 'refused' ? answer.reason : null
    },
    recipient: ({ toAccountNumber }) => maskNumber(toAccountNumber),
    acceptedAt: ({ acceptedAt }, _args, { timeZone }) => formatInstant(acceptedAt, timeZone),
    changedAt: ({ changedAt }, _args, { timeZone }) => formatInstant(changedAt, timeZone),
  },
}

function stateOf(state: Transfer['state']): TransferState {
  return state === 'DONE' || state === 'REFUSED' || state === 'RETURNED' ? state : 'PENDING'
}
