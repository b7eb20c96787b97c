import { BillingError } from '../billing/error.ts'
import type { KnownLogin } from '../billing/login-port.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Account, Profile } from '../domain/account.ts'
import type { CodeWish } from './access.ts'
import type { NoticeOrder } from './codes.ts'

export type AccessBilling = Pick<
  BillingSystem,
  'logins' | 'accounts' | 'agreements' | 'profiles' | 'credentials' | 'capabilities'
>

/** Where a message goes, or why nowhere. The reasons are for the trail; whoever asked hears none of them. */
export type Recipient =
  | { readonly kind: 'found'; readonly to: string }
  | { readonly kind: 'nobody'; readonly reason: string }

/** Of one person, as many as one call of most systems finds. */
const MAX_ACCOUNTS = 100

/**
 * The contact that the billing knows of whoever a code was asked for. It is looked up when the message is sent and not when
 * it is asked for: so whoever asks can learn nothing from the answer or its time. Rejects with BillingErrors.
 */
export async function findRecipient(billing: AccessBilling, wish: CodeWish, call: BillingCall): Promise<Recipient> {
  return wish.purpose === 'agreement' ? findByAgreement(billing, wish, call) : findByLogin(billing, wish, call)
}

async function findByLogin(
  billing: AccessBilling,
  wish: Exclude<CodeWish, { purpose: 'agreement' }>,
  call: BillingCall,
): Promise<Recipient> {
  const [known] = await billing.logins.findLogins({ login: wish.login }, call)
  if (known === undefined) return nobody('unknown login')
  if (known.role === 'OPERATOR') return nobody('login of staff')
  const holders = await listHolders(billing, known, call)
  if (holders.length === 0) return nobody('no active agreement')
  if (wish.channel === 'SMS') return toContact(holders.map(({ phone }) => phone)[0] ?? null, 'no phone')
  const wanted = foldEmail(wish.email ?? '')
  const email = holders.map((profile) => profile.email).find((one) => one !== null && foldEmail(one) === wanted)
  return toContact(email ?? null, 'another e-mail address')
}

/** Those of agreements in force behind a login: that whose number the login is first, then by number. */
async function listHolders(
  billing: AccessBilling,
  { login, accountIds }: Pick<KnownLogin, 'login' | 'accountIds'>,
  call: BillingCall,
): Promise<readonly Profile[]> {
  const ids = accountIds.slice(0, MAX_ACCOUNTS)
  const [accounts, profiles] = await Promise.all([
    billing.accounts.findAccounts(ids, call),
    billing.profiles.findProfiles(ids, call),
  ])
  const active = [...accounts.values()].filter(isActive).toSorted(byNumber(login))
  return active.map(({ id }) => profiles.get(id)).filter(isReadable)
}

/** Whoever held the contact before a change; rejects with BillingErrors as above. */
export async function findNoticed(
  billing: AccessBilling,
  { channel, to }: Pick<NoticeOrder['notice'], 'channel' | 'to'>,
  call: BillingCall,
): Promise<Recipient> {
  const holders = to.kind === 'contacts' ? [to] : await listHolders(billing, to, call)
  const contacts = holders.map(({ phone, email }) => (channel === 'SMS' ? phone : email))
  return toContact(contacts.find((contact) => contact !== null) ?? null, channel === 'SMS' ? 'no phone' : 'no e-mail')
}

/** Number, region, day and holder have to be those of one agreement in force; the code goes to its phone alone. */
async function findByAgreement(
  billing: AccessBilling,
  wish: Extract<CodeWish, { purpose: 'agreement' }>,
  call: BillingCall,
): Promise<Recipient> {
  const account = (await billing.accounts.findAccountsByNumber([wish.number], call)).get(wish.number)
  if (account instanceof BillingError) throw account
  if (account === undefined || !isActive(account)) return nobody('no active agreement')
  const [agreements, profiles] = await Promise.all([
    billing.agreements.findAgreements([account.id], call),
    billing.profiles.findProfiles([account.id], call),
  ])
  const agreement = agreements.get(account.id)
  const profile = profiles.get(account.id)
  if (agreement instanceof BillingError) throw agreement
  if (profile instanceof BillingError) throw profile
  if (agreement === undefined || profile === undefined) return nobody('no active agreement')
  const isProven =
    account.regionId === wish.regionId &&
    agreement.concludedOn === wish.concludedOn &&
    foldName(wish.holder) === foldName(profile.kind === 'PERSON' ? profile.lastName : profile.inn)
  return isProven ? toContact(profile.phone, 'no phone') : nobody('proof does not fit')
}

function nobody(reason: string): Recipient {
  return { kind: 'nobody', reason }
}

function toContact(to: string | null, reason: string): Recipient {
  return to === null ? nobody(reason) : { kind: 'found', to }
}

function isActive(account: Account | BillingError): account is Account {
  return isReadable(account) && account.status !== 'TERMINATED'
}

/** The agreement that the login is the number of goes first, then by number. */
function byNumber(login: string) {
  const rank = ({ number }: Account) => (number === login ? 0 : 1)
  return (one: Account, other: Account) => rank(one) - rank(other) || (one.number < other.number ? -1 : 1)
}

function isReadable<T extends Account | Profile>(value: T | BillingError | undefined): value is T {
  // A row that cannot be read is looked up again at the next try.
  if (value instanceof BillingError) throw value
  return value !== undefined
}

function foldEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** As people write names: ё and е are one letter to most. */
function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s-]+/g, ' ')
    .trim()
}
