import { MISTAKES_OF_DECISIONS } from './mistakes-of-decisions.ts'
import { MISTAKES_OF_STEPS } from './mistakes-of-steps.ts'
import type { Planted } from './planted.ts'

export const MISTAKES: readonly Planted[] = [...MISTAKES_OF_DECISIONS, ...MISTAKES_OF_STEPS]
