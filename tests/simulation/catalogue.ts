import { MISTAKES_OF_CHECKOUTS } from './mistakes-of-checkouts.ts'
import { MISTAKES_OF_DECISIONS } from './mistakes-of-decisions.ts'
import { MISTAKES_OF_LIMITS } from './mistakes-of-limits.ts'
import { MISTAKES_OF_PEOPLE } from './mistakes-of-people.ts'
import { MISTAKES_OF_STEPS } from './mistakes-of-steps.ts'
import { MISTAKES_OF_TRANSFERS } from './mistakes-of-transfers.ts'
import type { Planted } from './planted.ts'

export const MISTAKES: readonly Planted[] = [
  ...MISTAKES_OF_DECISIONS,
  ...MISTAKES_OF_STEPS,
  ...MISTAKES_OF_LIMITS,
  ...MISTAKES_OF_PEOPLE,
  ...MISTAKES_OF_TRANSFERS,
  ...MISTAKES_OF_CHECKOUTS,
]
