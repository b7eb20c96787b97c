import type { MutationResolvers, QueryResolvers, ResolversTypes } from '../../generated/schema.ts'
import type { PartnerPayment } from '../../payments/partner-payments.ts'
import type { RegistrySummary } from '../../payments/partner-registry.ts'
import type { SubmitRegistryVerdict } from '../../payments/register-submit.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import type { Language } from '../language.ts'
import { giveOrder } from '../ordering.ts'
import { readAfter, readFirst, writeConnection } from '../page.ts'
import { readAmount, writeRequest } from '../partner-payment/request.ts'
import { REGISTER_TEXTS } from '../partner-payment/texts.ts'
import { typeNameOf } from '../type-name.ts'

/** A page of a day, and the way to what the whole day comes to. */
export interface ViewedRegistry extends ReturnType<typeof writeConnection<PartnerPayment>> {
  readonly date: string
  /** Asks once, however many fields want it. */
  readonly summary: () => Promise<RegistrySummary | null>
}

export const paymentRegistryQueries: Required<Pick<QueryResolvers, 'paymentRegistry'>> = {
  paymentRegistry: (_parent, args, context) => readRegistry(args, context),
}

export const paymentRegistryMutations: Required<Pick<MutationResolvers, 'submitRegistry'>> = {
  submitRegistry: async (_parent, { input }, context) => {
    const request = writeRequest(context)
    const { date, part, of } = input
    const rows = input.rows.map((row) => ({ ...row, amount: readAmount(row.amount, request) }))
    const register = { date, part: part ?? 1, of: of ?? 1, rows }
    const verdict = await giveOrder(() => context.partnerPayments.submitRegistry(register, request))
    return writeVerdict(verdict, context.language)
  },
}

export const paymentRegistryResolvers: Complete<'PaymentRegistry' | 'SubmitRegistryResult'> = {
  PaymentRegistry: {
    totals: ({ summary }) => summary(),
    sha256: async ({ summary }) => (await summary())?.sha256 ?? null,
  },
  SubmitRegistryResult: { __resolveType: typeNameOf },
}

async function readRegistry(
  args: { readonly date: string; readonly first: number; readonly after?: string | null },
  context: GraphqlContext,
): Promise<ViewedRegistry> {
  const { date } = args
  const request = writeRequest(context)
  const list = `registry:${request.partner.id}:${date}`
  const afterId = readAfter(args.after, list)
  const page = { date, first: readFirst(args.first), afterId }
  const { payments, hasMore } = await context.partnerPayments.readRegistryPage(page, request)
  let summary: Promise<RegistrySummary | null> | null = null
  const connection = writeConnection(payments, {
    list,
    positionOf: ({ intent }) => intent.id,
    hasMore,
    isFirstPage: afterId === null,
  })
  // Not spread: the page's place and its edges are getters of the prototype, which a spread leaves behind.
  return Object.assign(connection, {
    date,
    summary: () => (summary ??= context.partnerPayments.summarizeRegistry(date, request)),
  })
}

function writeVerdict(
  verdict: SubmitRegistryVerdict,
  language: Language,
): Awaited<ResolversTypes['SubmitRegistryResult']> {
  if (verdict.kind === 'judged') return { __typename: 'RegistryJudged', ...verdict }
  const { reason, retryable, field, retryAfterSeconds } = verdict
  const message = REGISTER_TEXTS[reason][language]
  return { __typename: 'RegistryRefused', code: reason, retryable, field, retryAfterSeconds, message }
}
