import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PdfDocument from 'pdfkit'
import type { DocumentRow } from '../books/documents.ts'
import type { Books } from '../books/types.ts'
import { listOf, type Row, text, whole } from '../wire/answer.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { RestOperation } from './operations.ts'
import { readIds } from './params.ts'
import { documentRow } from './rows.ts'

const FONT = readFileSync(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))
const TITLES = { A: 'Договор', I: 'Счёт', C: 'Акт оказанных услуг' } as const

/** One paper as a file: the row of the list with base64 in it, or no row when the account has no such paper. */
export const documentContent: RestOperation = {
  method: 'GET',
  path: '/documents/content',
  idsName: 'account_ids',
  run(books, { query }) {
    const accounts = readIds(query, 'account_ids')
    if (accounts?.length !== 1) throw new RefusalError(400, "'account_ids' is missing or names several accounts")
    const id = query.get('id') ?? ''
    if (!/^\d{1,15}$/.test(id) && query.has('id')) throw new RefusalError(400, "'id' is no id")
    // Without an id the newest, as clerks use it.
    const papers = books.listDocuments(accounts)
    const found = query.has('id') ? papers.find((paper) => String(paper.id) === id) : papers.at(-1)
    return found === undefined ? listOf([]) : listOf([contentRow(books, found)])
  },
}

function contentRow(books: Books, paper: DocumentRow): Row {
  const bytes = drawPaper(books, paper)
  return {
    ...documentRow(paper),
    mime: text('application/pdf'),
    size: whole(bytes.length),
    content: text(bytes.toString('base64')),
  }
}

function drawPaper(books: Books, paper: DocumentRow): Buffer {
  const [profile] = books.findProfiles([paper.restId])
  const [account] = books.findAccounts([paper.restId])
  const operator = books.listOperators().find(({ id }) => id === account?.operatorId)
  const holder = profile?.company || [profile?.surname, profile?.name, profile?.patronymic].join(' ')
  const document = new PdfDocument({
    size: 'A4',
    margin: 56,
    info: { CreationDate: new Date(`${paper.issuedOn}T00:00:00Z`) },
  })
  document.registerFont('text', FONT)
  document.font('text').fontSize(16).text(`${TITLES[paper.type]} № ${paper.number}`).moveDown()
  document
    .fontSize(10)
    .text(`от ${paper.issuedOn.split('-').toReversed().join('.')}`)
    .moveDown()
  document.text(`Исполнитель: ${operator?.name ?? ''}, ИНН ${operator?.inn ?? ''}`)
  document.text(`Заказчик: ${holder}${profile?.inn ? `, ИНН ${profile.inn}` : ''}`)
  document.text(`Лицевой счёт: ${account?.number ?? ''}`).moveDown()
  if (paper.sum !== null) {
    document.text(`Услуги связи за период с ${paper.from} по ${paper.to}`)
    document.text(`Итого: ${paper.sum / 100n},${String(paper.sum % 100n).padStart(2, '0')} руб.`)
  }
  document.end()
  const chunks: Buffer[] = []
  for (let chunk: unknown = document.read(); Buffer.isBuffer(chunk); chunk = document.read()) chunks.push(chunk)
  return Buffer.concat(chunks)
}
