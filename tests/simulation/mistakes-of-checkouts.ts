import type { AcquirerPayment, AcquirerRefund } from '../../src/acquiring/port.ts'
import type { Money } from '../../src/domain/money.ts'
import type { Intent, IntentState } from '../../src/domain/payment-intent.ts'
import type { CheckoutDesk } from '../../src/payments/checkout-desk.ts'
import { readHintBody } from './acquirer-wire.ts'
import type { Planted } from './planted.ts'

/** Mistakes in how money comes from an acquirer, and goes back. */
export const MISTAKES_OF_CHECKOUTS: readonly Planted[] = [
  {
    name: 'hint-is-believed',
    mistake: 'A webhook that says that a payment was made is believed without asking the acquirer.',
    acquirer(right) {
      const paid = new Set<string>()
      return {
        ...right,
        readHint(request) {
          const { acquirerId, status } = readHintBody(request.body)
          if (status === 'CAPTURED') paid.add(acquirerId)
          return right.readHint(request)
        },
        async findPayment(key, call) {
          const found = await right.findPayment(key, call)
          if (found === null || !paid.has(key.acquirerId)) return found
          return { ...found, status: 'CAPTURED', cancelReason: null } satisfies AcquirerPayment
        },
      }
    },
  },
  {
    name: 'refund-before-definite-refusal',
    mistake: 'Money is given back while nobody knows whether the billing has it.',
    checkouts: (right) => ({ ...right, intents: seeing(right.intents, 'PAYMENT', 'REJECTED') }),
  },
  {
    name: 'credit-in-doubt-is-done',
    mistake: 'A payment of which nobody knows what came is told to be on the account.',
    checkouts: (right) => ({ ...right, intents: seeing(right.intents, 'PAYMENT', 'DONE') }),
  },
  {
    name: 'late-capture-forgotten',
    mistake: 'What the acquirer has said no to is never looked at again.',
    checkouts: (right) => ({
      ...right,
      checkouts: {
        ...right.checkouts,
        async claimDue(options) {
          const claimed = await right.checkouts.claimDue(options)
          return claimed.filter(({ state }) => state !== 'DECLINED' && state !== 'CANCELED' && state !== 'EXPIRED')
        },
      },
    }),
  },
  {
    name: 'refund-on-the-way-unseen',
    mistake:
      'What was refunded at the acquirer while it was on its way to the account is not looked for when it is there.',
    checkouts: (right) => ({
      ...right,
      checkouts: {
        ...right.checkouts,
        move: (claim, change, audit) =>
          right.checkouts.move(
            claim,
            claim.state === 'CAPTURED' && change.to === 'DONE' ? { ...change, dueInMs: null } : change,
            audit,
          ),
      },
    }),
  },
  {
    name: 'new-key-per-attempt',
    mistake: 'Each attempt to begin a payment has an idempotence key of its own.',
    acquirer(right, { clock }) {
      return {
        ...right,
        createPayment: (order, call) =>
          right.createPayment({ ...order, idempotenceKey: `${order.idempotenceKey}-${clock.elapsedMs()}` }, call),
      }
    },
  },
  {
    name: 'refund-key-per-attempt',
    mistake: 'Each attempt to give money back has an idempotence key of its own.',
    acquirer(right, { clock }) {
      return {
        ...right,
        refund: (order, call) =>
          right.refund({ ...order, idempotenceKey: `${order.idempotenceKey}-${clock.elapsedMs()}` }, call),
      }
    },
  },
  {
    name: 'pending-refund-is-refunded',
    mistake: 'A refund that is on its way is told to have gone back.',
    acquirer(right) {
      return {
        ...right,
        async refund(order, call) {
          const verdict = await right.refund(order, call)
          return verdict.kind === 'taken' ? { kind: 'taken', refund: asDone(verdict.refund) } : verdict
        },
        async findRefund(key, call) {
          const found = await right.findRefund(key, call)
          return found && asDone(found)
        },
      }
    },
  },
  {
    name: 'amount-not-compared',
    mistake: 'Whatever the acquirer has taken, what was asked for is credited.',
    acquirer(right) {
      const asked = new Map<string, Money>()
      return {
        ...right,
        async createPayment(order, call) {
          const verdict = await right.createPayment(order, call)
          if (verdict.kind === 'created') asked.set(verdict.payment.acquirerId, order.amount)
          return verdict
        },
        async findPayment(key, call) {
          const found = await right.findPayment(key, call)
          return found && { ...found, amount: asked.get(key.acquirerId) ?? found.amount }
        },
      }
    },
  },
]

/** Takes an order of which nobody knows what came for one that stands in another way. */
function seeing(right: CheckoutDesk['intents'], kind: Intent['kind'], state: IntentState): CheckoutDesk['intents'] {
  const see = (intent: Intent | null): Intent | null =>
    intent !== null && intent.kind === kind && intent.state === 'UNKNOWN' ? { ...intent, state } : intent
  return {
    ...right,
    find: async (id) => see(await right.find(id)),
    findByExternalId: async (key) => see(await right.findByExternalId(key)),
  }
}

function asDone(refund: AcquirerRefund): AcquirerRefund {
  return refund.status === 'PENDING' ? { ...refund, status: 'DONE' } : refund
}
