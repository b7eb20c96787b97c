import { randomUUID } from 'node:crypto'
import { writeId } from '../../src/graphql/ids.ts'
import type { Gateway, RequestHeaders } from './gateway.ts'

export interface ExportAnswer {
  readonly __typename: string
  readonly code?: string
  readonly field?: string | null
  readonly message?: string
  readonly retryable?: boolean
  readonly export?: ExportState
}

export interface ExportState {
  readonly id: string
  readonly state: string
  readonly progress: number
  readonly entryCount: number
  readonly accountNumber: string
  readonly format: string
  readonly language: string
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly expiresAt: string | null
  readonly sizeBytes: number | null
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly download: { readonly path: string; readonly expiresAt: string } | null
}

const EXPORT = `id state progress entryCount accountNumber format language createdAt finishedAt expiresAt sizeBytes
  failure { code message } download { path expiresAt }`

const ORDER = `mutation ($input: ExportStatementInput!) { exportStatement(input: $input) { __typename
  ... on StatementExportRefused { code field message retryable } ... on IdempotencyConflict { message retryable }
  ... on StatementExportOrdered { export { ${EXPORT} } } } }`

/** A subscriber's own account by its number. */
export async function accountIdOf(gateway: Gateway, number: string): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount(number)
  const kind = number.startsWith('2') ? 'ORGANIZATION' : 'PERSON'
  return writeId({ type: 'Account', kind, accountId: String(restId) })
}

export async function orderExport(gateway: Gateway, input: object, headers: RequestHeaders): Promise<ExportAnswer> {
  const { data, errors } = await gateway.query<{ exportStatement: ExportAnswer }>(
    ORDER,
    { input: { idempotencyKey: randomUUID(), format: 'CSV', ...input } },
    headers,
  )
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data.exportStatement
}

export async function findExport(gateway: Gateway, id: string, headers: RequestHeaders): Promise<ExportState | null> {
  const { data } = await gateway.query<{ statementExport: ExportState | null }>(
    `query ($id: ID!) { statementExport(id: $id) { ${EXPORT} } }`,
    { id },
    headers,
  )
  return data.statementExport
}

/** Orders and waits until it is done or failed. */
export async function makeExport(gateway: Gateway, input: object, headers: RequestHeaders): Promise<ExportState> {
  const answer = await orderExport(gateway, input, headers)
  if (answer.export === undefined) throw new Error(JSON.stringify(answer))
  return awaitExport(gateway, answer.export.id, headers)
}

export async function awaitExport(gateway: Gateway, id: string, headers: RequestHeaders): Promise<ExportState> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    const found = await findExport(gateway, id, headers)
    if (found?.finishedAt) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The export was neither done nor failed in 20 seconds.')
}

/** Fetches a link as a browser would. */
export async function download(gateway: Gateway, path: string | undefined, method = 'GET') {
  const response = await fetch(new URL(path ?? '', gateway.url), { method })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes, code: readCode(response, bytes) }
}

function readCode(response: Response, bytes: Buffer): string | null {
  if (!(response.headers.get('content-type') ?? '').startsWith('application/json')) return null
  if (bytes.length === 0) return null
  const body: { errors?: readonly { extensions: { code: string } }[] } = JSON.parse(bytes.toString())
  return body.errors?.[0]?.extensions.code ?? null
}
