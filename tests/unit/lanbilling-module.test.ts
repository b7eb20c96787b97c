import { expect, test } from 'vitest'
import { lanbillingModule } from '../../src/billing/lanbilling/module.ts'
import { ConfigError, type Environment, reader } from '../../src/environment.ts'

const COMPLETE = {
  LANBILLING_URL: 'http://billing.example:34012/',
  LANBILLING_LOGIN: 'gateway',
  LANBILLING_PASSWORD: 'secret',
}

function configure(environment: Environment) {
  const read = reader(environment)
  const configured = lanbillingModule.configure(read, { production: true })
  read.finish()
  return configured.connect(
    {
      settings: { timeZone: 'Europe/Samara', currency: 'RUB', timeoutMs: 1000, maxConcurrency: 4 },
      onCall: () => {},
      onOddity: () => {},
    },
    null,
  )
}

function mistakesOf(environment: Environment): readonly string[] {
  try {
    configure(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
}

test('address, login and password are enough, and there are no tickets then', async () => {
  const billing = configure(COMPLETE)
  expect(billing.name).toBe('lanbilling')
  expect(billing.capabilities).toMatchObject({ tickets: false, honoursExternalId: false, selfServiceOrders: true })
  await billing.close()
})

test('lists of the helpdesk bring tickets, and what the provider says of itself is believed', async () => {
  const billing = configure({
    ...COMPLETE,
    LANBILLING_TICKET_CLASSES: '1=FAULT, 7=CONSULTATION',
    LANBILLING_TICKET_STATUSES: '1=OPEN,2=IN_PROGRESS,9=CLOSED',
    LANBILLING_HONOURS_EXTERNAL_ID: 'on',
    LANBILLING_SELF_SERVICE_ORDERS: 'off',
  })
  expect(billing.capabilities).toMatchObject({ tickets: true, honoursExternalId: true, selfServiceOrders: false })
  await billing.close()
})

test('each mistake is told by its variable, all at once', () => {
  const mistakes = mistakesOf({
    LANBILLING_URL: 'billing.example',
    LANBILLING_PAYMENT_CLASSES: '1=CASH,1=SBP,x=CASH,2=BARTER',
    LANBILLING_TICKET_CLASSES: '1=FAULT',
  })
  expect(mistakes.map((line) => line.split(' ', 1)[0])).toEqual([
    'LANBILLING_URL',
    'LANBILLING_LOGIN',
    'LANBILLING_PASSWORD',
    'LANBILLING_PAYMENT_CLASSES',
    'LANBILLING_PAYMENT_CLASSES',
    'LANBILLING_PAYMENT_CLASSES',
    'LANBILLING_TICKET_STATUSES',
  ])
  expect(
    mistakesOf({ ...COMPLETE, LANBILLING_TICKET_CLASSES: '1=FAULT', LANBILLING_TICKET_STATUSES: '9=CLOSED' }),
  ).toEqual([expect.stringContaining('LANBILLING_TICKET_STATUSES has no OPEN')])
})
