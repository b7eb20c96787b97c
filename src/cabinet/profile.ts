import { BillingError } from '../billing/error.ts'
import type { UpdateVerdict } from '../billing/port.ts'
import type { AccountRef, Profile } from '../domain/account.ts'
import { listNotTaken, type ProfileChange } from '../domain/profile.ts'
import type { AccountSettings, SettingsChange } from '../domain/settings.ts'
import { actorOf, type CabinetDesk, type CabinetRequest } from './desk.ts'
import { type ProfileProblem, readProfileChange } from './profile-form.ts'

type Target = Pick<AccountRef, 'id' | 'kind'>

/** What came of a change. `isTried` is false when nothing was sent. */
export interface ChangeVerdict {
  readonly isTried: boolean
  readonly problems: readonly ProfileProblem[]
}

/** How to read again what was written. Rejects with a BillingError; null when the billing knows it no more. */
export type Reread<T> = () => Promise<T | null>

/** Changes a profile, and believes what it reads afterwards instead of what it was told. */
export async function updateProfile(
  desk: CabinetDesk,
  { account, wanted, reread }: { account: Target; wanted: ProfileChange; reread: Reread<Profile> },
  request: CabinetRequest,
): Promise<ChangeVerdict> {
  const isOffice = request.viewer?.role === 'OPERATOR'
  const { change, problems } = readProfileChange(wanted, { kind: account.kind, isOffice })
  if (problems.length > 0) return { isTried: false, problems }
  return carryOut(desk, request, {
    act: 'profile-change',
    account,
    fields: Object.keys(change),
    send: () => desk.billing.profiles.updateProfile(account.id, change, request.call),
    reread,
    listNotTaken: (profile) => listNotTaken(profile, change),
  })
}

/** As `updateProfile`. */
export async function updateSettings(
  desk: CabinetDesk,
  { account, change, reread }: { account: Target; change: SettingsChange; reread: Reread<AccountSettings> },
  request: CabinetRequest,
): Promise<ChangeVerdict> {
  const fields = Object.keys(change)
  if (fields.length === 0) return { isTried: false, problems: [{ code: 'NOTHING_TO_CHANGE', field: null }] }
  return carryOut(desk, request, {
    act: 'settings-change',
    account,
    fields,
    send: () => desk.billing.profiles.updateSettings(account.id, change, request.call),
    reread,
    listNotTaken: (settings) => listOtherSettings(settings, change),
  })
}

function listOtherSettings(settings: AccountSettings, change: SettingsChange): readonly string[] {
  const { language, invoiceDelivery, acceptsAdvertising } = change
  return [
    ...(language === undefined || language === settings.language ? [] : ['language']),
    ...(invoiceDelivery === undefined || invoiceDelivery === settings.invoiceDelivery ? [] : ['invoiceDelivery']),
    ...(acceptsAdvertising === undefined || acceptsAdvertising === settings.acceptsAdvertising
      ? []
      : ['acceptsAdvertising']),
  ]
}

interface Change<T> {
  readonly act: 'profile-change' | 'settings-change'
  readonly account: Target
  readonly fields: readonly string[]
  readonly send: () => Promise<UpdateVerdict>
  readonly reread: Reread<T>
  readonly listNotTaken: (found: T) => readonly string[]
}

/** Sends it once, reads again, and notes who changed which fields: never what stands in them. */
async function carryOut<T>(desk: CabinetDesk, request: CabinetRequest, change: Change<T>): Promise<ChangeVerdict> {
  const sent = await sendOnce(change)
  const verdict = sent === 'unsent' ? UNAVAILABLE : sent === 'refused' ? NOT_FOUND : await confirm(change, sent)
  const { isTried, problems } = verdict
  const outcome = problems.length === 0 ? 'changed' : [...new Set(problems.map(({ code }) => code))].join(' ')
  const { act, account, fields } = change
  await desk.store.audit.append({
    at: desk.now(),
    actor: actorOf(request),
    act,
    object: `account:${account.id}`,
    outcome: `${isTried ? 'sent' : 'unsent'} ${outcome} (${fields.join(' ')})`,
    requestId: request.requestId,
  })
  return verdict
}

const UNAVAILABLE: ChangeVerdict = { isTried: false, problems: [{ code: 'BILLING_UNAVAILABLE', field: null }] }
const NOT_FOUND: ChangeVerdict = { isTried: false, problems: [{ code: 'ACCOUNT_NOT_FOUND', field: null }] }

async function sendOnce<T>({ send }: Change<T>): Promise<'accepted' | 'refused' | 'unsent' | 'unknown'> {
  try {
    return (await send()).kind
  } catch (error) {
    if (!(error instanceof BillingError)) throw error
    return error.outcome === 'not_applied' ? 'unsent' : 'unknown'
  }
}

/**
 * What is read afterwards decides. Where the answer to the write was lost, what is not there yet may still come: that is
 * not confirmed, rather than not taken over.
 */
async function confirm<T>({ reread, listNotTaken }: Change<T>, sent: 'accepted' | 'unknown'): Promise<ChangeVerdict> {
  const found = await reread().catch((error: unknown) => {
    if (error instanceof BillingError) return null
    throw error
  })
  if (found === null) return { isTried: true, problems: [{ code: 'NOT_CONFIRMED', field: null }] }
  const code = sent === 'accepted' ? 'NOT_TAKEN_OVER' : 'NOT_CONFIRMED'
  return { isTried: true, problems: listNotTaken(found).map((field) => ({ code, field })) }
}
