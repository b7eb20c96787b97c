import type { ChangeVerdict } from '../../cabinet/profile.ts'
import type { ProfileChange } from '../../domain/profile.ts'
import type { SettingsChange } from '../../domain/settings.ts'
import { rightsOn } from '../../domain/viewer.ts'
import type { MutationResolvers, ProfileUserError, UpdateSettingsInput } from '../../generated/schema.ts'
import type { ViewedAccount } from '../account/loaders.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { requireViewer } from '../viewer.ts'
import { PROFILE_TEXTS } from './texts.ts'

export const profileMutations: Required<Pick<MutationResolvers, 'updateProfile' | 'updateSettings'>> = {
  updateProfile: async (_parent, { input: { accountId, currentPassword = null, ...wanted } }, context) => {
    const account = await findAccount(accountId, context)
    if (account === null) return { userErrors: [writeError('ACCOUNT_NOT_FOUND', null, context)] }
    if (!mayChange(account)) return { userErrors: [writeError('NOT_ALLOWED', null, context)] }
    const reread = async () => (await context.loaders.accounts.rereadProfile(account.viewer, account.id))?.value ?? null
    const change = { account, wanted: leaveOutAbsent(wanted), currentPassword, reread }
    const verdict = await context.cabinet.updateProfile(change, writeCabinetRequest(context))
    const userErrors = writeErrors(verdict, context)
    return {
      account: verdict.isTried ? account : null,
      userErrors,
      retryAfterSeconds: verdict.retryAfterSeconds ?? null,
    }
  },
  updateSettings: async (_parent, { input }, context) => {
    const account = await findAccount(input.accountId, context)
    if (account === null) return { userErrors: [writeError('ACCOUNT_NOT_FOUND', null, context)] }
    if (!mayChange(account)) return { userErrors: [writeError('NOT_ALLOWED', null, context)] }
    const { loaders } = context
    const unknown = (['language', 'invoiceDelivery'] as const).filter((field) => input[field] === 'UNKNOWN')
    if (unknown.length > 0) {
      return { userErrors: unknown.map((field) => writeError('INVALID_VALUE', field, context)) }
    }
    const change = readSettings(input)
    const reread = async () => (await loaders.accounts.rereadSettings(account.viewer, account.id))?.value ?? null
    const verdict = await context.cabinet.updateSettings({ account, change, reread }, writeCabinetRequest(context))
    const isUnread = !verdict.isTried || verdict.problems.some(({ code, field }) => code === 'NOT_CONFIRMED' && !field)
    const settings = isUnread ? null : await loaders.accounts.findSettings(account.viewer, account.id)
    return { settings, userErrors: writeErrors(verdict, context) }
  },
}

export const profileResolvers: Complete<'AccountSettings'> = {
  AccountSettings: {
    language: ({ value }) => value.language,
    invoiceDelivery: ({ value }) => value.invoiceDelivery,
    acceptsAdvertising: ({ value }) => value.acceptsAdvertising,
    ...observedFields,
  },
}

async function findAccount(text: string, context: GraphqlContext): Promise<ViewedAccount | null> {
  const id = readId(text)
  if (id?.type !== 'Account') return null
  return context.loaders.accounts.findAccount(requireViewer(context), { id: id.accountId, kind: id.kind })
}

function mayChange({ viewer, id }: ViewedAccount): boolean {
  return rightsOn(viewer, id).includes('PROFILE')
}

type Written = { readonly [Field in keyof ProfileChange]: string | null | undefined }

/** What is left out and what is null are two different wishes. */
function leaveOutAbsent(wanted: Written): ProfileChange {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}

/** What the billing may say and nobody can choose is left out. */
function readSettings({ language, invoiceDelivery, acceptsAdvertising }: UpdateSettingsInput): SettingsChange {
  return {
    ...(language && language !== 'UNKNOWN' ? { language } : {}),
    ...(invoiceDelivery && invoiceDelivery !== 'UNKNOWN' ? { invoiceDelivery } : {}),
    ...(typeof acceptsAdvertising === 'boolean' ? { acceptsAdvertising } : {}),
  }
}

function writeErrors({ problems }: ChangeVerdict, context: GraphqlContext): readonly ProfileUserError[] {
  return problems.map(({ code, field }) => writeError(code, field, context))
}

function writeError(
  code: ProfileUserError['code'],
  field: string | null,
  { language }: GraphqlContext,
): ProfileUserError {
  return { code, field, message: PROFILE_TEXTS[code][language] }
}
