import { formatInstant } from '../../domain/date.ts'
import { maskNumber, type Transfer } from '../../domain/transfer.ts'
import { rightsOn } from '../../domain/viewer.ts'
import type { MutationResolvers, QueryResolvers, ResolversTypes, TransferState } from '../../generated/schema.ts'
import { type AskedAccount, answerOf, type TransferVerdict } from '../../payments/transfer-terms.ts'
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
    const { accountId, accountNumber, amount, idempotencyKey } = input
    const from = payerOf(accountId, context)
    const wanted = { from, accountNumber, amountMinorUnits: minorUnitsOf(amount), idempotencyKey }
    return writeVerdict(await giveOrder(() => context.transfers.topUp(wanted, requestOf(context))), context)
  },
  transferBetweenAccounts: async (_parent, { input }, context) => {
    const { fromAccountId, toAccountId, amount, idempotencyKey } = input
    const [from, to] = [payerOf(fromAccountId, context), recipientOf(toAccountId, context)]
    const wanted = { from, to, amountMinorUnits: minorUnitsOf(amount), idempotencyKey }
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

/** The provider's people see every account, and pay from none. */
function payerOf(text: string, context: GraphqlContext): AskedAccount {
  const { id, see } = recipientOf(text, context)
  return {
    id,
    async see() {
      const account = await see()
      if (typeof account === 'string') return account
      const viewer = requireViewer(context)
      return viewer.role !== 'OPERATOR' && rightsOn(viewer, id).includes('PAY') ? account : 'NOT_ALLOWED'
    },
  }
}

/** What is no account's id is nobody's. */
function recipientOf(text: string, context: GraphqlContext): AskedAccount {
  const read = readId(text)
  if (read?.type !== 'Account') return { id: '', see: async () => 'ACCOUNT_NOT_FOUND' }
  const { accountId: id, kind } = read
  return {
    id,
    see: async () =>
      (await context.loaders.accounts.findAccount(requireViewer(context), { id, kind })) ?? 'ACCOUNT_NOT_FOUND',
  }
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
    case 'refused': {
      const { reason: code, transfer: keptTransfer, ...told } = verdict
      const message = TRANSFER_TEXTS[code][language]
      return { __typename: 'TransferRefused', code, message, keptTransfer, ...told }
    }
  }
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
