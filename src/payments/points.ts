import { channel } from 'node:diagnostics_channel'
import type { IntentId } from '../domain/payment-intent.ts'

/**
 * The steps between which a process may die. Each is published on a diagnostics channel, synchronously: whoever wants to
 * know what a death at this very place does, subscribes and kills the process. Without a subscriber it costs nothing.
 */
export const POINTS = [
  /** The intent is durable; nothing else has happened. */
  'accepted',
  /** The billing was asked for the reference, before the first attempt. */
  'looked-up',
  /** The attempt is durable; no byte was sent. */
  'begun',
  /** The answer is here, or lost; nothing of it is durable. */
  'sent',
  /** What came of the attempt is durable; nobody has heard of it. */
  'decided',
  /** Recovery has claimed the intent. */
  'claimed',
  /** The transfer is durable; no money has been asked for. */
  'transfer-accepted',
  /** Recovery has claimed the transfer. */
  'transfer-claimed',
  /** One of a transfer's orders was given, and may be decided; nothing follows from it yet. */
  'transfer-ordered',
  /** What follows from it is durable. */
  'transfer-moved',
] as const

export type Point = (typeof POINTS)[number]

/** The same for what is paid at an acquirer. */
export const CHECKOUT_POINTS = [
  /** The acquirer has begun it, or refused; nothing of its answer is durable. */
  'checkout-begun',
  /** The money's order to the billing is durable; the checkout does not say so yet. */
  'credit-submitted',
  /** The refund is durable; the checkout does not say so yet. */
  'refund-submitted',
] as const

export type CheckoutPoint = (typeof CHECKOUT_POINTS)[number]

/** The same for receipts. */
export const FISCAL_POINTS = [
  /** That the registrar is asked is durable; no byte was sent. */
  'receipt-marked',
  /** The registrar's answer is here, or lost; nothing of it is durable. */
  'receipt-handed-over',
  /** What became of the document is known; nothing of it is durable. */
  'receipt-followed',
] as const

export type FiscalPoint = (typeof FISCAL_POINTS)[number]

const points = channel('billing-gateway:payments')

/** At the points of a transfer the id is the transfer's own. */
export function reach(point: Point, intentId: IntentId): void {
  if (points.hasSubscribers) points.publish({ point, intentId })
}

export function reachCheckout(point: CheckoutPoint, checkoutId: string): void {
  if (points.hasSubscribers) points.publish({ point, checkoutId })
}

export function reachReceipt(point: FiscalPoint, receiptId: string): void {
  if (points.hasSubscribers) points.publish({ point, receiptId })
}
