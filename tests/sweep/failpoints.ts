import { subscribe } from 'node:diagnostics_channel'
import { readOrder } from './failpoint-order.ts'

// Loaded into a gateway before its program (`node --import`): kills or stops the process when the payment engine reaches
// the point that the sweep has named. Everything happens within the engine's own synchronous step.

let order: ReturnType<typeof readOrder> = null

process.on('message', (message) => {
  order = readOrder(message)
})
process.channel?.unref()

subscribe('billing-gateway:payments', (message) => {
  if (!order || Object(message).point !== order.point) return
  order = { ...order, skip: order.skip - 1 }
  if (order.skip >= 0) return
  const { signal } = order
  order = null
  process.kill(process.pid, signal)
})
