import type { TransferRules } from '../../src/payments/transfer-rules.ts'
import type { Planted } from './planted.ts'

/** Mistakes in how the halves of a transfer follow from each other. */
export const MISTAKES_OF_TRANSFERS: readonly Planted[] = [
  {
    name: 'compensation-after-unknown',
    mistake: 'A credit of which nobody knows what came is given back.',
    rules: (right) =>
      deciding(right, ({ state }, intent) => state === 'CREDITING' && intent.state === 'UNKNOWN', 'REJECTED'),
  },
  {
    name: 'compensation-of-a-persons-case',
    mistake: 'A credit that waits for a person is given back meanwhile.',
    rules: (right) =>
      deciding(right, ({ state }, intent) => state === 'CREDITING' && intent.state === 'OPERATOR', 'REJECTED'),
  },
  {
    name: 'credit-before-debit-is-known',
    mistake: 'The recipient is given the money while nobody knows whether it was taken.',
    rules: (right) =>
      deciding(right, ({ state }, intent) => state === 'DEBITING' && intent.state === 'UNKNOWN', 'DONE'),
  },
  {
    name: 'debit-in-doubt-is-refused',
    mistake: 'A debit of which nobody knows what came is told to have been refused.',
    rules: (right) =>
      deciding(right, ({ state }, intent) => state === 'DEBITING' && intent.state === 'UNKNOWN', 'REJECTED'),
  },
  {
    name: 'compensation-and-credit',
    mistake:
      'While the credit is not decided the money is given back as well, and whichever comes second is thought to be refused.',
    saga: (right) => ({
      ...right,
      engine: {
        async submit(order, wait) {
          const verdict = await right.engine.submit(order, wait)
          const isOpen =
            verdict.kind === 'accepted' && verdict.intent.state !== 'DONE' && order.externalId.endsWith(':credit')
          if (!isOpen) return verdict
          const [id = ''] = order.externalId.split(':')
          const transfer = await right.transfers.find(id)
          if (transfer === null) return verdict
          const { fromAccountId: accountId, fromAccountNumber: accountNumber } = transfer
          const reference = order.reference.replace('transfer/', 'transfer-back/')
          const back = {
            ...order,
            id: `${order.id}-back`,
            externalId: `${id}:back`,
            reference,
            accountId,
            accountNumber,
          }
          await right.engine.submit(back, { ...wait, waitMs: 0 })
          return verdict
        },
      },
    }),
  },
  {
    name: 'saga-forgets-after-crash',
    mistake: 'What a process was at when it died is taken up by nobody.',
    saga: (right) => ({ ...right, transfers: { ...right.transfers, claimDue: async () => [] } }),
  },
  {
    name: 'debit-retried-with-new-reference',
    mistake: 'A debit that is not decided is ordered once more, under a reference of its own.',
    saga: (right) => {
      let tries = 0
      return {
        ...right,
        intents: {
          findByExternalId: async (key) => {
            const known = await right.intents.findByExternalId(key)
            return key.kind === 'DEBIT' && known?.state === 'UNKNOWN' ? null : known
          },
        },
        engine: {
          async submit(order, wait) {
            const known = await right.intents.findByExternalId(order)
            if (order.kind !== 'DEBIT' || known?.state !== 'UNKNOWN') return right.engine.submit(order, wait)
            tries += 1
            const end = `-${order.id}-${tries}`
            const anew = { ...order, externalId: order.externalId + end, reference: order.reference + end }
            return right.engine.submit(anew, wait)
          },
        },
      }
    },
  },
  {
    name: 'refused-return-is-returned',
    mistake: 'What could not be given back is told to be back.',
    rules: (right) =>
      deciding(right, ({ state }, intent) => state === 'RETURNING' && intent.state === 'REJECTED', 'DONE'),
  },
]

/** Takes an order that stands in one way for one that stands in another. */
function deciding(
  right: TransferRules,
  isMistaken: (...args: Parameters<TransferRules['decide']>) => boolean,
  state: 'DONE' | 'REJECTED',
): TransferRules {
  return {
    ...right,
    decide: (transfer, intent) => right.decide(transfer, isMistaken(transfer, intent) ? { ...intent, state } : intent),
  }
}
