import { formatInstant } from '../../domain/date.ts'
import type { MutationResolvers, QueryResolvers } from '../../generated/schema.ts'
import type { TransferResolutionRefusal } from '../../payments/transfer-supervision.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { MAX_HISTORY } from '../policies.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { TRANSFER_RESOLUTION_TEXTS } from './texts.ts'

// What operators see of transfers.

const LIST = 'stuck-transfers'

export const transferCaseQueries: Required<Pick<QueryResolvers, 'transferCase' | 'transfersNeedingAttention'>> = {
  transferCase: async (_parent, { id: text }, { transferSupervision }) => {
    const id = readId(text)
    return id?.type === 'Transfer' ? transferSupervision.find(id.transferId) : null
  },
  transfersNeedingAttention: async (_parent, args, { transferSupervision }) => {
    const first = readFirst(args.first)
    const afterId = readAfter(args.after, LIST)
    const transfers = await transferSupervision.listStuck({ afterId, limit: first + 1 })
    return writeConnection(transfers.slice(0, first), {
      list: LIST,
      positionOf: ({ id }) => id,
      hasMore: transfers.length > first,
      isFirstPage: afterId === null,
    })
  },
}

export const transferCaseMutations: Required<Pick<MutationResolvers, 'resolveTransfer'>> = {
  resolveTransfer: async (_parent, { input: { transferId, resolution, reason } }, context) => {
    const { role, subjectId } = requireViewer(context)
    const id = readId(transferId)
    if (id?.type !== 'Transfer') return refuse('TRANSFER_NOT_FOUND', context)
    const by = { actor: `${role}:${subjectId}`, requestId: context.caller.requestId }
    const verdict = await context.transferSupervision.resolve({ id: id.transferId, resolution, reason, by })
    if (verdict.kind === 'refused') return refuse(verdict.reason, context)
    return { __typename: 'TransferResolved', transferCase: verdict.transfer }
  },
}

function refuse(code: TransferResolutionRefusal, { language }: GraphqlContext) {
  const retryable = code === 'BILLING_UNAVAILABLE' || code === 'CHANGED_MEANWHILE'
  const message = TRANSFER_RESOLUTION_TEXTS[code][language]
  return { __typename: 'TransferResolutionRefused', code, retryable, message } as const
}

export const transferCaseResolvers: Complete<'TransferCase' | 'ResolveTransferResult'> = {
  ResolveTransferResult: { __resolveType: typeNameOf },
  TransferCase: {
    id: ({ id }) => writeId({ type: 'Transfer', transferId: id }),
    stage: ({ state }) => state,
    acceptedAt: ({ acceptedAt }, _args, { timeZone }) => formatInstant(acceptedAt, timeZone),
    changedAt: ({ changedAt }, _args, { timeZone }) => formatInstant(changedAt, timeZone),
    debit: (transfer, _args, { transferSupervision }) => transferSupervision.findOrder(transfer, 'debit'),
    credit: (transfer, _args, { transferSupervision }) => transferSupervision.findOrder(transfer, 'credit'),
    giveBack: (transfer, _args, { transferSupervision }) => transferSupervision.findOrder(transfer, 'return'),
    history: async ({ id }, _args, { supervision, call }) => {
      const object = `transfer:${id}`
      const rows = await supervision.searchAudit({ ...ANY, object, limit: MAX_HISTORY }, call)
      return rows.toReversed()
    },
  },
}

const ANY = { actor: null, act: null, object: null, from: null, to: null, before: null }
