import type { Currency } from '../domain/money.ts'
import type { PartnerAdmin } from './partner-admin.ts'
import { DEMO_PARTNER } from './partner-demo.ts'
import { defaultLimits } from './partner-form.ts'

/** Creates the demo partner where it is not there yet. Answers whether it can sign in. */
export async function provideDemoPartner(admin: PartnerAdmin, currency: Currency): Promise<boolean> {
  const known = await admin.find(DEMO_PARTNER.id)
  if (known !== null) return known.partner.state === 'ACTIVE'
  const verdict = await admin.create(
    {
      id: DEMO_PARTNER.id,
      name: 'Demo terminals',
      networks: [],
      limits: defaultLimits(currency),
      referenceTemplate: 'demo/{externalId}',
      paymentMethod: 'TERMINAL',
      terminal: null,
      signs: false,
    },
    { actor: 'gateway', secret: DEMO_PARTNER.secret },
  )
  // Several processes may start at once on one store.
  return verdict.kind === 'created' || verdict.kind === 'exists'
}
