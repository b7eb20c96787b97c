import type { Complete } from '../complete.ts'
import { observedFields } from '../observed.ts'

export const agreementResolvers: Complete<'Agreement'> = {
  Agreement: {
    number: ({ value }) => value.number,
    status: ({ value }) => value.status,
    concludedOn: ({ value }) => value.concludedOn,
    endsOn: ({ value }) => value.endsOn,
    terms: ({ value }) => value.terms,
    termMonths: ({ value }) => value.termMonths,
    ...observedFields,
  },
}
