import { readFileSync } from 'node:fs'
import type { BenchAccount, Billing } from './billing.ts'
import type { Contender, Tokens } from './contenders.ts'
import type { Question } from './load.ts'
import type { OperationName } from './options.ts'

const ASKER: Readonly<Record<OperationName, keyof Tokens>> = {
  tiny: 'cabinet',
  cabinet: 'cabinet',
  list: 'operator',
  statement: 'statement',
}

/** A document of bench/operations with its variables filled in, as this contender is asked it. */
export function writeQuestion(name: OperationName, { program, tokens }: Contender, billing: Billing): Question {
  const folder = new URL('./operations/', import.meta.url)
  const query = readFileSync(new URL(`${name}.graphql`, folder), 'utf8')
  const fill: Readonly<Record<string, unknown>> = {
    '{accountId}': writeAccountId(name === 'statement' ? billing.statementAccount : billing.cabinetAccount),
    '{fiftyNumbers}': billing.fiftyNumbers,
    '{from}': billing.statementPeriod.from,
    '{to}': billing.statementPeriod.to,
  }
  const variables: unknown = JSON.parse(
    readFileSync(new URL(`${name}.variables.json`, folder), 'utf8'),
    (_key, value: unknown) => (typeof value === 'string' ? (fill[value] ?? value) : value),
  )
  const operationName = /^query (?<name>\w+)/m.exec(query)?.groups?.['name']
  return { url: program.url, token: tokens[ASKER[name]], body: JSON.stringify({ operationName, query, variables }) }
}

/** Everybody has the gateway's global ids, so that answers can be compared as they are. */
function writeAccountId({ type, restId }: BenchAccount): string {
  return Buffer.from(`${type === 'O' ? 'OrganizationAccount' : 'PersonAccount'}:${restId}`).toString('base64url')
}
