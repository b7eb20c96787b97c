import type { HealthBilling } from '../port.ts'
import { readArray } from '../transport/json.ts'
import { readAnswer } from './client.ts'
import type { AbillsSide } from './context.ts'

/** The types of payments: a short list that only a key with the right to payments is shown. */
export function createHealth({ client }: AbillsSide): HealthBilling {
  const request = { operation: 'paymentTypes', method: 'GET', path: '/payments/types', body: null } as const
  return {
    async ping(call) {
      await client.send(request, call, (answer) => readArray(readAnswer(answer), 'answer'))
    },
  }
}
