import type { StatementKey } from '../../billing/port.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Statement } from '../../domain/statement.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

export type ObservedStatement = Observed<Statement>

export interface StatementLoaders {
  readStatement(viewer: Viewer, key: StatementKey): Promise<ObservedStatement | null>
}

export function createStatementLoaders(reading: Reading): StatementLoaders {
  const { statements } = reading.billing
  const loader = createLoader(reading, statements.readStatements.bind(statements), writeStatementKey)
  return {
    async readStatement(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'statements')
      return loader.load(key)
    },
  }
}

function writeStatementKey({ accountId, period }: StatementKey): string {
  return `${accountId}:${period.from}:${period.to}`
}
