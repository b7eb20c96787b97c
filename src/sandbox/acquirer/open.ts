import type { AcquirerDesk } from './desk.ts'
import { createShopFaults } from './faults.ts'
import { createHints } from './hints.ts'
import { openLedger } from './ledger.ts'

/** What the shop, which is the gateway, shows to be let in. */
const SHOP_KEY = 'sandbox-shop'

/** Opens the acquirer's own file beside the books of the billing; the two know nothing of each other. */
export function openAcquirer(options: {
  readonly booksFile: string
  readonly url: () => string
  readonly closing: AbortSignal
}): AcquirerDesk {
  const { booksFile, url, closing } = options
  const file = booksFile === ':memory:' ? booksFile : `${booksFile.replace(/\.sqlite$/, '')}-acquirer.sqlite`
  const ledger = openLedger(file, (event) => hints.send(event))
  const hints = createHints(() => ledger.settings(), closing)
  return { ledger, faults: createShopFaults(), shopKey: SHOP_KEY, url, closing }
}
