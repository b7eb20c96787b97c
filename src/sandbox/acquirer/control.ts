import { bad, present, readChoice, readNumber, readObject, readText } from '../control/read.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { AcquirerDesk } from './desk.ts'
import { SHOP_FAULTS, SHOP_OPERATIONS } from './faults.ts'
import { CHOICES, type Settings } from './types.ts'

const DAY_MS = 86_400_000

/** What tests, and whoever plays with the sandbox, do with the acquirer. */
export function answerControl(
  { ledger, faults }: AcquirerDesk,
  { method, url, body }: { readonly method: string; readonly url: URL; readonly body: string },
): unknown {
  const [, , , ...path] = url.pathname.split('/')
  const route = `${method} ${path[0] ?? ''}`
  switch (route) {
    case 'GET payments':
      return {
        payments: ledger.list().map((payment) => plain({ ...payment, refunds: ledger.listRefunds(payment.id) })),
      }
    case 'POST payments': {
      const choice = present(readChoice(readObject(parse(body), 'a choice', ['choice']), 'choice', CHOICES), 'choice')
      const payment = ledger.choose(path[1] ?? '', choice)
      if (payment === null) throw new RefusalError(404, 'no such payment')
      return plain(payment)
    }
    case 'GET settings':
      return ledger.settings()
    case 'PUT settings':
      ledger.set(readSettings(parse(body)))
      return ledger.settings()
    case 'POST faults': {
      const fields = readObject(parse(body), 'a fault', ['operation', 'kind', 'times'])
      const operation = present(readChoice(fields, 'operation', SHOP_OPERATIONS), 'operation')
      const kind = present(readChoice(fields, 'kind', SHOP_FAULTS), 'kind')
      faults.add(operation, kind, readNumber(fields, 'times', { min: 1, max: 1_000_000 }) ?? Infinity)
      return { ok: true }
    }
    case 'DELETE faults':
      faults.clear()
      return { ok: true }
    case 'POST refunds':
      ledger.settleRefunds()
      return { ok: true }
    case 'GET calls':
      return faults.calls()
    default:
      throw new RefusalError(404, 'no such resource: payments, settings, faults, refunds, calls')
  }
}

function readSettings(value: unknown): Partial<Settings> {
  const names = ['webhookUrl', 'paymentTtlMs', 'hints', 'hintDelayMs', 'refunds']
  const fields = readObject(value, 'settings', names)
  const webhookUrl = readText(fields, 'webhookUrl')
  if (webhookUrl !== undefined && !/^https?:$/.test(URL.parse(webhookUrl)?.protocol ?? '')) {
    throw bad("'webhookUrl' must be an http:// or https:// address")
  }
  const told = {
    webhookUrl,
    paymentTtlMs: readNumber(fields, 'paymentTtlMs', { min: 0, max: DAY_MS }),
    hints: readChoice(fields, 'hints', ['now', 'late', 'twice', 'reordered', 'never'] as const),
    hintDelayMs: readNumber(fields, 'hintDelayMs', { min: 0, max: DAY_MS }),
    refunds: readChoice(fields, 'refunds', ['done', 'pending', 'canceled', 'not_enough_money'] as const),
  }
  return Object.fromEntries(Object.entries(told).filter(([, given]) => given !== undefined))
}

function parse(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body)
    return value
  } catch {
    throw bad('the body must be JSON in UTF-8')
  }
}

/** Amounts as decimal digits of the smallest unit: JSON has no integers of that size. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? String(field) : field))
  return JSON.parse(text)
}
