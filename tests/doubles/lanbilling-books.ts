import type { Agreement, Charge, Payment, State, Vgroup } from './lanbilling-state.ts'

/**
 * The tables of the double with what happens in them by itself: sums, plans that come due, blocks that begin and end. Tests
 * judge by them; the operations of the wire write in them.
 */
export interface Books {
  /** The tables as they are now; a fault that takes a write back replaces them, so they are not to be kept. */
  readonly state: State
  agreement(number: string): Agreement | undefined
  /** By what the rows say, exactly: "-549.5". */
  balanceOf(agrmid: number): string
  payments(agrmid: number): readonly Payment[]
  charges(agrmid: number): readonly Charge[]
  vgroups(agrmid: number): readonly Vgroup[]
  post(payment: Omit<Payment, 'recordid' | 'status' | 'canceldate'>): Payment
  cancel(payment: Payment, at: string): void
  charge(charge: Omit<Charge, 'recordid'>): Charge
  nextRecordId(): number
  /** What has come due by then takes effect. */
  settle(now: string): void
  snapshot(): State
  restore(state: State): void
}

const SCALE = 12
const NOISE = 1e-6

export function openBooks(initial: State): Books {
  let state = initial
  const agreementById = (agrmid: number) => state.agreements.find((one) => one.agrmid === agrmid)

  function move(agrmid: number, amount: number): void {
    const agreement = agreementById(agrmid)
    if (agreement !== undefined) agreement.balance += amount
  }

  const books: Books = {
    get state() {
      return state
    },
    agreement: (number) => state.agreements.find((one) => one.number === number),
    balanceOf(agrmid) {
      const paid = books.payments(agrmid).flatMap(({ status, amount }) => (status === 2 ? [] : [amount]))
      const spent = books.charges(agrmid).map(({ amount }) => negative(amount))
      return sumOf([...paid, ...spent])
    },
    payments: (agrmid) => state.payments.filter((one) => one.agrmid === agrmid),
    charges: (agrmid) => state.charges.filter((one) => one.agrmid === agrmid),
    vgroups: (agrmid) => state.vgroups.filter((one) => one.agrmid === agrmid),
    post(row) {
      const payment: Payment = { ...row, recordid: books.nextRecordId(), status: 1, canceldate: '' }
      state.payments.push(payment)
      move(row.agrmid, Number(row.amount))
      settlePromises(payment)
      return payment
    },
    cancel(payment, at) {
      payment.status = 2
      payment.canceldate = at
      move(payment.agrmid, -Number(payment.amount))
    },
    charge(row) {
      const charge: Charge = { ...row, recordid: books.nextRecordId() }
      state.charges.push(charge)
      move(row.agrmid, -Number(row.amount))
      return charge
    },
    nextRecordId: () => (state.lastRecordId += 1),
    settle(now) {
      carryOutPlans(now)
      for (const vgroup of state.vgroups) freeze(vgroup, now)
      stopForDebt(now)
    },
    snapshot: () => structuredClone(state),
    restore: (saved) => void (state = saved),
  }

  /** Any payment after it settles what was promised, as far as it goes. */
  function settlePromises({ agrmid, amount, recordid }: Payment): void {
    const promise = state.promises.find((one) => one.agrmid === agrmid && one.debt > 0)
    if (promise === undefined) return
    promise.debt = Math.max(0, promise.debt - Number(amount))
    if (promise.debt === 0) promise.payid = recordid
  }

  function carryOutPlans(now: string): void {
    const due = state.plans.filter(({ changetime }) => changetime <= now)
    for (const plan of due) {
      const vgroup = state.vgroups.find(({ vgid }) => vgid === plan.vgid)
      state.plans.splice(state.plans.indexOf(plan), 1)
      if (vgroup === undefined) continue
      const { recordid, vgid, taridnew, requestby, changetime } = plan
      const taridold = vgroup.tarid
      state.changes.push({ recordid, vgid, taridnew, taridold, rasptime: changetime, changed: changetime, requestby })
      vgroup.tarid = taridnew
    }
  }

  function freeze(vgroup: Vgroup, now: string): void {
    const running = state.blocks.find(
      ({ vgid, timefrom, timeto }) => vgid === vgroup.vgid && timefrom <= now && (timeto === '' || now < timeto),
    )
    if (running !== undefined && vgroup.blocked === 0) {
      vgroup.blocked = 2
      vgroup.blockdate = running.timefrom
    }
    if (running === undefined && vgroup.blocked === 2 && state.blocks.some(({ vgid }) => vgid === vgroup.vgid)) {
      vgroup.blocked = 0
      vgroup.blockdate = ''
    }
  }

  /** Below the limit, what runs stops; above it, also by a promise, it runs again. */
  function stopForDebt(now: string): void {
    for (const { agrmid, balance, credit } of state.agreements) {
      const promised = runningPromise(state, agrmid, now)?.debt ?? 0
      const isInDebt = balance + credit + promised < -NOISE
      for (const vgroup of state.vgroups) {
        if (vgroup.agrmid !== agrmid) continue
        if (isInDebt && vgroup.blocked === 0) {
          vgroup.blocked = 1
          vgroup.blockdate = now
        }
        if (!isInDebt && (vgroup.blocked === 1 || vgroup.blocked === 4)) {
          vgroup.blocked = 0
          vgroup.blockdate = ''
        }
      }
    }
  }

  return books
}

/** The promise of an agreement that has neither been settled nor run out, if there is one. */
export function runningPromise(state: State, agrmid: number, now: string) {
  return state.promises.find((one) => one.agrmid === agrmid && one.debt > 0 && now < one.promtill)
}

/** The sum of decimal texts, exactly, in its shortest form. */
function sumOf(amounts: readonly string[]): string {
  const total = amounts.reduce((sum, amount) => sum + scaled(amount), 0n)
  const digits = (total < 0n ? -total : total).toString().padStart(SCALE + 1, '0')
  const text = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, '')
  return total < 0n ? `-${text}` : text
}

function scaled(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const value = BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE))
  return amount.startsWith('-') ? -value : value
}

function negative(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}
