import type { Decision, Protocol } from '../../src/payments/protocol.ts'
import type { Planted } from './planted.ts'

/** Mistakes in the decisions themselves. */
export const MISTAKES_OF_DECISIONS: readonly Planted[] = [
  {
    name: 'no-settle-wait',
    mistake: 'What is absent is sent again without waiting for what may still be applied.',
    protocol: (right) => ({
      ...right,
      decideUnknown: (found, known) =>
        right.decideUnknown(found, { ...known, intent: { ...known.intent, settledAt: 0 } }),
    }),
  },
  {
    name: 'settle-from-the-start',
    mistake: 'The settle wait counts from the beginning of an attempt, not from when it was given up.',
    protocol: (right) => ({
      ...right,
      decideSent: (result, known) => shorten(right.decideSent(result, known), known.settings.requestTimeoutMs),
    }),
  },
  {
    name: 'one-absence-is-enough',
    mistake: 'One look-up that finds nothing is believed, though the billing reads from a copy that lags behind.',
    protocol: (right) => ({
      ...right,
      decideUnknown: (found, known) =>
        right.decideUnknown(found, { ...known, intent: { ...known.intent, absences: 1 } }),
    }),
  },
  {
    name: 'window-never-closes',
    mistake: 'An attempt is sent however long ago it was begun.',
    protocol: (right) => ({ ...right, mayStart: () => true }),
  },
  {
    name: 'no-look-up-at-cut-over',
    mistake: 'The first attempt is sent without asking whether the billing has the payment from before.',
    protocol: (right) => ({ ...right, looksUpFirst: () => false }),
  },
  {
    name: 'lost-is-refused',
    mistake: 'No answer is taken for a no.',
    protocol: (right) => ({
      ...right,
      decideSent: (result, known) => (result.kind === 'lost' ? refuse() : right.decideSent(result, known)),
    }),
  },
  {
    name: 'lost-is-unsent',
    mistake: 'No answer is taken for not having been sent.',
    protocol: (right) => ({
      ...right,
      decideSent: (result, known) =>
        right.decideSent(result.kind === 'lost' ? { kind: 'unsent', code: result.code } : result, known),
    }),
  },
  {
    name: 'abandoned-is-refused',
    mistake: 'An attempt whose process died is taken for a no.',
    protocol: (right) => ({ ...right, decideAbandoned: () => refuse() }),
  },
  {
    name: 'duplicate-is-done',
    mistake: 'The billing says that it has the reference, and that is believed without looking at what it has.',
    protocol: (right) => ({
      ...right,
      decideSent: (result, known) =>
        result.kind === 'duplicate'
          ? { kind: 'write', change: { to: 'DONE', dueInMs: null }, outcome: 'done' }
          : right.decideSent(result, known),
    }),
  },
  {
    name: 'account-left-in-doubt',
    mistake: 'A person is asked before all that was sent has shown itself, and the account goes to its next payment.',
    protocol: (right) => ({
      ...right,
      decideUnknown: (found, known) =>
        found.kind === 'ambiguous'
          ? { kind: 'write', change: { to: 'OPERATOR', dueInMs: null, attention: 'AMBIGUOUS' }, outcome: 'AMBIGUOUS' }
          : right.decideUnknown(found, known),
    }),
  },
  {
    name: 'unsettled-for-ever',
    mistake: 'A look-up that fails is not tried again.',
    protocol: (right) => ({
      ...right,
      decideUnknown: (found, known) =>
        found.kind === 'unread'
          ? { kind: 'write', change: { to: 'UNKNOWN', dueInMs: known.settings.giveUpMs }, outcome: 'not answered' }
          : right.decideUnknown(found, known),
    }),
  },
  {
    name: 'doubt-goes-to-a-person',
    mistake: 'Whatever is in doubt is left to a person at once.',
    protocol: (right) => ({
      ...right,
      decideUnknown: () => ({
        kind: 'write',
        change: { to: 'OPERATOR', dueInMs: null, attention: 'AMBIGUOUS' },
        outcome: 'AMBIGUOUS',
      }),
    }),
  },
  {
    name: 'no-watch',
    mistake: 'What was sent again is not looked at afterwards.',
    protocol: (right) => withoutWatch(right),
  },
]

function refuse(): Decision {
  return {
    kind: 'write',
    change: { to: 'REJECTED', dueInMs: null, refusal: 'AMOUNT_NOT_ACCEPTED' },
    outcome: 'AMOUNT_NOT_ACCEPTED',
  }
}

function shorten(decision: Decision, byMs: number): Decision {
  if (decision.kind === 'send' || decision.change.to !== 'UNKNOWN') return decision
  const settledInMs = Math.max(0, (decision.change.settledInMs ?? 0) - byMs)
  return { ...decision, change: { ...decision.change, settledInMs } }
}

function withoutWatch(right: Protocol): Protocol {
  return {
    ...right,
    decideSent: (result, known) => unwatched(right.decideSent(result, known)),
    decideUnknown: (found, known) => unwatched(right.decideUnknown(found, known)),
  }
}

function unwatched(decision: Decision): Decision {
  if (decision.kind === 'send' || decision.change.to !== 'DONE') return decision
  return { ...decision, change: { ...decision.change, dueInMs: null, watchForMs: null } }
}
