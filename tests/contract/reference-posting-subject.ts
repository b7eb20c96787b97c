import { createServer } from 'node:net'
import type { BillingSystem } from '../../src/billing/port.ts'
import { formatMoney } from '../../src/domain/money.ts'
import { connectBilling, type LedgerPayment, startTestSandbox } from '../support/sandbox.ts'
import type { PostingOperation, PostingSubject, TrueRow } from './posting-subject.ts'

const OPERATIONS: Readonly<Record<PostingOperation, string>> = {
  post: 'soap.AddPayment',
  cancel: 'soap.CancelPayment',
  debit: 'soap.AddDebit',
  findDebit: 'soap.FindDebit',
  find: 'soap.FindPayment',
  list: 'soap.GetPayments',
  registry: 'soap.GetRegistryPayments',
  openTicket: 'soap.OpenTicket',
  findTicket: 'soap.FindTicket',
  addMessage: 'soap.AddTicketMessage',
  findMessage: 'soap.FindTicketMessage',
  changeTicket: 'soap.ChangeTicket',
}

/** The reference billing as the sandbox keeps it, judged by /control/ledger. */
export async function startReferencePostings(): Promise<PostingSubject> {
  const sandbox = await startTestSandbox()
  const opened: BillingSystem[] = []
  let accounts = 0
  const connect: PostingSubject['connect'] = (options) => {
    const system = connectBilling(sandbox, options)
    opened.push(system)
    return system
  }
  const accountIdOf = (soapId: number) => String(sandbox.books.findAccountsBySoapId([soapId])[0]?.restId)
  const describe = (row: LedgerPayment): TrueRow => ({
    id: String(row.recordId),
    accountId: accountIdOf(row.soapId),
    amount: row.amount,
    status: row.status === 1 ? 'DONE' : 'CANCELED',
    reference: row.receipt,
    comment: row.comment,
    postedAt: Date.parse(row.postedAt),
  })
  const allRows = async () => (await sandbox.ledger()).payments.map(describe)
  return {
    billing: connect({}),
    connect,
    async openAccount() {
      accounts += 1
      const number = String(600_000 + accounts)
      const { restId } = await sandbox.createAccount({ number, type: 'P', login: number, password: 'x' })
      return { id: String(restId), number }
    },
    terminateAccount: (number) => sandbox.terminateAccount(number),
    balance: async (number) => (await sandbox.findAccount(number)).balance,
    rowsOf: async (accountId) => (await allRows()).filter((row) => row.accountId === accountId),
    allRows,
    debitsOf: async (accountId) =>
      sandbox.books
        .listDebits({ afterId: 0, limit: 1000 })
        .filter(({ soapId }) => accountIdOf(soapId) === accountId)
        .map(({ recordId, amount, receipt, description }) => ({
          id: String(recordId),
          amount: formatMoney({ minorUnits: amount, currency: 'RUB' }),
          reference: receipt,
          description,
        })),
    ticketsOf: async (reference) => {
      const tickets = await sandbox.ticketsByExternalId(reference)
      return tickets
        .toSorted((one, other) => one.ticketId - other.ticketId)
        .map(({ ticketId, soapId, classId, subject, contact, messages }) => ({
          id: String(ticketId),
          accountId: soapId === null ? null : accountIdOf(soapId),
          category: ['', 'FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION'][classId] ?? '',
          subject,
          text: messages[0]?.text ?? '',
          contact: contact && `${contact.name}, ${contact.phone}, ${contact.address}`,
        }))
    },
    messagesOf: async (reference) => {
      const [ticket] = await sandbox.ticketsByExternalId(reference)
      return (ticket?.messages ?? []).map(({ messageId, side, author, text }) => ({
        id: String(messageId),
        author: side === 0 ? ('SUBSCRIBER' as const) : ('OPERATOR' as const),
        authorName: author,
        text,
      }))
    },
    postForeign: ({ number, amount, reference, comment }) =>
      sandbox.postPayment({
        number,
        amount,
        ...(reference === undefined ? {} : { receipt: reference }),
        ...(comment === undefined ? {} : { comment }),
      }),
    // The next monthly charge.
    spend: () => sandbox.advanceClock(31 * 86_400_000),
    trouble: (operation, trouble) => sandbox.setFault(OPERATIONS[operation], trouble),
    clearTrouble: () => sandbox.clearFaults(),
    calls: async (operation) => (await sandbox.calls())[OPERATIONS[operation]] ?? 0,
    logins: () => sandbox.logins(),
    resetCalls: () => sandbox.resetCalls(),
    expireSessions: () => sandbox.expireSessions(),
    now: () => sandbox.now(),
    advance: (milliseconds) => sandbox.advanceClock(milliseconds),
    async connectToNobody() {
      const port = await freePort()
      const system = connectBilling(sandbox, { soapUrl: `http://127.0.0.1:${port}/soap` })
      opened.push(system)
      return system
    },
    async close() {
      await Promise.all(opened.map((system) => system.close()))
      await sandbox.close()
    },
  }
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
