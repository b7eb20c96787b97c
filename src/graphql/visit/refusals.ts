import type { VisitRefusalCode } from '../../generated/schema.ts'
import type { GraphqlContext } from '../context.ts'
import { VISIT_TEXTS } from './texts.ts'

interface Details {
  readonly field?: string | null
  readonly retryable?: boolean
  readonly retryAfterSeconds?: number
}

export function refuseVisit(
  code: VisitRefusalCode,
  { language }: GraphqlContext,
  { field = null, retryable = false, retryAfterSeconds }: Details = {},
) {
  const message = VISIT_TEXTS[code][language]
  const wait = retryAfterSeconds ?? null
  return { __typename: 'VisitRefused', code, field, message, retryable, retryAfterSeconds: wait } as const
}
