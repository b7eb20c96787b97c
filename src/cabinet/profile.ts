import type { Notice } from '../auth/notices.ts'
import { BillingError } from '../billing/error.ts'
import type { UpdateVerdict } from '../billing/port.ts'
import type { AccountRef, Profile } from '../domain/account.ts'
import { CONTACT_FIELDS, listNotTaken, type ProfileChange, valueOf } from '../domain/profile.ts'
import type { AccountSettings, SettingsChange } from '../domain/settings.ts'
import { ownsAccount } from '../domain/viewer.ts'
import { type CabinetDesk, type CabinetRequest, entryOf } from './desk.ts'
import { isWholeTaxpayer, type ProfileProblem, readProfileChange } from './profile-form.ts'

type Target = Pick<AccountRef, 'id' | 'kind'>

/** What came of a change. `isTried` is false when nothing was sent. */
export interface ChangeVerdict {
  readonly isTried: boolean
  readonly problems: readonly ProfileProblem[]
  /** With TOO_MANY_TRIES. */
  readonly retryAfterSeconds?: number
}

/** How to read again what was written. Rejects with a BillingError; null when the billing knows it no more. */
export type Reread<T> = () => Promise<T | null>

export interface WantedProfile {
  readonly account: Target
  readonly wanted: ProfileChange
  /** Of whoever is signed in. */
  readonly currentPassword: string | null
  readonly reread: Reread<Profile>
}

/**
 * Changes a profile, and believes what it reads afterwards instead of what it was told. Contacts are changed only with the
 * password, and those whom they reached before hear of it: an open session that was stolen must not become a login.
 */
export async function updateProfile(
  desk: CabinetDesk,
  { account, wanted, currentPassword, reread }: WantedProfile,
  request: CabinetRequest,
): Promise<ChangeVerdict> {
  const isOffice = request.viewer?.role === 'OPERATOR'
  const { change, problems } = readProfileChange(wanted, { kind: account.kind, isOffice })
  if (problems.length > 0) return { isTried: false, problems }
  if (!desk.billing.capabilities.profileChanges) return sendToOffice(change)
  const contacts = CONTACT_FIELDS.filter((field) => change[field] !== undefined)
  // Codes for the holder's new password go there: a member who may change contacts would be the holder.
  if (contacts.length > 0 && (request.viewer === null || !ownsAccount(request.viewer, account.id))) {
    return { isTried: false, problems: contacts.map((field) => ({ code: 'NOT_ALLOWED', field })) }
  }
  const refusal =
    isOffice || contacts.length === 0 ? null : await refuseContacts(desk, { contacts, currentPassword }, request)
  if (refusal !== null) return refusal
  const isTaxed = change.inn !== undefined || change.kpp !== undefined
  const before = contacts.length === 0 && !isTaxed ? null : await readBefore(desk, account, request)
  if (before === 'unread') return UNAVAILABLE
  if (before?.kind === 'ORGANIZATION' && isTaxed && !isWholeTaxpayer({ ...before, ...change })) {
    return refuse('INVALID_TAX_NUMBER', 'kpp')
  }
  return carryOut(desk, request, {
    act: 'profile-change',
    account,
    fields: Object.keys(change),
    send: () => desk.billing.profiles.updateProfile(account.id, change, request.call),
    reread,
    listNotTaken: (profile) => listNotTaken(profile, change),
    noticeOf: (verdict) => before && noticeOf({ account, before, change }, verdict),
  })
}

/** Null when the password of whoever is signed in was told. */
async function refuseContacts(
  desk: CabinetDesk,
  { contacts, currentPassword }: { contacts: readonly string[]; currentPassword: string | null },
  request: CabinetRequest,
): Promise<ChangeVerdict | null> {
  const { viewer, call } = request
  if (currentPassword === null || viewer === null) return refuse('PASSWORD_NEEDED', 'currentPassword')
  const refusal = await desk.access.confirmPassword(
    viewer,
    { password: currentPassword, act: 'profile-change' },
    { caller: request, call },
  )
  if (refusal === null) return null
  switch (refusal.kind) {
    case 'wrong_password':
      return refuse('WRONG_PASSWORD', 'currentPassword')
    case 'too_many_tries':
      return { ...refuse('TOO_MANY_TRIES', null), retryAfterSeconds: refusal.retryAfterSeconds }
    // Where the billing cannot say whose password it is, people show themselves at the office.
    case 'not_supported':
      return { isTried: false, problems: contacts.map((field) => ({ code: 'CHANGED_BY_OFFICE', field })) }
    case 'billing_unavailable':
      return UNAVAILABLE
  }
}

function refuse(code: ProfileProblem['code'], field: string | null): ChangeVerdict {
  return { isTried: false, problems: [{ code, field }] }
}

/** Null for what the billing does not know, which it will say of the change as well. */
async function readBefore(
  { billing }: CabinetDesk,
  { id }: Target,
  { call }: CabinetRequest,
): Promise<Profile | null | 'unread'> {
  try {
    const found = (await billing.profiles.findProfiles([id], call)).get(id)
    return found instanceof BillingError ? 'unread' : (found ?? null)
  } catch (error) {
    if (error instanceof BillingError) return 'unread'
    throw error
  }
}

/** What was changed, or may have been. What the billing kept is none. */
function noticeOf(
  { account, before, change }: { account: Target; before: Profile; change: ProfileChange },
  { isTried, problems }: ChangeVerdict,
): Notice | null {
  const kept = new Set(problems.filter(({ code }) => code === 'NOT_TAKEN_OVER').map(({ field }) => field))
  const topics = CONTACT_FIELDS.filter((field) => {
    const wanted = change[field]
    return wanted !== undefined && wanted !== (valueOf(before, field) ?? null) && !kept.has(field)
  })
  if (!isTried || topics.length === 0) return null
  const { phone, email } = before
  return { topics, owner: `account:${account.id}`, to: { kind: 'contacts', phone, email } }
}

/** Where nothing can be changed from here, the office does it. */
function sendToOffice(change: ProfileChange | SettingsChange): ChangeVerdict {
  return { isTried: false, problems: Object.keys(change).map((field) => ({ code: 'CHANGED_BY_OFFICE', field })) }
}

/** As `updateProfile`. */
export async function updateSettings(
  desk: CabinetDesk,
  { account, change, reread }: { account: Target; change: SettingsChange; reread: Reread<AccountSettings> },
  request: CabinetRequest,
): Promise<ChangeVerdict> {
  const fields = Object.keys(change)
  if (fields.length === 0) return { isTried: false, problems: [{ code: 'NOTHING_TO_CHANGE', field: null }] }
  if (!desk.billing.capabilities.profileChanges) return sendToOffice(change)
  return carryOut(desk, request, {
    act: 'settings-change',
    account,
    fields,
    send: () => desk.billing.profiles.updateSettings(account.id, change, request.call),
    reread,
    listNotTaken: (settings) => listOtherSettings(settings, change),
    noticeOf: () => null,
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
  readonly noticeOf: (verdict: ChangeVerdict) => Notice | null
}

/** Sends it once, reads again, and notes who changed which fields: never what stands in them. */
async function carryOut<T>(desk: CabinetDesk, request: CabinetRequest, change: Change<T>): Promise<ChangeVerdict> {
  const sent = await sendOnce(change)
  const verdict = sent === 'unsent' ? UNAVAILABLE : sent === 'refused' ? NOT_FOUND : await confirm(change, sent)
  const { isTried, problems } = verdict
  const outcome = problems.length === 0 ? 'changed' : [...new Set(problems.map(({ code }) => code))].join(' ')
  const { act, account, fields } = change
  const entry = entryOf(
    desk,
    {
      act,
      object: `account:${account.id}`,
      outcome: `${isTried ? 'sent' : 'unsent'} ${outcome} (${fields.join(' ')})`,
    },
    request,
  )
  await desk.notices.tell({ act: entry, notice: change.noticeOf(verdict) }, request)
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
