import type { KeyObject } from 'node:crypto'
import type { Partner } from '../domain/partner.ts'
import type { PartnerRecord, PartnerSecret } from '../store/partner-types.ts'
import type { SigningKeys } from './keys.ts'
import { createNetworkSet } from './networks.ts'
import { openSigningSecret } from './partner-secrets.ts'

/** A partner with what is made once of its record, and kept as long as it. */
export interface KnownPartner {
  readonly partner: Partner
  readonly isFrom: (address: string) => boolean
  readonly salt: string
  readonly signInSecrets: readonly Pick<PartnerSecret, 'material' | 'expiresAt'>[]
  readonly signingKeys: readonly { readonly key: KeyObject; readonly expiresAt: number | null }[]
}

export function knowPartner({ partner, salt, secrets }: PartnerRecord, keys: SigningKeys): KnownPartner {
  return {
    partner,
    isFrom: createAddressCheck(partner),
    salt,
    signInSecrets: secrets.filter(({ purpose }) => purpose === 'SIGN_IN'),
    signingKeys: secrets
      .filter(({ purpose }) => purpose === 'SIGNING')
      .map(({ material, expiresAt }) => ({ key: openSigningSecret(material, partner.id, keys), expiresAt })),
  }
}

/** Whether an address is one of the partner's; without a list each is. */
export function createAddressCheck({ networks }: Pick<Partner, 'networks'>): (address: string) => boolean {
  if (networks.length === 0) return () => true
  const set = createNetworkSet(networks)
  return (address) => set.has(address)
}
