import type { PaymentObserver } from './observer.ts'
import { isFinal } from './states.ts'

/** Lets whoever watches an account look at it as soon as one of its intents has come to something. */
export function createAccountTeller(notices: { publish(accountId: string): void }): PaymentObserver {
  return {
    accepted() {},
    moved({ accountId, state }, from) {
      if (state !== from && isFinal(state)) notices.publish(accountId)
    },
    fenceLost() {},
    failed() {},
  }
}

/** Hears what happens for each of them. */
export function tellAll(observers: readonly PaymentObserver[]): PaymentObserver {
  return {
    accepted: (intent) => observers.forEach((one) => one.accepted(intent)),
    moved: (intent, from, outcome) => observers.forEach((one) => one.moved(intent, from, outcome)),
    fenceLost: (id) => observers.forEach((one) => one.fenceLost(id)),
    failed: (id, error) => observers.forEach((one) => one.failed(id, error)),
  }
}
