import { BillingError } from '../../src/billing/error.ts'
import type { Posting, PostingKey } from '../../src/billing/posting-port.ts'
import type { PaymentId } from '../../src/domain/payment.ts'
import type { Intent } from '../../src/domain/payment-intent.ts'
import type { LookUp, SendResult } from '../../src/payments/desk.ts'
import type { IntentStore } from '../../src/store/intent-store.ts'
import type { Planted } from './planted.ts'

/** Mistakes in how a step is taken: at the billing, at the store, or in the order of the two. */
export const MISTAKES_OF_STEPS: readonly Planted[] = [
  {
    name: 'window-opens-late',
    mistake: 'The window counts from when the store has answered, not from before it was asked.',
    desk: (right, { clock, plan }) => ({
      ...right,
      send(intent) {
        const openedAt = clock.elapsedMs()
        return right.send(intent, () => clock.elapsedMs() - openedAt < plan.settings.sendWindowMs)
      },
    }),
  },
  {
    name: 'window-asked-early',
    mistake: 'Whether it may be sent is asked before a connection is there, not when the first byte leaves.',
    desk: (right) => ({
      ...right,
      send: async (intent, mayStart): Promise<SendResult> =>
        mayStart() ? right.send(intent, () => true) : { kind: 'unsent', code: 'BILLING_CANCELED' },
    }),
  },
  {
    name: 'retry-on-timeout',
    mistake: 'An attempt without an answer is made again at once.',
    desk: (right) => ({
      ...right,
      async send(intent, mayStart) {
        const result = await right.send(intent, mayStart)
        return result.kind === 'lost' ? right.send(intent, () => true) : result
      },
    }),
  },
  {
    name: 'cancellation-retried',
    mistake: 'Taking money back is thought to be harmless twice.',
    desk: (right) => ({
      ...right,
      async send(intent, mayStart) {
        const result = await right.send(intent, mayStart)
        return result.kind === 'lost' && intent.kind === 'CANCELLATION' ? right.send(intent, () => true) : result
      },
    }),
  },
  {
    name: 'reference-of-the-attempt',
    mistake: 'Each attempt has a reference of its own.',
    desk: (right) => ({
      ...right,
      send: (intent, mayStart) =>
        right.send({ ...intent, reference: `${intent.reference}/${intent.attempt}` }, mayStart),
    }),
  },
  {
    name: 'unread-is-absent',
    mistake: 'A look-up that fails is taken for one that found nothing.',
    desk: (right) => ({
      ...right,
      lookUp: async (intent): Promise<LookUp> => {
        const found = await right.lookUp(intent)
        return found.kind === 'unread' ? { kind: 'absent' } : found
      },
    }),
  },
  {
    name: 'conflict-is-absent',
    mistake: 'A row with another amount is thought to be somebody else’s.',
    desk: (right) => ({
      ...right,
      lookUp: async (intent): Promise<LookUp> => {
        const found = await right.lookUp(intent)
        return found.kind === 'conflict' ? { kind: 'absent' } : found
      },
    }),
  },
  {
    name: 'origin-ignored',
    mistake: 'A row of the same amount is taken for ours, whoever posted it.',
    books: (right) => ({
      ...right,
      postings: {
        ...right.postings,
        async findPostings(keys, call) {
          const found = await right.postings.findPostings(keys, call)
          return new Map([...found].map(([key, postings]) => [key, asOurs(postings)]))
        },
      },
    }),
  },
  {
    name: 'mark-ignored',
    mistake: 'Rows from before the first attempt are looked at as well.',
    books: (right) => ({
      ...right,
      postings: {
        ...right.postings,
        async findPostings(keys, call) {
          const bare = new Map<PostingKey, PostingKey>(keys.map((key) => [{ ...key, after: null }, key]))
          const found = await right.postings.findPostings([...bare.keys()], call)
          return new Map([...found].map(([key, postings]) => [bare.get(key) ?? key, postings]))
        },
      },
    }),
  },
  {
    name: 'taken-rows-count-again',
    mistake: 'A row that is another payment’s may be this one’s as well.',
    intents: (right) => ({ ...right, findTakenRecordIds: async () => new Set<PaymentId>() }),
  },
  {
    name: 'no-turns',
    mistake: 'Payments of one account go side by side where only their order tells them apart.',
    intents: (right) => ({
      ...right,
      accept: (intent, options) =>
        right.accept({ ...intent, serialKey: intent.serialKey === null ? null : intent.id }, options),
    }),
  },
  {
    name: 'fingerprint-ignored',
    mistake: 'The same key with another body gets the first answer.',
    intents: (right) => ({
      ...right,
      async accept(intent, options) {
        const verdict = await right.accept(intent, options)
        return { ...verdict, intent: { ...verdict.intent, fingerprint: intent.fingerprint } }
      },
    }),
  },
  {
    name: 'fence-ignored',
    mistake: 'Who has lost its claim writes all the same.',
    intents: (right) => ({
      ...right,
      async move(claim, change, audit) {
        const verdict = await right.move(claim, change, audit)
        if (verdict.kind !== 'fence_lost') return verdict
        const current = await right.find(claim.id)
        return current ? right.move(current, change, audit) : verdict
      },
    }),
  },
  {
    name: 'recovery-does-not-wait',
    mistake: 'Recovery takes an attempt up while its process may still send it.',
    intents: (right) => ({
      ...right,
      move: (claim, change, audit) =>
        right.move(claim, change.begins === true ? { ...change, dueInMs: 1 } : change, audit),
    }),
  },
  {
    name: 'accepted-after-the-send',
    mistake: 'The order becomes durable behind the answer.',
    intents: (right) => acceptInMemory(right),
  },
  {
    name: 'told-before-durable',
    mistake: 'The outcome is told before it is written.',
    intents: (right) => tellEarly(right),
  },
  {
    name: 'no-audit-of-outcomes',
    mistake: 'A payment that is done leaves no row of its own in the audit trail.',
    intents: (right) => ({
      ...right,
      move: (claim, change, audit) =>
        right.move(claim, change, audit && change.to === 'DONE' ? { ...audit, outcome: claim.state } : audit),
    }),
  },
]

function asOurs(postings: readonly Posting[] | BillingError): readonly Posting[] | BillingError {
  return postings instanceof BillingError ? postings : postings.map((posting) => ({ ...posting, origin: 'ours' }))
}

/** Answers from memory; the store hears of it a moment later, if the process is still there. */
function acceptInMemory(right: IntentStore): IntentStore {
  return {
    ...right,
    async accept(intent, options) {
      const known = await right.findByExternalId(intent)
      if (known) return { kind: 'known', intent: known }
      void right.accept(intent, options).catch(() => undefined)
      return { kind: 'created', intent: freshIntent(intent) }
    },
  }
}

function freshIntent(intent: Parameters<IntentStore['accept']>[0]): Intent {
  return {
    ...intent,
    state: 'ACCEPTED',
    fence: 1,
    attempt: 0,
    acceptedAt: 0,
    sentAt: null,
    changedAt: 0,
    dueAt: null,
    settledAt: null,
    absences: 0,
    watchUntil: null,
    mark: null,
    sentFor: null,
    registeredAt: null,
    refusal: null,
    attention: null,
  }
}

/** What is about to be written is read as if it were. */
function tellEarly(right: IntentStore): IntentStore {
  const early = new Map<string, Intent>()
  return {
    ...right,
    async move(claim, change, audit) {
      const known = await right.find(claim.id)
      if (known) early.set(claim.id, { ...known, state: change.to, recordId: change.recordId ?? known.recordId })
      return right.move(claim, change, audit)
    },
    async find(id) {
      return early.get(id) ?? right.find(id)
    },
  }
}
