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
import { findMistakes, findTerminalConflicts, type PartnerValues } from './partner-form.ts'
import {
  createSalt,
  createSecretHasher,
  createSignInSecret,
  createSigningSecret,
  type SecretHasher,
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
    | Mistaken
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

interface Desk {
  readonly store: PartnerStore
  readonly keys: SigningKeys
  readonly now: () => number
  readonly hasher: SecretHasher
  /** One for all that this administrator does: it joins the rows of a command in the trail. */
  readonly requestId: string
}

export function createPartnerAdmin(options: Pick<Desk, 'store' | 'keys' | 'now'>): PartnerAdmin {
  const { store } = options
  const desk: Desk = { ...options, hasher: createSecretHasher(), requestId: randomUUID() }
  return {
    create: (values, by) => create(desk, values, by),
    rotate: (order, by) => rotate(desk, order, by),
    change: (order, by) => change(desk, order, by),
    setState: ({ id, state }, by) => {
      const act = state === 'BLOCKED' ? 'block-partner' : 'unblock-partner'
      return store.setState({ id, state, audit: entry(desk, { act, id }, by) })
    },
    find: (id) => store.find(id),
    list: () => store.list(),
  }
}

async function create(
  desk: Desk,
  { signs, ...values }: NewPartner,
  by: Parameters<PartnerAdmin['create']>[1],
): ReturnType<PartnerAdmin['create']> {
  const { store, keys } = desk
  const mistakes = [
    ...findMistakes(values),
    ...findTerminalConflicts({ ...values, signs }),
    ...findReserved(values.id, by.secret),
  ]
  if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
  const secret = by.secret ?? createSignInSecret()
  const signingSecret = signs ? createSigningSecret() : null
  const salt = createSalt()
  const signIn = { purpose: 'SIGN_IN', material: await hash(desk, secret, salt) } as const
  const audit = entry(desk, { act: 'create-partner', id: values.id }, by)
  const verdict = await store.create({
    partner: { ...values, state: 'ACTIVE', createdAt: audit.at, updatedAt: audit.at },
    salt,
    secrets:
      signingSecret === null
        ? [signIn]
        : [signIn, { purpose: 'SIGNING', material: sealSigningSecret(signingSecret, values.id, keys) }],
    audit,
  })
  if (verdict.kind !== 'created') return verdict
  const record = await store.find(values.id)
  return record === null ? { kind: 'exists' } : { kind: 'created', record, secrets: { secret, signingSecret } }
}

async function change(
  desk: Desk,
  { id, change }: Parameters<PartnerAdmin['change']>[0],
  by: By,
): ReturnType<PartnerAdmin['change']> {
  const record = await desk.store.find(id)
  if (record === null) return { kind: 'absent' }
  const signs = record.secrets.some(({ purpose }) => purpose === 'SIGNING')
  const mistakes = [...findMistakes(change), ...findTerminalConflicts({ ...record.partner, ...change, signs })]
  if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
  const isThere = await desk.store.change({ id, change, audit: entry(desk, { act: 'update-partner', id }, by) })
  return { kind: isThere ? 'changed' : 'absent' }
}

async function rotate(
  desk: Desk,
  { id, purpose, overlapMs }: Parameters<PartnerAdmin['rotate']>[0],
  by: By,
): ReturnType<PartnerAdmin['rotate']> {
  const { store, keys } = desk
  const record = await store.find(id)
  if (record === null) return { kind: 'absent' }
  const isSignIn = purpose === 'SIGN_IN'
  const mistakes = isSignIn ? [] : findTerminalConflicts({ ...record.partner, signs: true })
  if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
  const secret = isSignIn ? createSignInSecret() : createSigningSecret()
  const material = isSignIn ? await hash(desk, secret, record.salt) : sealSigningSecret(secret, id, keys)
  const act = isSignIn ? 'rotate-partner-secret' : 'rotate-partner-signing-secret'
  const audit = entry(desk, { act, id }, by)
  const previousEndsAt = audit.at + overlapMs
  const verdict = await store.rotate({ id, secret: { purpose, material }, previousExpiresAt: previousEndsAt, audit })
  if (verdict.kind !== 'rotated') return verdict
  const secrets = { secret: isSignIn ? secret : null, signingSecret: isSignIn ? null : secret }
  return { kind: 'rotated', secrets, previousEndsAt }
}

function entry({ now, requestId }: Desk, { act, id }: { act: string; id: string }, { actor }: By): AuditEntry {
  return { at: now(), actor, act, object: `partner:${id}`, outcome: 'done', requestId }
}

async function hash({ hasher }: Desk, secret: string, salt: string): Promise<string> {
  const hashed = await hasher.hash(secret, salt)
  if (hashed === null) throw new Error('Too many secrets are being made at once.')
  return hashed
}

/** Nobody makes a partner with a secret of his own under the id that production never lets in, and the other way round. */
function findReserved(id: string, secret: string | undefined): readonly string[] {
  return isDemoPartner(id) === (secret !== undefined) ? [] : [`${id} is the demo partner of the sandbox.`]
}
