import { formatInstant } from '../domain/date.ts'
import type { Observed } from '../domain/observed.ts'
import type { GraphqlContext } from './context.ts'

/** The fields that everything from the billing carries. */
export const observedFields = {
  asOf: ({ asOf }: Observed<unknown>, _args: unknown, { timeZone }: GraphqlContext): string =>
    formatInstant(asOf, timeZone),
  freshness: ({ freshness }: Observed<unknown>) => freshness,
}
