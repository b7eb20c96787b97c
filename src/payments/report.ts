import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'
import { thrownFields } from '../observability/thrown.ts'
import type { PaymentObserver } from './observer.ts'
import { countDifferences, type Reconciliation } from './reconcile-report.ts'
import { isFinal } from './states.ts'

type Counts = Pick<Metrics, 'accept' | 'move' | 'decide' | 'loseFence' | 'fail'>

/** Tells operators of every step: a line and a number. Neither has accounts, amounts or the orderers' ids in it. */
export function createPaymentReporter({ log, metrics }: { log: Log; metrics: Counts }): PaymentObserver {
  return {
    accepted({ id, kind, state }) {
      metrics.accept({ kind })
      log.info({ intentId: id, kind, to: state }, 'payment accepted')
    },
    moved(intent, from, outcome) {
      const { id, kind, state: to, attempt, attention, acceptedAt, changedAt } = intent
      const fields = { intentId: id, kind, from, to, attempt, outcome }
      if (from !== to) {
        metrics.move({ from, to })
        if (isFinal(to) || to === 'OPERATOR') metrics.decide({ kind, state: to, durationMs: changedAt - acceptedAt })
      }
      if (to === 'OPERATOR' || attention !== null)
        log.warn({ ...fields, attention: attention ?? '' }, 'payment needs a person')
      else if (from === to) log.debug(fields, 'payment looked at')
      else log.info(fields, 'payment moved')
    },
    fenceLost(id) {
      metrics.loseFence()
      log.info({ intentId: id }, 'payment taken over by another replica or an operator')
    },
    failed(id, error) {
      metrics.fail('payment')
      log.error({ intentId: id, ...thrownFields(error) }, 'a step of a payment failed')
    },
  }
}

/** The line of a day that was compared: a warning when the books differ. */
export function reportReconciliation(log: Log, result: Reconciliation): void {
  const count = countDifferences(result)
  const kinds = Object.entries(result.differenceCounts).filter(([, found]) => found > 0)
  const fields = { day: result.day, count, open: result.openCount, matched: result.matched }
  if (count === 0) log.info(fields, 'the day agrees with the billing')
  else
    log.warn(
      { ...fields, kind: kinds.map(([kind, found]) => `${kind} ${found}`).join(', ') },
      'the day differs from the billing',
    )
}
