import type { Operator, OperatorId } from '../../domain/operator.ts'
import { createReferenceLoader, type Reading } from '../reading.ts'

/** Operators are everybody's who is signed in. */
export interface OperatorLoaders {
  findOperator(id: OperatorId): Promise<Operator | null>
}

export function createOperatorLoaders(reading: Reading): OperatorLoaders {
  const { billing, reads } = reading
  const loader = createReferenceLoader(
    reading,
    reads.reference.operators,
    billing.operators.findOperators.bind(billing.operators),
  )
  return {
    async findOperator(id) {
      return (await loader.load(id))?.value ?? null
    },
  }
}
