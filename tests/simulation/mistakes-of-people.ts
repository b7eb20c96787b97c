import type { Planted } from './planted.ts'

/** Mistakes in what a person's word is held against. */
export const MISTAKES_OF_PEOPLE: readonly Planted[] = [
  {
    name: 'closed-before-settled',
    mistake: 'A person may close a payment while an attempt that was given up may still be applied.',
    resolve: (right) => ({
      ...right,
      settings: { ...right.settings, settleMs: 0 },
      intents: {
        ...right.intents,
        async claim(id, options) {
          const claimed = await right.intents.claim(id, options)
          return claimed && { ...claimed, settledAt: claimed.sentAt }
        },
      },
    }),
  },
  {
    name: 'person-is-believed',
    mistake: 'What a person says was not carried out is closed without asking the billing.',
    resolve: (right) => ({ ...right, desk: { ...right.desk, lookUp: async () => ({ kind: 'absent' }) } }),
  },
  {
    name: 'named-payment-is-believed',
    mistake: 'The payment that a person names is not held against the order.',
    resolve: (right) => ({
      ...right,
      desk: { ...right.desk, traceOf: (kind) => ({ ...right.desk.traceOf(kind), reconcile: 'statement' }) },
      intents: { ...right.intents, findTakenRecordIds: async () => new Set<string>() },
    }),
  },
]
