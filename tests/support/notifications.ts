import { randomUUID } from 'node:crypto'
import { writeId } from '../../src/graphql/ids.ts'
import type { Gateway } from './gateway.ts'
import type { LookedAt } from './gateway-access.ts'
import { type ReceivedMessage, receiveNotices } from './messages.ts'

/** Somebody with an account of his own, and a telephone and an e-mail address that are nobody else's. */
export interface Listener {
  readonly number: string
  readonly token: string
  readonly accountId: string
  readonly restId: number
  readonly soapId: number
  readonly phone: string
  readonly email: string
}

let listeners = 0

export async function createListener(gateway: Gateway, type: 'P' | 'O' = 'P'): Promise<Listener> {
  listeners += 1
  const number = `L-${String(listeners).padStart(5, '0')}`
  await gateway.sandbox.createAccount({ number, type, login: number, password: 'first-day' })
  return readListener(gateway, { number, password: 'first-day', type })
}

export async function readListener(
  gateway: Gateway,
  { number, password = 'demo', type = 'P' }: { number: string; password?: string; type?: 'P' | 'O' },
): Promise<Listener> {
  listeners += 1
  const { restId, soapId } = await gateway.sandbox.findAccount(number)
  const kind = type === 'P' ? 'PERSON' : 'ORGANIZATION'
  const accountId = writeId({ type: 'Account', kind, accountId: String(restId) })
  const phone = `+7913${String(listeners).padStart(7, '0')}`
  const email = `${number}@example.com`
  const operator = await gateway.signIn('operator')
  const update = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code } } }`
  await gateway.query(update, { input: { accountId, phone, email } }, operator)
  const token = await gateway.signIn(number, password)
  return { number, token, accountId, restId, soapId, phone, email }
}

export interface Chosen {
  readonly preferences: {
    readonly choices: readonly { readonly kind: string; readonly channels: readonly string[] }[]
    readonly lowBalance: { readonly amount: string }
    readonly quietHours: { readonly from: string; readonly until: string } | null
    readonly language: string
  } | null
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[]
}

export const PREFERENCES =
  'choices { kind channels } lowBalance { amount currency } quietHours { from until } language availableChannels'

const CHOOSE = `mutation ($input: UpdateNotificationPreferencesInput!) {
  updateNotificationPreferences(input: $input) { preferences { ${PREFERENCES} } userErrors { code field message } }
}`

export async function tryToChoose(
  gateway: Pick<Gateway, 'query'>,
  { token, accountId }: Pick<Listener, 'token' | 'accountId'>,
  { inLanguage = 'en', ...wanted }: { readonly inLanguage?: string; readonly [field: string]: unknown },
): Promise<Chosen> {
  const { data, errors } = await gateway.query<{ updateNotificationPreferences: Chosen }>(
    CHOOSE,
    { input: { accountId, ...wanted } },
    { token, language: inLanguage },
  )
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data.updateNotificationPreferences
}

/** Chooses, and waits until what was there before has been seen. */
export async function choose(gateway: Gateway, listener: Listener, wanted: object): Promise<void> {
  const { preferences, userErrors } = await tryToChoose(gateway, listener, { ...wanted })
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
  if (isWatching(preferences)) await letLook(gateway, listener)
}

const isWatching = (preferences: Chosen['preferences']) =>
  preferences?.choices.some(({ channels }) => channels.length > 0) === true

/** Waits until a look at the account that begins after this has ended: until the next one after it begins. */
export async function letLook(gateway: LookedAt, { restId }: Pick<Listener, 'restId'>): Promise<void> {
  const before = gateway.countLooks(String(restId))
  const deadline = Date.now() + 15_000
  while (gateway.countLooks(String(restId)) < before + 2) {
    if (Date.now() > deadline) throw new Error('Nobody looks.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** What came to somebody's telephone and e-mail address, oldest first, once a change has been looked at. */
export async function messagesTo(gateway: Gateway, listener: Listener): Promise<readonly ReceivedMessage[]> {
  await letLook(gateway, listener)
  const { phone, email } = listener
  return (await receiveNotices(gateway)).filter(
    ({ to, subject }) => (to === phone || to === email) && !subject.includes('/'),
  )
}

/** At the cash desk: nobody tells the gateway. */
export async function payAtTheDesk(gateway: Gateway, number: string, amount: string): Promise<void> {
  await gateway.sandbox.postPayment({ number, amount, receipt: `desk/${randomUUID()}` })
}
