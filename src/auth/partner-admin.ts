import { randomUUID } from 'node:crypto'
import type {
  CreatePartnerVerdict,
  PartnerChange,
  PartnerRecord,
  PartnerStore,
  RotateSecretVerdict,
} from '../store/partner-types.ts'
import type { AuditEntry } from '../store/store.ts'
import type { SigningKeys } from './keys.ts'
import { isDemoPartner } from './partner-demo.ts'
import { findMistakes, type PartnerValues } from './partner-form.ts'
import {
  createSalt,
  createSecretHasher,
  createSignInSecret,
  createSigningSecret,
  sealSigningSecret,
} from './partner-secrets.ts'

type Mistaken = { readonly kind: 'mistaken'; readonly mistakes: readonly string[] }

/** Secrets as a person reads them, for the only time. */
export interface FreshSecrets {
  readonly secret: string | null
  readonly signingSecret: string | null
}

export interface NewPartner extends PartnerValues {
  /** Whether its requests have to be signed. */
  readonly signs: boolean
}

/** Creates and changes partners, for whoever administers the gateway. Each act is audited; secrets are shown once. */
export interface PartnerAdmin {
  create(
    values: NewPartner,
    by: By & { readonly secret?: string },
  ): Promise<
    | { readonly kind: 'created'; readonly record: PartnerRecord; readonly secrets: FreshSecrets }
    | Exclude<CreatePartnerVerdict, { kind: 'created' }>
    | Mistaken
  >
  /** The earlier secret works for another `overlapMs`; with 0 it ends at once, and so do the sessions that it opened. */
  rotate(
    order: { id: string; purpose: 'SIGN_IN' | 'SIGNING'; overlapMs: number },
    by: By,
  ): Promise<
    | { readonly kind: 'rotated'; readonly secrets: FreshSecrets; readonly previousEndsAt: number }
    | Exclude<RotateSecretVerdict, { kind: 'rotated' }>
  >
  change(
    order: { id: string; change: PartnerChange },
    by: By,
  ): Promise<{ readonly kind: 'changed' | 'absent' } | Mistaken>
  setState(order: { id: string; state: 'ACTIVE' | 'BLOCKED' }, by: By): ReturnType<PartnerStore['setState']>
  find(id: string): Promise<PartnerRecord | null>
  list(): Promise<readonly PartnerRecord[]>
}

interface By {
  /** As the audit trail names whoever does it. */
  readonly actor: string
}

export function createPartnerAdmin(options: {
  store: PartnerStore
  keys: SigningKeys
  now: () => number
}): PartnerAdmin {
  const { store, keys, now } = options
  const hasher = createSecretHasher()
  const requestId = randomUUID()
  const entry = (act: string, id: string, { actor }: By): AuditEntry => ({
    at: now(),
    actor,
    act,
    object: `partner:${id}`,
    outcome: 'done',
    requestId,
  })
  const hash = async (secret: string, salt: string): Promise<string> => {
    const hashed = await hasher.hash(secret, salt)
    if (hashed === null) throw new Error('Too many secrets are being made at once.')
    return hashed
  }
  return {
    create: async ({ signs, ...values }, by) => {
      const mistakes = [...findMistakes(values), ...findReserved(values.id, by.secret)]
      if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
      const secret = by.secret ?? createSignInSecret()
      const signingSecret = signs ? createSigningSecret() : null
      const salt = createSalt()
      const at = now()
      const verdict = await store.create({
        partner: { ...values, state: 'ACTIVE', createdAt: at, updatedAt: at },
        salt,
        secrets: [
          { purpose: 'SIGN_IN', material: await hash(secret, salt) },
          ...(signingSecret === null
            ? []
            : [{ purpose: 'SIGNING', material: sealSigningSecret(signingSecret, values.id, keys) } as const]),
        ],
        audit: entry('create-partner', values.id, by),
      })
      const record = verdict.kind === 'created' ? await store.find(values.id) : null
      if (verdict.kind !== 'created' || record === null)
        return verdict.kind === 'created' ? { kind: 'exists' } : verdict
      return { kind: 'created', record, secrets: { secret, signingSecret } }
    },
    rotate: async ({ id, purpose, overlapMs }, by) => {
      const record = await store.find(id)
      if (record === null) return { kind: 'absent' }
      const secret = purpose === 'SIGN_IN' ? createSignInSecret() : createSigningSecret()
      const material = purpose === 'SIGN_IN' ? await hash(secret, record.salt) : sealSigningSecret(secret, id, keys)
      const act = purpose === 'SIGN_IN' ? 'rotate-partner-secret' : 'rotate-partner-signing-secret'
      const audit = entry(act, id, by)
      const previousEndsAt = audit.at + overlapMs
      const verdict = await store.rotate({
        id,
        secret: { purpose, material },
        previousExpiresAt: previousEndsAt,
        audit,
      })
      if (verdict.kind !== 'rotated') return verdict
      const isSignIn = purpose === 'SIGN_IN'
      const secrets = { secret: isSignIn ? secret : null, signingSecret: isSignIn ? null : secret }
      return { kind: 'rotated', secrets, previousEndsAt }
    },
    change: async ({ id, change }, by) => {
      const mistakes = findMistakes(change)
      if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
      const isThere = await store.change({ id, change, audit: entry('update-partner', id, by) })
      return { kind: isThere ? 'changed' : 'absent' }
    },
    setState: ({ id, state }, by) =>
      store.setState({ id, state, audit: entry(state === 'BLOCKED' ? 'block-partner' : 'unblock-partner', id, by) }),
    find: (id) => store.find(id),
    list: () => store.list(),
  }
}

/** Nobody makes a partner with a secret of his own under the id that production never lets in, and the other way round. */
function findReserved(id: string, secret: string | undefined): readonly string[] {
  return isDemoPartner(id) === (secret !== undefined) ? [] : [`${id} is the demo partner of the sandbox.`]
}
