import type { Currency } from '../domain/money.ts'
import type { PartnerAdmin } from './partner-admin.ts'
import { DEMO_PARTNER } from './partner-demo.ts'
import { defaultLimits } from './partner-form.ts'

/** Creates the demo partner where it is not there yet. Answers whether its well-known secret was made valid now or before. */
export async function provideDemoPartner(admin: PartnerAdmin, currency: Currency): Promise<boolean> {
  const verdict = await admin.create(
    {
      id: DEMO_PARTNER.id,
      name: 'Demo terminals',
      networks: [],
      limits: defaultLimits(currency),
      referenceTemplate: 'demo/{externalId}',
      paymentMethod: 'TERMINAL',
      signs: false,
    },
    { actor: 'gateway', secret: DEMO_PARTNER.secret },
  )
  if (verdict.kind !== 'exists') return verdict.kind === 'created'
  const record = await admin.find(DEMO_PARTNER.id)
  return record?.partner.state === 'ACTIVE'
}
