import { readLegacyDay } from '../../domain/date.ts'
import type { AccountDocument } from '../../domain/document.ts'
import { byId, type ReadContext, readAmount } from '../adapter/context.ts'
import { groupRows } from '../adapter/keyed-rows.ts'
import type { DocumentBilling, DocumentFile, DocumentKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import {
  type JsonObject,
  readArray,
  readId,
  readInteger,
  readObject,
  readPrinted,
  readText,
} from '../transport/json.ts'
import { DOCUMENT_KIND, readCode } from './codes.ts'
import { isRestId, type RestClient, readRestJson } from './rest.ts'

/** GET /documents and GET /documents/content. */
export function createDocuments(rest: RestClient, context: ReadContext): DocumentBilling {
  return {
    async listDocuments(ids, call) {
      const request = { operation: 'documents', path: '/documents', parameter: 'account_ids', ids }
      const rows = await rest.list(request, call, {
        key: (row) => readId(row, 'account_id'),
        value: (row) => readDocument(row, context),
      })
      return groupRows(rows, ids.filter(isRestId), {
        noun: 'documents',
        ownerField: 'account_id',
        onOddity: context.onOddity,
        id: ({ id }) => id,
        compare: byId,
      })
    },
    async readDocument(key, call) {
      if (!isRestId(key.accountId) || !isRestId(key.documentId)) return null
      const path = `/documents/content?account_ids=${key.accountId}&id=${key.documentId}`
      const request = { operation: 'documentContent', method: 'GET', path, body: null } as const
      return rest.send(request, call, (answer) => readContent(readRestJson(answer), key, context))
    },
  }
}

/** One row of GET /documents. */
function readDocument(row: JsonObject, context: ReadContext): AccountDocument {
  const readDay = (field: string) => readLegacyDay(readText(row, field), context.timeZone)
  return {
    id: readId(row, 'id'),
    accountId: readId(row, 'account_id'),
    kind: readCode(DOCUMENT_KIND, readText(row, 'type'), { field: 'documents.type', onOddity: context.onOddity }),
    number: readText(row, 'number'),
    issuedOn: readDay('date'),
    amount: row['sum'] === '' ? null : readAmount(readPrinted(row, 'sum'), 'documents.sum', context),
    from: readDay('from'),
    to: readDay('to'),
  }
}

/** One row or none. Refused unless it is the document that was asked for, whole, and a PDF. */
function readContent(answer: unknown, key: DocumentKey, context: ReadContext): DocumentFile | null {
  const [first, ...others] = readArray(answer, 'answer')
  if (first === undefined) return null
  if (others.length > 0) throw malformed('content: several rows')
  const row = readObject(first, 'row')
  const document = readDocument(row, context)
  if (document.accountId !== key.accountId || document.id !== key.documentId) {
    throw malformed('content: not of the document asked for')
  }
  const text = readText(row, 'content')
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text.replaceAll(/\s/g, '')) throw malformed('content: not base64')
  if (bytes.length !== readInteger(row, 'size')) throw malformed('content: not as long as it says')
  if (!bytes.subarray(0, PDF.length).equals(PDF)) throw malformed('content: not a PDF')
  return { document, bytes }
}

const PDF = Buffer.from('%PDF-')
