import type { Fault, TestSandbox } from '../support/sandbox.ts'
import { FAULT_KINDS, type FaultKind, type FaultOperation, type Faults } from './fault-kinds.ts'

/** The operations of the sandbox, by what they are for. */
export const OPERATIONS: Readonly<Partial<Record<FaultOperation, string>>> = {
  findAccounts: 'rest.accounts',
  listPayments: 'soap.GetPayments',
  listTickets: 'soap.GetTickets',
  postPayment: 'soap.AddPayment',
  cancelPayment: 'soap.CancelPayment',
  findPostings: 'soap.FindPayment',
  listPostings: 'soap.GetRegistryPayments',
  postDebit: 'soap.AddDebit',
  findDebits: 'soap.FindDebit',
  takePromise: 'soap.AddPromise',
  listPromises: 'soap.GetPromises',
  placeOrder: 'soap.AddOrder',
  cancelOrder: 'soap.CancelOrder',
  findByReference: 'soap.GetOrders',
  openTicket: 'soap.OpenTicket',
  findTicketsByReference: 'soap.FindTicket',
  postTicketMessage: 'soap.AddTicketMessage',
  findMessagesByReference: 'soap.FindTicketMessage',
  changeTicket: 'soap.ChangeTicket',
  registerDevice: 'rest.addDevice',
  updateProfile: 'rest.updateProfile',
  changeCredentials: 'rest.setCredentials',
}

/** docs/sandbox.md explains the names on the right. */
const KINDS: Readonly<Record<FaultKind, Fault>> = {
  loseAnswer: { kind: 'dropAfterApplying' },
  loseRequest: { kind: 'reset' },
  lateWrite: { kind: 'applyLate' },
  noAnswer: { kind: 'hang' },
  errorAfterWriting: { kind: 'errorAfterApplying' },
  htmlPage: { kind: 'html' },
  serverError: { kind: 'http500' },
  overloaded: { kind: 'unavailable' },
  emptyBody: { kind: 'empty' },
  cutAnswer: { kind: 'truncated' },
  malformed: { kind: 'notWellFormed' },
  hugeAnswer: { kind: 'oversize' },
  otherAnswer: { kind: 'wrongOperation' },
  unlistedFault: { kind: 'faultWith200' },
  wrongRow: { kind: 'foreignRows' },
  missingFields: { kind: 'missingFields' },
  brokenMoney: { kind: 'moneyBroken' },
  unknownCodes: { kind: 'unknownCodes' },
  badRow: { kind: 'badRow' },
  typeFlips: { kind: 'typeFlips' },
  moneyNoise: { kind: 'moneyAsDoubles' },
  lostDates: { kind: 'zeroDates' },
  emptySuccess: { kind: 'successWithoutApplying', variant: 'empty' },
  silentSuccess: { kind: 'successWithoutApplying' },
  doubleWrite: { kind: 'doubleCredit' },
  expiredSession: { kind: 'expiredSession' },
}

const ALL_KINDS = Object.keys(FAULT_KINDS).filter(isFaultKind)
/** What cannot befall everything: only some writes are written twice, only writes are pretended, only SOAP has sessions. */
const DOUBLED = new Set(['postPayment', 'postDebit', 'openTicket', 'postTicketMessage', 'placeOrder'])
/** What has no codes in its answer stays as it is; of some writes the sandbox knows no stranger's. */
const UNHURT: Readonly<Partial<Record<FaultOperation, readonly FaultKind[]>>> = {
  postDebit: ['unknownCodes'],
  updateProfile: ['wrongRow'],
  changeCredentials: ['wrongRow'],
}

export function createReferenceFaults(sandbox: TestSandbox): Faults {
  const abilities = Object.fromEntries(
    Object.entries(OPERATIONS).map(([operation, name]) => [
      operation,
      ALL_KINDS.filter((kind) => canBefall(kind, operation, name)),
    ]),
  )
  return {
    abilities,
    async cause(operation, kind, options) {
      const name = OPERATIONS[operation]
      if (name === undefined) throw new Error(`nothing can befall ${operation}`)
      if (kind === 'wrongRow') writeStrangeRow(sandbox, operation)
      await sandbox.setFault(name, { ...KINDS[kind], ...options })
    },
    clear: () => sandbox.clearFaults(),
  }
}

/** The sandbox takes strange rows of its first accounts, which have ordered and given away nothing. */
function writeStrangeRow({ books }: TestSandbox, operation: FaultOperation): void {
  const [account] = books.listAccounts({ limit: 1, offset: 0 })
  const soapId = account?.soapId ?? 0
  books.addPayment({ soapId, amount: 500_000n, classId: 1 })
  if (operation === 'postDebit' || operation === 'findDebits') {
    books.addDebit({ soapId, amount: 100n, receipt: 'strange', description: 'Чужое' })
  }
  if (operation !== 'placeOrder' || books.listOrders({ soapIds: [soapId], limit: 1 }).length > 0) return
  books.addOrder({ ...NO_ORDER, soapId, classId: 10, offeringId: 202 })
}

const NO_ORDER = {
  serviceId: null,
  tariffId: null,
  option: null,
  value: null,
  fromAt: null,
  untilAt: null,
  atPeriodEnd: false,
  extId: null,
  comment: null,
  manager: null,
} as const

function canBefall(kind: FaultKind, operation: string, name: string): boolean {
  if (Object.entries(UNHURT).some(([unhurt, kinds]) => unhurt === operation && kinds.includes(kind))) return false
  if (kind === 'doubleWrite') return DOUBLED.has(operation)
  if (kind === 'expiredSession') return name.startsWith('soap.')
  if (kind === 'emptySuccess' || kind === 'silentSuccess') return !/^(?:find|list)/.test(operation)
  return true
}

function isFaultKind(name: string): name is FaultKind {
  return Object.hasOwn(FAULT_KINDS, name)
}
