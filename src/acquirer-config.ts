import { CHECKOUT_METHODS, type CheckoutMethod } from './domain/checkout.ts'
import type { Currency } from './domain/money.ts'
import type { Reader } from './environment.ts'

/** Where what is begun in the cabinet is paid. */
export interface AcquirerConfig {
  /** `none` where nothing is. */
  readonly kind: 'sandbox' | 'yookassa' | 'none'
  readonly timeoutMs: number
  /** Origins of the pages to which payers may come back. */
  readonly returnOrigins: readonly string[]
  /** Null unless it is YooKassa. */
  readonly yookassa: YookassaConfig | null
}

export interface YookassaConfig {
  /** With the version of the API at its end. */
  readonly url: string
  readonly shopId: string
  readonly secretKey: string
  readonly methods: readonly CheckoutMethod[]
  /** How payers by SBP come to the app of their bank. */
  readonly sbp: 'qr' | 'redirect'
  /** Whether it makes the receipts of what is begun from now on. */
  readonly makesReceipts: boolean
  /** Whether notifications from addresses that are not YooKassa's are passed over. */
  readonly onlyKnownSenders: boolean
}

interface Surroundings {
  readonly production: boolean
  readonly hasSandbox: boolean
  readonly currency: Currency
  /** Where the cabinet's pages call from. */
  readonly allowedOrigins: readonly string[]
}

/** The sandbox acquirer goes with the sandbox billing alone: what it plays must not be credited by a real one. */
export function readAcquirer(read: Reader, options: Surroundings): AcquirerConfig {
  const { production, hasSandbox, allowedOrigins } = options
  const kinds = ['sandbox', 'yookassa', 'none'] as const
  const kind = read.choice('ACQUIRER', kinds, hasSandbox ? 'sandbox' : 'none')
  if (kind === 'sandbox' && !hasSandbox) {
    const reason = production ? 'the sandbox is not for production' : 'its money would be credited by a real billing'
    read.mistake('ACQUIRER', `cannot be sandbox here: ${reason}`)
  }
  const own = read.origins('RETURN_ORIGINS')
  const returnOrigins = read.has('RETURN_ORIGINS') ? own : allowedOrigins
  return {
    kind,
    timeoutMs: read.integer('ACQUIRER_TIMEOUT_MS', { fallback: 5_000, min: 100, max: 60_000 }),
    returnOrigins,
    yookassa: readYookassa(read, { ...options, isWanted: kind === 'yookassa' }),
  }
}

const OF_YOOKASSA = [
  'YOOKASSA_SHOP_ID',
  'YOOKASSA_SECRET_KEY',
  'YOOKASSA_METHODS',
  'YOOKASSA_SBP',
  'YOOKASSA_RECEIPTS',
  'YOOKASSA_SENDERS',
  'ACQUIRER_URL',
] as const

/** Mistakes never show the key. */
function readYookassa(
  read: Reader,
  { production, currency, isWanted }: Surroundings & { readonly isWanted: boolean },
): YookassaConfig | null {
  if (!isWanted) {
    const stray = OF_YOOKASSA.find((name) => read.has(name))
    if (stray !== undefined) read.mistake(stray, 'describes a shop that is not asked: set ACQUIRER=yookassa too')
    return null
  }
  const url = read.httpUrl('ACQUIRER_URL') ?? 'https://api.yookassa.ru/v3'
  if (production && !url.startsWith('https://')) read.mistake('ACQUIRER_URL', 'must be https:// in production')
  if (currency !== 'RUB') read.mistake('ACQUIRER', 'cannot be yookassa here: it takes roubles')
  const shopId = read.optional('YOOKASSA_SHOP_ID')
  if (shopId === null) read.missing('YOOKASSA_SHOP_ID', 'the number of the shop')
  else if (!/^\d{1,20}$/.test(shopId)) read.mistake('YOOKASSA_SHOP_ID', 'must be the number of the shop')
  const secretKey = read.optional('YOOKASSA_SECRET_KEY')
  if (secretKey === null) read.missing('YOOKASSA_SECRET_KEY', "the shop's secret key")
  else if (!/^[!-~]+$/.test(secretKey)) read.mistake('YOOKASSA_SECRET_KEY', 'holds characters that no key has')
  return {
    url,
    shopId: shopId ?? '',
    secretKey: secretKey ?? '',
    methods: readMethods(read),
    sbp: read.choice('YOOKASSA_SBP', ['redirect', 'qr'] as const, 'redirect'),
    makesReceipts: read.choice('YOOKASSA_RECEIPTS', ['on', 'off'] as const, 'off') === 'on',
    onlyKnownSenders: read.choice('YOOKASSA_SENDERS', ['any', 'known'] as const, 'any') === 'known',
  }
}

function readMethods(read: Reader): readonly CheckoutMethod[] {
  const given = read.optional('YOOKASSA_METHODS')
  if (given === null) return CHECKOUT_METHODS
  const names = given.split(',').map((name) => name.trim())
  const stray = names.find((name) => !CHECKOUT_METHODS.some((method) => method === name))
  if (stray !== undefined)
    read.mistake('YOOKASSA_METHODS', `has ${JSON.stringify(stray)}; known: ${CHECKOUT_METHODS.join(', ')}`)
  return CHECKOUT_METHODS.filter((method) => names.includes(method))
}
