import { type Call, findAgreement, type Operation, refuse, vgroupFor } from './lanbilling-call.ts'
import { plusDays, readMoment } from './lanbilling-clock.ts'
import type { Block, Vgroup } from './lanbilling-state.ts'
import { numberOf, rowOf, textOf } from './lanbilling-values.ts'

/** What can be put on hold: the telephone cannot. */
const AGENTS_ON_HOLD = [1, 2]

/** Blocks that subscribers ask for: freezes. */
export const BLOCK_OPERATIONS: Readonly<Record<string, Operation>> = {
  getUserBlockTemplate: {
    input: 'flt:soapGetUserBlockTemplate!',
    output: 'soapUserBlockTemplate',
    clients: true,
    run(call) {
      const vgroup = vgroupFor(call, numberOf(rowOf(call.input['flt']), 'vgid'))
      if (!isOffered(vgroup)) return []
      const { minDays, maxDays, beginFrom, beginTo, count, needsMoney, isAvailable } = call.terms.block
      return [
        {
          usrblkid: 1,
          name: 'Отпуск',
          descr: 'Добровольная приостановка услуги',
          durationmin: minDays,
          durationmax: maxDays,
          beginfrom: beginFrom,
          beginto: beginTo,
          usecount: count,
          positivebalance: needsMoney ? 1 : 0,
          unavailable: isAvailable ? 0 : 1,
          numavailtodestination: leftOf(call, vgroup),
        },
      ]
    },
  },
  getVgUserBlockSchedule: {
    input: 'flt:soapGetVgUserBlockSchedule!',
    output: 'soapVgroupsUserBlocks',
    clients: true,
    run(call) {
      const filter = rowOf(call.input['flt'])
      const [record, vgid, agrmid] = ['recordid', 'vgid', 'agrmid'].map((name) => numberOf(filter, name))
      return call.books.state.blocks
        .filter((one) => {
          const vgroup = call.books.state.vgroups.find((other) => other.vgid === one.vgid)
          const isOwn = call.session.kind === 'manager' || vgroup?.uid === call.session.uid
          return (
            isOwn &&
            [0, one.recordid].includes(record ?? 0) &&
            [0, one.vgid].includes(vgid ?? 0) &&
            [0, vgroup?.agrmid].includes(agrmid)
          )
        })
        .map(({ recordid, vgid, timefrom, timeto, comment, creationdate, requestby }) => ({
          recordid,
          vgid,
          tarusrblkid: 1,
          requestby,
          timefrom,
          timeto,
          comment,
          creationdate,
        }))
    },
  },
  setVgUserBlockSchedule: {
    input: 'val:soapVgUserBlockSchedule!',
    output: 'l',
    writes: true,
    clients: true,
    run: plan,
  },
  delVgUserBlockSchedule: {
    input: 'id:l!',
    output: 'l',
    writes: true,
    clients: true,
    run(call) {
      const block = blockFor(call, numberOf(call.input, 'id'))
      if (block.timefrom <= call.now) refuse(`User block has begun (${block.recordid})`)
      const { blocks } = call.books.state
      blocks.splice(blocks.indexOf(block), 1)
      return block.recordid
    },
  },
  stopVgUserBlockSchedule: {
    input: 'val:soapStopVgUserBlockSchedule!',
    output: 'l',
    writes: true,
    clients: true,
    run(call) {
      const val = rowOf(call.input['val'])
      const block = blockFor(call, numberOf(val, 'recordid'))
      if (block.timefrom > call.now) refuse(`User block has not begun (${block.recordid})`)
      if (hasEnded(block, call.now)) refuse(`User block not found (${block.recordid})`)
      const at = readMoment(textOf(val, 'changetime')) ?? refuse('Wrong date')
      block.timeto = at === '' ? call.now : at
      call.books.settle(call.now)
      return block.recordid
    },
  },
}

function plan(call: Call): number {
  const val = rowOf(call.input['val'])
  const vgroup = vgroupFor(call, numberOf(val, 'vgid'))
  const { vgid } = vgroup
  const { block: terms } = call.terms
  if (!terms.isAvailable || !isOffered(vgroup) || leftOf(call, vgroup) <= 0)
    refuse(`User block is not available (${vgid})`)
  const from = readMoment(textOf(val, 'timefrom')) ?? refuse(`Wrong user block period (${vgid})`)
  const to = readMoment(textOf(val, 'timeto')) ?? refuse(`Wrong user block period (${vgid})`)
  const today = `${call.now.slice(0, 10)} 00:00:00`
  const isWrong =
    from < plusDays(today, terms.beginFrom) ||
    from > plusDays(today, terms.beginTo) ||
    to < plusDays(from, terms.minDays) ||
    to > plusDays(from, terms.maxDays)
  if (isWrong) refuse(`Wrong user block period (${vgid})`)
  const balance = findAgreement(call.books.state, vgroup.agrmid)?.balance ?? 0
  if (terms.needsMoney && balance < 0) refuse(`Balance is negative (${vgid})`)
  const others = call.books.state.blocks.filter((one) => one.vgid === vgid)
  if (others.some(({ timefrom, timeto }) => timefrom < to && from < timeto))
    refuse(`User block overlaps another one (${vgid})`)
  const recordid = call.books.nextRecordId()
  call.books.state.blocks.push({
    recordid,
    vgid,
    timefrom: from,
    timeto: to,
    comment: textOf(val, 'comment'),
    creationdate: call.now,
    requestby: call.session.kind === 'manager' ? call.session.personid : 0,
  })
  call.books.settle(call.now)
  return recordid
}

function blockFor(call: Call, recordid: number): Block {
  const block = call.books.state.blocks.find((one) => one.recordid === recordid)
  if (block === undefined) return refuse(`User block not found (${recordid})`)
  vgroupFor(call, block.vgid)
  return block
}

function hasEnded({ timeto }: Block, now: string): boolean {
  return timeto <= now
}

function isOffered({ agentid, blocked }: Vgroup): boolean {
  return AGENTS_ON_HOLD.includes(agentid) && blocked !== 10
}

function leftOf({ books, terms }: Call, { vgid }: Vgroup): number {
  return terms.block.count - books.state.blocks.filter((one) => one.vgid === vgid).length
}
