/** What a run has exercised, so that one sees that the faults are really hit. */
export const COUNTED = [
  'payments',
  'cancellations',
  'repeats',
  'conflicts',
  'overloads',
  'crashes',
  'pauses',
  'pauses beyond settle',
  'sends',
  'refused by the window',
  'connections refused',
  'requests lost',
  'answers lost',
  'resets',
  'errors',
  'overloaded answers',
  'late applications',
  'applied although given up',
  'resends',
  'abandoned attempts',
  'fences lost',
  'store failures',
  'committed but unheard',
  'duplicates told',
  'refusals',
  'found before the first send',
  'found after doubt',
  'foreign rows',
  'rows of equal amount',
  'cashier cancels',
  'accounts closed',
  'outages',
  'turns waited',
  'refused by a limit',
  'decisions of people',
  'decisions refused',
  'looked up again by people',
  'look-ups',
  'doubled by the billing',
  'doubles told',
  'doubles left to the register',
  'orders known by reference',
  'of them left to a person for no foreign cause',
  'operator cases',
  'operator: CONFLICT',
  'operator: DOUBLED',
  'operator: AMBIGUOUS',
  'operator: CANNOT_LOOK_UP',
  'operator: TOO_MANY_ATTEMPTS',
  'operator: TOO_OLD',
  'operator: CANNOT_SEND',
  'operator: RECORD_SHARED',
  'operator: APPLIED_AFTER_REFUSAL',
  'transfers asked for',
  'transfers told done',
  'transfers told pending',
  'transfers told refused',
  'transfers told conflict',
  'transfers refused',
  'transfers given back',
  'transfers with a person',
  'debits refused',
  'steps',
] as const
export type Counted = (typeof COUNTED)[number]

export interface Counts {
  readonly values: Readonly<Record<string, number>>
  readonly add: (what: Counted, howMany?: number) => void
}

export function createCounts(): Counts {
  const values: Record<string, number> = {}
  return {
    values,
    add(what, howMany = 1) {
      values[what] = (values[what] ?? 0) + howMany
    },
  }
}
