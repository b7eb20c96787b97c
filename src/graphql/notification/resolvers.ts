import type { AccountRef } from '../../domain/account.ts'
import { formatMinute, NOTIFICATION_KINDS } from '../../domain/notification.ts'
import { findOwnAccount, seesEveryAccount } from '../../domain/viewer.ts'
import type { MutationResolvers, NotificationErrorCode, QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { requireViewer } from '../viewer.ts'
import { readForm } from './form.ts'
import { NOTIFICATION_TEXTS } from './texts.ts'

export const notificationQueries: Required<Pick<QueryResolvers, 'notificationPreferences'>> = {
  notificationPreferences: async (_parent, { accountId }, context) =>
    context.cabinet.notifications.find(await findAccount(accountId, context), writeRequest(context)),
}

export const notificationMutations: Required<Pick<MutationResolvers, 'unsubscribe' | 'updateNotificationPreferences'>> =
  {
    updateNotificationPreferences: async (_parent, { input }, context) => {
      const form = readForm(input)
      if (form.kind === 'invalid') return refuse('INVALID_VALUE', form.field, context)
      const account = await findAccount(input.accountId, context)
      const verdict = await context.cabinet.notifications.update(account, form.change, writeRequest(context))
      if (verdict.kind === 'known') return { preferences: verdict.preferences, userErrors: [] }
      return refuse(verdict.reason, verdict.reason === 'CHANNEL_NOT_SUPPORTED' ? 'choices' : 'accountId', context)
    },
    unsubscribe: async (_parent, { input: { token } }, { cabinet, caller: { requestId }, call }) => ({
      unsubscribed: await cabinet.notifications.unsubscribe(token, { requestId, call }),
    }),
  }

export const notificationResolvers: Complete<'NotificationPreferences'> = {
  NotificationPreferences: {
    choices: ({ choices }) => NOTIFICATION_KINDS.map((kind) => ({ kind, channels: choices[kind] })),
    lowBalance: ({ lowBalance }) => lowBalance,
    quietHours: ({ quietHours }) =>
      quietHours && { from: formatMinute(quietHours.from), until: formatMinute(quietHours.until) },
    language: ({ language }) => (language === 'ru' ? 'RU' : 'EN'),
    availableChannels: (_preferences, _args, { cabinet }) => cabinet.notifications.channels,
  },
}

function writeRequest(context: GraphqlContext) {
  const { caller, call } = context
  return { viewer: requireViewer(context), requestId: caller.requestId, call }
}

/** With its keys in the other systems, by which it is watched. An operator's account is asked for. */
async function findAccount(text: string, context: GraphqlContext): Promise<AccountRef | null> {
  const viewer = requireViewer(context)
  const id = readId(text)
  if (id?.type !== 'Account') return null
  if (!seesEveryAccount(viewer)) return findOwnAccount(viewer, id.accountId)
  return (await context.loaders.accounts.findState(viewer, id.accountId))?.value ?? null
}

function refuse(code: NotificationErrorCode, field: string, { language }: GraphqlContext) {
  return { preferences: null, userErrors: [{ code, field, message: NOTIFICATION_TEXTS[code][language] }] }
}
