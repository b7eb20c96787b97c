import { BillingError } from '../../billing/error.ts'
import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import type {
  ExportStatementInput,
  MutationResolvers,
  QueryResolvers,
  ResolversTypes,
  StatementExportRefusalCode,
} from '../../generated/schema.ts'
import type { ExportVerdict, ReportRequest } from '../../reports/reports.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { giveOrder } from '../ordering.ts'
import { readExportPeriod } from '../statement/period.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { FAILURE_TEXTS, KEY_CONFLICT, REFUSAL_TEXTS } from './texts.ts'

export const statementExportQueries: Required<Pick<QueryResolvers, 'statementExport' | 'statementExports'>> = {
  statementExport: (_parent, { id: text }, context) => {
    const id = readId(text)
    return id?.type === 'StatementExport' ? context.reports.findExport(id.exportId, writeReportRequest(context)) : null
  },
  statementExports: (_parent, _args, context) => context.reports.listExports(writeReportRequest(context)),
}

export const statementExportMutations: Required<Pick<MutationResolvers, 'exportStatement'>> = {
  exportStatement: async (_parent, { input }, context) => {
    const period = readExportPeriod(input)
    if (period === null) return refuse('PERIOD_NOT_ALLOWED', context, 'to')
    const account = await findAccount(input.accountId, context)
    if (account === 'unavailable') return refuse('BILLING_UNAVAILABLE', context)
    if (account === null) return refuse('ACCOUNT_NOT_FOUND', context, 'accountId')
    const { id: accountId, kind: accountKind, number: accountNumber } = account
    const language = readLanguage(input, context)
    const wish = { accountId, accountKind, accountNumber, period, format: input.format, language }
    const order = { wish, idempotencyKey: input.idempotencyKey }
    const verdict = await giveOrder(() => context.reports.exportStatement(order, writeReportRequest(context)))
    return writeVerdict(verdict, context)
  },
}

export const statementExportResolvers: Complete<
  'Download' | 'ExportStatementResult' | 'StatementExport' | 'StatementExportFailure'
> = {
  ExportStatementResult: { __resolveType: typeNameOf },
  StatementExport: {
    id: ({ id }) => writeId({ type: 'StatementExport', exportId: id }),
    from: ({ period }) => period.from,
    to: ({ period }) => period.to,
    language: ({ language }) => (language === 'ru' ? 'RU' : 'EN'),
    createdAt: ({ createdAt }, _args, { timeZone }) => formatInstant(createdAt, timeZone),
    finishedAt: ({ finishedAt }, _args, { timeZone }) => formatOptionalInstant(finishedAt, timeZone),
    expiresAt: ({ state, expiresAt }, _args, { timeZone }) =>
      state === 'DONE' ? formatOptionalInstant(expiresAt, timeZone) : null,
    download: ({ id, state }, _args, context) =>
      state === 'DONE' ? context.reports.writeLink({ kind: 'export', exportId: id }, requireViewer(context)) : null,
  },
  StatementExportFailure: {
    code: (failure) => failure,
    message: (failure, _args, { language }) => FAILURE_TEXTS[failure][language],
  },
  Download: {
    expiresAt: ({ expiresAt }, _args, { timeZone }) => formatInstant(expiresAt, timeZone),
  },
}

function writeReportRequest(context: GraphqlContext): ReportRequest {
  return { viewer: requireViewer(context), requestId: context.caller.requestId, call: context.call }
}

/** Only an operator's account has to be asked for. */
async function findAccount(text: string, context: GraphqlContext): Promise<ViewedAccount | null | 'unavailable'> {
  const id = readId(text)
  if (id?.type !== 'Account') return null
  const key = { id: id.accountId, kind: id.kind }
  return context.loaders.accounts.findAccount(requireViewer(context), key).catch((error: unknown) => {
    if (error instanceof BillingError) return 'unavailable' as const
    throw error
  })
}

function readLanguage(input: ExportStatementInput, { language }: GraphqlContext): 'ru' | 'en' {
  if (!input.language) return language
  return input.language === 'RU' ? 'ru' : 'en'
}

type ExportStatementResult = Awaited<ResolversTypes['ExportStatementResult']>

function writeVerdict(verdict: ExportVerdict, context: GraphqlContext): ExportStatementResult {
  switch (verdict.kind) {
    case 'created':
      return { __typename: 'StatementExportOrdered', export: verdict.export }
    case 'conflict': {
      const message = KEY_CONFLICT[context.language]
      return { __typename: 'IdempotencyConflict', payment: null, retryable: false, message }
    }
    case 'too_many_open':
      return refuse('TOO_MANY_AT_ONCE', context)
    case 'too_many_kept':
      return refuse('TOO_MANY_KEPT', context)
    case 'refused':
      return verdict.reason === 'INVALID_KEY'
        ? refuse('INVALID_VALUE', context, 'idempotencyKey')
        : refuse('NOT_SUPPORTED', context)
  }
}

const RETRYABLE: readonly StatementExportRefusalCode[] = ['BILLING_UNAVAILABLE', 'TOO_MANY_AT_ONCE', 'TOO_MANY_KEPT']

function refuse(code: StatementExportRefusalCode, { language }: GraphqlContext, field: string | null = null) {
  const message = REFUSAL_TEXTS[code][language]
  return { __typename: 'StatementExportRefused', code, field, message, retryable: RETRYABLE.includes(code) } as const
}
