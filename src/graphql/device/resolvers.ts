import type { MutationResolvers } from '../../generated/schema.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import type { GraphqlContext } from '../context.ts'
import { readId, writeId } from '../ids.ts'
import { mayOrderFor } from '../ordering.ts'
import { seesAccount } from '../ownership.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'
import { readDeviceForm } from './form.ts'
import { writeDeviceRefusal } from './texts.ts'

export const deviceMutations: Required<Pick<MutationResolvers, 'registerDevice' | 'removeDevice'>> = {
  registerDevice: async (_parent, { input }, context) => {
    const { language, loaders, deviceChanges, call } = context
    const form = readDeviceForm(input)
    if (form.kind === 'wrong') return writeDeviceRefusal(form, language)
    const id = readId(input.accountId)
    const account =
      id?.type === 'Account' ? await loaders.accounts.findAccount(requireViewer(context), accountKey(id)) : null
    if (account === null) return writeDeviceRefusal({ code: 'ACCOUNT_NOT_FOUND', field: 'accountId' }, language)
    if (!mayOrderFor(account)) return writeDeviceRefusal({ code: 'NOT_ALLOWED', field: 'accountId' }, language)
    const note = noteOf(context, { act: 'device-registration', accountId: account.id })
    const verdict = await deviceChanges.register({ ...form.order, accountId: account.id }, { call, note })
    if (verdict.kind === 'refused') return writeDeviceRefusal(verdict, language)
    return { __typename: 'DeviceRegistered', device: verdict.device }
  },
  removeDevice: async (_parent, { input: { deviceId } }, context) => {
    const { language, deviceChanges, call } = context
    const viewer = requireViewer(context)
    const id = readId(deviceId)
    if (id?.type !== 'Device' || !seesAccount(viewer, id.accountId)) {
      return writeDeviceRefusal({ code: 'DEVICE_NOT_FOUND', field: 'deviceId' }, language)
    }
    if (!mayOrderFor({ viewer, id: id.accountId })) {
      return writeDeviceRefusal({ code: 'NOT_ALLOWED', field: 'deviceId' }, language)
    }
    const note = noteOf(context, { act: 'device-removal', accountId: id.accountId })
    const verdict = await deviceChanges.remove(id, { call, note })
    return verdict.kind === 'refused'
      ? writeDeviceRefusal(verdict, language)
      : { __typename: 'DeviceRemoved', deviceId }
  },
}

/** Who changed what of which account, and never an address or a serial number: the billing has those. */
function noteOf(context: GraphqlContext, { act, accountId }: { act: string; accountId: string }) {
  return (outcome: string) =>
    context.cabinet.note({ act, object: `account:${accountId}`, outcome }, writeCabinetRequest(context))
}

function accountKey({ accountId, kind }: { accountId: string; kind: 'PERSON' | 'ORGANIZATION' }) {
  return { id: accountId, kind }
}

export const deviceResolvers: Complete<'Device' | 'RegisterDeviceResult' | 'RemoveDeviceResult'> = {
  Device: {
    id: ({ id, accountId }) => writeId({ type: 'Device', accountId, deviceId: id }),
  },
  RegisterDeviceResult: { __resolveType: typeNameOf },
  RemoveDeviceResult: { __resolveType: typeNameOf },
}
