import type { Operator } from '../../domain/operator.ts'
import type { ReadContext } from '../adapter/context.ts'
import { indexAll } from '../adapter/keyed-rows.ts'
import type { BillingError } from '../error.ts'
import type { OperatorBilling } from '../port.ts'
import { type JsonObject, readId, readText } from '../transport/json.ts'
import { isRestId, type RestClient } from './rest.ts'
import { readTaxNumbers } from './tax-numbers.ts'

/** GET /operators, which gives all of them: a handful, of which the ones asked for are picked. */
export function createOperators(rest: RestClient, { onOddity }: ReadContext): OperatorBilling {
  return {
    async findOperators(ids, call) {
      const found = new Map<string, Operator | BillingError>()
      const wanted = new Set(ids.filter(isRestId))
      if (wanted.size === 0) return found
      const rows = await rest.listAll({ operation: 'operators', path: '/operators' }, call, {
        key: (row) => readId(row, 'id'),
        value: readOperator,
      })
      for (const [id, operator] of indexAll(rows, { field: 'operators.id', onOddity })) {
        if (wanted.has(id)) found.set(id, operator)
      }
      return found
    },
  }
}

function readOperator(row: JsonObject): Operator {
  return { id: readId(row, 'id'), name: readText(row, 'name'), ...readTaxNumbers(row) }
}
