import type { PartnerAdmin } from '../auth/partner-admin.ts'
import { defaultLimits } from '../auth/partner-form.ts'
import type { Currency } from '../domain/money.ts'
import type { Command, Values } from './command-line.ts'
import { type Answer, describe, describeList, writeSecrets } from './print.ts'
import { readTerminal } from './terminal.ts'
import { readLimits, readMethod, readOverlap } from './values.ts'

/** What came of a command. */
export type Outcome =
  | { readonly kind: 'done'; readonly answer: Answer }
  /** The store says no: exit code 1. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The command says what cannot be: exit code 2. */
  | { readonly kind: 'mistaken'; readonly mistakes: readonly string[] }

interface Desk {
  readonly admin: PartnerAdmin
  readonly currency: Currency
}

const BY = { actor: 'cli' }

export function runCommand({ name, id, values }: Command, desk: Desk): Promise<Outcome> {
  return RUN_BY_NAME[name](id, values, desk)
}

const RUN_BY_NAME: Readonly<Record<Command['name'], (id: string, values: Values, desk: Desk) => Promise<Outcome>>> = {
  create,
  update,
  rotate,
  block: (id, _values, desk) => setState({ id, state: 'BLOCKED' }, desk),
  unblock: (id, _values, desk) => setState({ id, state: 'ACTIVE' }, desk),
  show: (id, _values, desk) => show(id, desk),
  list: async (_id, _values, { admin }) => ({ kind: 'done', answer: describeList(await admin.list()) }),
}

async function create(id: string, values: Values, { admin, currency }: Desk): Promise<Outcome> {
  const mistakes: string[] = []
  const tell = (mistake: string): void => void mistakes.push(mistake)
  if (values.name === undefined) tell('--name is missing.')
  const partner = {
    id,
    name: values.name ?? id,
    networks: values.network ?? [],
    limits: readLimits(values, defaultLimits(currency), tell),
    referenceTemplate: values.template ?? '{externalId}',
    paymentMethod: readMethod(values.method, tell),
    terminal: readTerminal(values, null, tell),
    signs: values.signing ?? false,
  }
  if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
  const verdict = await admin.create(partner, BY)
  if (verdict.kind === 'mistaken') return verdict
  if (verdict.kind === 'exists') return refused(`There is a partner ${id} already.`)
  if (verdict.kind === 'too_many_partners') return refused('There are as many partners as can be.')
  if (verdict.kind === 'ambiguous_template') {
    return refused(
      `Some payment under the template ${partner.referenceTemplate} would have the same reference as one of the partner ` +
        `${verdict.partnerId}. Give one with a text of its own, e.g. --template '${id}/{externalId}'; no external id has a / in it.`,
    )
  }
  if (verdict.kind === 'reserved_template') {
    return refused(
      `Some payment under the template ${partner.referenceTemplate} would have the same reference as a transfer between ` +
        `subscribers. Give another one, e.g. --template '${id}/{externalId}'.`,
    )
  }
  return { kind: 'done', answer: writeSecrets(`Partner ${id} is created.`, verdict.secrets, verdict.record) }
}

async function update(id: string, values: Values, { admin }: Desk): Promise<Outcome> {
  const record = await admin.find(id)
  if (record === null) return absent(id)
  const mistakes: string[] = []
  const tell = (mistake: string): void => void mistakes.push(mistake)
  const { json: _json, 'new-store': _newStore, ...given } = values
  if (Object.keys(given).length === 0) tell('Nothing to change is given; see --help.')
  if (values.network !== undefined && values['any-network'] === true) tell('Give --network or --any-network, not both.')
  const networks = values['any-network'] === true ? [] : values.network
  const change = {
    limits: readLimits(values, record.partner.limits, tell),
    ...(values.name === undefined ? {} : { name: values.name }),
    ...(networks === undefined ? {} : { networks }),
    terminal: readTerminal(values, record.partner.terminal, tell),
  }
  if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
  const verdict = await admin.change({ id, change }, BY)
  if (verdict.kind === 'mistaken') return verdict
  return verdict.kind === 'absent' ? absent(id) : show(id, { admin })
}

async function rotate(id: string, values: Values, { admin }: Desk): Promise<Outcome> {
  const mistakes: string[] = []
  const overlapMs = readOverlap(values.overlap, (mistake) => void mistakes.push(mistake))
  if (mistakes.length > 0) return { kind: 'mistaken', mistakes }
  const purpose = values.signing === true ? 'SIGNING' : 'SIGN_IN'
  const verdict = await admin.rotate({ id, purpose, overlapMs }, BY)
  if (verdict.kind === 'mistaken') return verdict
  if (verdict.kind === 'absent') return absent(id)
  if (verdict.kind === 'overlapping') {
    const until = new Date(verdict.until).toISOString()
    return refused(
      `Two secrets of ${id} are valid already, the earlier one until ${until}. Wait, or end both at once with --overlap 0.`,
    )
  }
  const end = new Date(verdict.previousEndsAt).toISOString()
  const record = await admin.find(id)
  const text = `Partner ${id} has a new secret; an earlier one ${overlapMs === 0 ? 'has ended' : `works until ${end}`}.`
  return record === null ? absent(id) : { kind: 'done', answer: writeSecrets(text, verdict.secrets, record) }
}

async function setState(
  order: { id: string; state: 'ACTIVE' | 'BLOCKED' },
  { admin }: Pick<Desk, 'admin'>,
): Promise<Outcome> {
  const verdict = await admin.setState(order, BY)
  return verdict === 'absent' ? absent(order.id) : show(order.id, { admin })
}

async function show(id: string, { admin }: Pick<Desk, 'admin'>): Promise<Outcome> {
  const record = await admin.find(id)
  return record === null ? absent(id) : { kind: 'done', answer: describe(record) }
}

function absent(id: string): Outcome {
  return refused(`There is no partner ${JSON.stringify(id)}. "list" shows all.`)
}

function refused(message: string): Outcome {
  return { kind: 'refused', message }
}
