import type { Switch } from './billing/cutover/switches.ts'
import type { IntentKind } from './domain/payment-intent.ts'
import { ConfigError } from './environment.ts'
import type { Store } from './store/store.ts'

/** What each part of an assembly orders of the billing that serves it. */
const ORDERED: readonly { readonly name: Switch; readonly kinds: readonly IntentKind[] }[] = [
  { name: 'money', kinds: ['PAYMENT', 'CANCELLATION', 'DEBIT', 'PROMISED_PAYMENT'] },
  { name: 'services', kinds: ['SERVICE_ORDER'] },
  { name: 'tickets', kinds: ['TICKET', 'TICKET_MESSAGE'] },
]

const ACT = 'billing-served-by'

/**
 * Orders are looked up where they were sent: asked of another billing they would be missing there, and be sent again. So who
 * serves what is written to the audit trail, and a part whose orders are not all decided is not switched. Throws a ConfigError
 * with everything that stands against it, and has written nothing then.
 */
export async function assertNothingUndecided(
  store: Pick<Store, 'audit' | 'undecided'>,
  /** Of what was never noted, `home` has served everything. */
  { home, servedBy }: { readonly home: string; readonly servedBy: (of: Switch) => string },
  now: () => number,
): Promise<void> {
  const parts = ORDERED.map((part) => ({ ...part, object: `billing:${part.name}` }))
  const noted = await store.audit.listByObjects(
    parts.map(({ object }) => object),
    { limit: 1 },
  )
  const mistakes: string[] = []
  const changed: { readonly object: string; readonly outcome: string }[] = []
  for (const { name, kinds, object } of parts) {
    const note = noted.get(object)?.at(-1)?.outcome
    const before = note ?? home
    const outcome = servedBy(name)
    if (note !== outcome) changed.push({ object, outcome })
    if (before === outcome) continue
    const open = await store.undecided.countIntents(kinds)
    const transfers = name === 'money' ? await store.undecided.countTransfers() : 0
    if (open + transfers > 0) {
      mistakes.push(
        `${name} was served by ${before} and would be by ${outcome}, while ${open} orders and ${transfers} transfers of it are not decided: start as before and wait for them, or decide them as an operator (docs/migration.md)`,
      )
    }
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  for (const { object, outcome } of changed) {
    await store.audit.append({ at: now(), actor: 'gateway', act: ACT, object, outcome, requestId: '' })
  }
}
