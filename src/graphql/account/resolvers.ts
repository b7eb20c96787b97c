import type { AccountStatus } from '../../domain/account.ts'
import type { QueryResolvers } from '../../generated/schema.ts'
import type { Cut } from '../bound.ts'
import { listCheckouts } from '../checkout/resolvers.ts'
import type { Complete } from '../complete.ts'
import { listDocuments } from '../document/resolvers.ts'
import { ClientError } from '../errors.ts'
import { accountTypeName, readId, writeId } from '../ids.ts'
import { writeViewerRequest } from '../member/resolvers.ts'
import { observedFields } from '../observed.ts'
import { listPayments } from '../payment/resolvers.ts'
import { MAX_ACCOUNTS_PER_QUERY } from '../policies.ts'
import { findOffer } from '../promised-payment/resolvers.ts'
import { listServiceOrders } from '../service-order/resolvers.ts'
import { readSpending } from '../spending/loaders.ts'
import { readPeriod } from '../statement/period.ts'
import { listTickets } from '../ticket/resolvers.ts'
import { listTransactions } from '../transaction/resolvers.ts'
import { listTransfers } from '../transfer/resolvers.ts'
import { requireViewer } from '../viewer.ts'
import { listVisits } from '../visit/resolvers.ts'
import { when } from '../when.ts'
import type { ObservedAccount, ViewedAccount } from './loaders.ts'

export const accountQueries: Pick<QueryResolvers, 'account' | 'accounts'> = {
  account: (_parent, { id: text }, context) => {
    const id = readId(text)
    if (id?.type !== 'Account') return null
    return context.loaders.accounts.findAccount(requireViewer(context), { id: id.accountId, kind: id.kind })
  },
  accounts: (_parent, { numbers }, context) => {
    const viewer = requireViewer(context)
    const found: Promise<ViewedAccount | null>[] = []
    for (const number of readNumbers(numbers)) found.push(context.loaders.accounts.findByNumber(viewer, number))
    return Promise.all(found)
  },
}

/** What both kinds of accounts share. */
const account: Omit<Complete<'PersonAccount'>['PersonAccount'], 'profile' | '__isTypeOf'> = {
  id: ({ id, kind }) => writeId({ type: 'Account', kind, accountId: id }),
  status: ({ id, viewer }, _args, { loaders }) => when(loaders.accounts.findState(viewer, id), statusOf),
  balance: ({ id, viewer }, _args, { loaders }) => loaders.accounts.findState(viewer, id),
  agreement: ({ id, viewer }, _args, { loaders }) => loaders.agreements.findAgreement(viewer, id),
  services: ({ id, viewer }, _args, { loaders }) => when(loaders.services.listServices(viewer, id), rowsOf),
  hasMoreServices: async ({ id, viewer }, _args, { loaders }) =>
    (await loaders.services.listServices(viewer, id))?.hasMore ?? null,
  payments: listPayments,
  region: async ({ id, viewer }, _args, { loaders }) => {
    const regionId = (await loaders.accounts.findState(viewer, id))?.value.regionId ?? null
    return regionId === null ? null : loaders.regions.findRegion(regionId)
  },
  operator: async ({ id, viewer }, _args, { loaders }) => {
    const operatorId = (await loaders.accounts.findState(viewer, id))?.value.operatorId ?? null
    return operatorId === null ? null : loaders.operators.findOperator(operatorId)
  },
  amountToRestore: async ({ id, viewer }, _args, { loaders }) =>
    (await loaders.accounts.findState(viewer, id))?.value.amountToRestore ?? null,
  statement: ({ id, viewer }, { period }, { loaders }) =>
    loaders.statements.readStatement(viewer, { accountId: id, period: readPeriod(period) }),
  spending: ({ id, viewer }, { period, groupBy }, context) =>
    readSpending(viewer, { accountId: id, period: readPeriod(period), groupBy }, context),
  transactions: listTransactions,
  promisedPaymentOffer: findOffer,
  promisedPayment: ({ id, viewer }, _args, { loaders }) => loaders.promisedPayments.findActive(viewer, id),
  devices: async ({ id, viewer }, _args, { loaders }) => (await loaders.devices.listDevices(viewer, id))?.rows ?? null,
  documents: listDocuments,
  hasMoreDevices: async ({ id, viewer }, _args, { loaders }) =>
    (await loaders.devices.listDevices(viewer, id))?.hasMore ?? null,
  tickets: listTickets,
  visits: listVisits,
  checkouts: listCheckouts,
  orders: listServiceOrders,
  transfers: listTransfers,
  freezeTerms: async ({ id, viewer }, _args, { loaders }) =>
    (await loaders.serviceOrders.findTerms(viewer, id))?.freeze ?? null,
  settings: ({ id, viewer }, _args, { loaders }) => loaders.accounts.findSettings(viewer, id),
  asOf: async ({ id, viewer }, args, context) => {
    const state = await context.loaders.accounts.findState(viewer, id)
    return state && observedFields.asOf(state, args, context)
  },
  freshness: async ({ id, viewer }, _args, { loaders }) =>
    (await loaders.accounts.findState(viewer, id))?.freshness ?? null,
}

export const accountResolvers: Complete<
  'Account' | 'Balance' | 'OrganizationAccount' | 'OrganizationProfile' | 'PersonAccount' | 'PersonProfile'
> = {
  Account: { __resolveType: ({ kind }) => accountTypeName(kind) },
  PersonAccount: {
    ...account,
    profile: async ({ id, viewer }, _args, { loaders }) => {
      const found = await loaders.accounts.findProfile(viewer, id)
      return found?.value.kind === 'PERSON' ? { ...found, value: found.value } : null
    },
  },
  OrganizationAccount: {
    ...account,
    invitations: ({ id }, _args, context) => context.cabinet.listInvitations(id, writeViewerRequest(context)),
    members: ({ id }, _args, context) => context.cabinet.listMembers(id, writeViewerRequest(context)),
    profile: async ({ id, viewer }, _args, { loaders }) => {
      const found = await loaders.accounts.findProfile(viewer, id)
      return found?.value.kind === 'ORGANIZATION' ? { ...found, value: found.value } : null
    },
  },
  Balance: {
    amount: ({ value }) => value.balance.amount,
    creditLimit: ({ value }) => value.balance.creditLimit,
    credited: ({ value }) => value.balance.credited,
    spent: ({ value }) => value.balance.spent,
    ...observedFields,
  },
  PersonProfile: {
    lastName: ({ value }) => value.lastName,
    firstName: ({ value }) => value.firstName,
    middleName: ({ value }) => value.middleName,
    phone: ({ value }) => value.phone,
    email: ({ value }) => value.email,
    address: ({ value }) => value.address,
    ...observedFields,
  },
  OrganizationProfile: {
    legalName: ({ value }) => value.legalName,
    inn: ({ value }) => value.inn,
    kpp: ({ value }) => value.kpp,
    phone: ({ value }) => value.phone,
    email: ({ value }) => value.email,
    address: ({ value }) => value.address,
    ...observedFields,
  },
}

function statusOf(found: ObservedAccount | null): AccountStatus | null {
  return found?.value.status ?? null
}

function rowsOf<T>(found: Cut<T> | null): readonly T[] | null {
  return found?.rows ?? null
}

function readNumbers(numbers: readonly string[]): readonly string[] {
  if (numbers.length >= 1 && numbers.length <= MAX_ACCOUNTS_PER_QUERY) return numbers
  throw new ClientError('BAD_USER_INPUT', {
    en: `\`numbers\` must hold from 1 to ${MAX_ACCOUNTS_PER_QUERY} contract numbers.`,
    ru: `\`numbers\` — от 1 до ${MAX_ACCOUNTS_PER_QUERY} номеров договоров.`,
  })
}
