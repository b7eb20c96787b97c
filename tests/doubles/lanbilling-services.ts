import {
  allows,
  type Call,
  filterOf,
  findAgreement,
  findPerson,
  type Operation,
  ordered,
  paged,
  refuse,
  vgroupFor,
} from './lanbilling-call.ts'
import { readMoment } from './lanbilling-clock.ts'
import { AGENTS, type Tariff, type TariffPlan, type Vgroup } from './lanbilling-state.ts'
import { numberOf, type Row, rowOf, textOf } from './lanbilling-values.ts'

/** Services ("vgroups"), tariffs and planned changes of tariffs. */
export const SERVICE_OPERATIONS: Readonly<Record<string, Operation>> = {
  getVgroups: {
    input: 'flt:soapFilter ord:soapOrderby*',
    output: 'soapVgroupBrief',
    run(call) {
      const filter = filterOf(call, ['agrmid', 'vgid', 'userid', 'tarid', 'vglogin', 'login'])
      const found = call.books.state.vgroups.filter(
        (one) =>
          allows(filter, 'agrmid', one.agrmid) &&
          allows(filter, 'vgid', one.vgid) &&
          allows(filter, 'userid', one.uid) &&
          allows(filter, 'tarid', one.tarid) &&
          ['', one.login].includes(textOf(filter, 'vglogin') || textOf(filter, 'login')),
      )
      const rows = ordered(found, call.input['ord'], { vg_id: ({ vgid }) => vgid, login: ({ login }) => login })
      return paged(rows, filter).map((vgroup) => showBrief(call, vgroup))
    },
  },
  getVgroup: {
    input: 'id:l!',
    output: 'soapVgroupFull',
    run(call) {
      const vgid = numberOf(call.input, 'id')
      return call.books.state.vgroups.filter((one) => one.vgid === vgid).map((vgroup) => showFull(call, vgroup))
    },
  },
  getTarif: {
    input: 'id:l!',
    output: 'soapTarifFull',
    run(call) {
      const tarid = numberOf(call.input, 'id')
      return call.books.state.tariffs.filter((one) => one.tarid === tarid).map((one) => ({ tarif: showTariff(one) }))
    },
  },
  getTarifsExt2: {
    input: 'flt:soapFilter ord:soapOrderby*',
    output: 'soapTarifExt',
    run(call) {
      const filter = filterOf(call, ['tarid', 'unavail'])
      const unavail = numberOf(filter, 'unavail')
      const { tariffs, vgroups } = call.books.state
      const found = tariffs.filter(
        ({ tarid, archive, unavaliable }) =>
          archive === 0 && allows(filter, 'tarid', tarid) && (unavail === -1 || unavail === unavaliable),
      )
      const rows = ordered(found, call.input['ord'], { tar_id: ({ tarid }) => tarid, descr: ({ descr }) => descr })
      return paged(rows, filter).map((tariff) => ({
        tarif: showTariff(tariff),
        vgroups: vgroups.filter(({ tarid }) => tarid === tariff.tarid).length,
      }))
    },
  },
  getTarifsStaff: {
    input: 'filter:soapTarifsStaff!',
    output: 'soapTarifsStaff',
    clients: true,
    run(call) {
      const grouptarid = numberOf(rowOf(call.input['filter']), 'grouptarid')
      return choicesOf(call, grouptarid).map(({ tarid, type, shape, rent, descr, descrfull, agentid }) => ({
        groupid: 0,
        grouptarid,
        groupmoduleid: agentid,
        tarid,
        tartype: type,
        tarcurid: 1,
        shape,
        rent,
        tarname: descr,
        tarsymbol: 'руб',
        tardescrfull: descrfull,
      }))
    },
  },
  getTarifsRasp: {
    input: 'flt:soapFilter',
    output: 'soapTarifsRasp',
    run(call) {
      const filter = filterOf(call, ['agrmid', 'vgid', 'recordid', 'userid'])
      const rows = call.books.state.plans.filter(({ vgid, recordid }) => {
        const vgroup = call.books.state.vgroups.find((one) => one.vgid === vgid)
        return (
          allows(filter, 'vgid', vgid) &&
          allows(filter, 'recordid', recordid) &&
          allows(filter, 'agrmid', vgroup?.agrmid ?? 0) &&
          allows(filter, 'userid', vgroup?.uid ?? 0)
        )
      })
      return paged(rows, filter).map((plan) => showPlan(call, plan))
    },
  },
  insClientTarifsRasp: {
    input: 'val:soapTarifsRasp!',
    output: 'l',
    writes: true,
    clients: true,
    run: planTariff,
  },
  delTarifsRasp: {
    input: 'id:l!',
    output: 'l',
    writes: true,
    run(call) {
      const recordid = numberOf(call.input, 'id')
      const { plans } = call.books.state
      const index = plans.findIndex((one) => one.recordid === recordid)
      if (index < 0) refuse(`Tarif schedule not found (${recordid})`)
      plans.splice(index, 1)
      return recordid
    },
  },
}

function planTariff(call: Call): number {
  const val = rowOf(call.input['val'])
  const vgroup = vgroupFor(call, numberOf(val, 'vgid'))
  const { vgid, tarid: taridold } = vgroup
  const taridnew = numberOf(val, 'taridnew')
  const { state } = call.books
  if (!choicesOf(call, taridold).some(({ tarid }) => tarid === taridnew)) refuse(`Tarif is not available (${taridnew})`)
  if (state.plans.some((one) => one.vgid === vgid)) refuse(`Tarif change is already scheduled (${vgid})`)
  const balance = findAgreement(state, vgroup.agrmid)?.balance ?? 0
  if (call.terms.changeNeedsMoney && balance < 0) refuse(`Balance is negative (${vgid})`)
  const asked = readMoment(textOf(val, 'changetime')) ?? refuse('Wrong date')
  const changetime = asked === '' ? call.now : asked
  const { periodLock } = call.terms
  if (changetime < periodLock) refuse(`There is period lock ${periodLock}`)
  const recordid = call.books.nextRecordId()
  const requestby = call.session.kind === 'client' ? 'null' : `${call.session.personid}`
  state.plans.push({ recordid, vgid, taridnew, taridold, changetime, requestby, comment: '' })
  call.books.settle(call.now)
  return recordid
}

/** What a subscriber may change a tariff to. */
function choicesOf({ books }: Call, tarid: number): readonly Tariff[] {
  const present = books.state.tariffs.find((one) => one.tarid === tarid)
  return books.state.tariffs.filter(
    (one) => one.agentid === present?.agentid && one.tarid !== tarid && one.unavaliable === 0 && one.archive === 0,
  )
}

function showTariff({ tarid, type, descr, descrfull, rent, shape, unavaliable, archive }: Tariff): Row {
  return { tarid, type, descr, descrfull, rent, shape, unavaliable, archive, curid: 1, symbol: 'руб' }
}

function showBrief({ books }: Call, vgroup: Vgroup): Row {
  const { vgid, agrmid, uid, tarid, agentid, login, descr, blocked, creationdate, accondate, accoffdate, blockdate } =
    vgroup
  const agreement = findAgreement(books.state, agrmid)
  const person = findPerson(books.state, uid)
  const agent = AGENTS.find(({ id }) => id === agentid)
  return {
    vgid,
    id: agentid,
    tarid,
    agrmid,
    blocked,
    uid,
    agenttype: agent?.type,
    balance: agreement?.balance,
    login,
    descr,
    agrmnum: agreement?.number,
    username: person?.name,
    creationdate,
    accondate,
    // Empty here, zeros there: both are none.
    accoffdate: accoffdate === '' ? '0000-00-00 00:00:00' : accoffdate,
    blockdate,
    agentdescr: agent?.descr,
    tarifdescr: books.state.tariffs.find((one) => one.tarid === tarid)?.descr,
    symbol: 'руб',
    address: [{ type: 1, code: '', address: person?.address ?? '' }],
  }
}

function showFull(call: Call, vgroup: Vgroup): Row {
  const { vgid, tarid, agrmid, agentid, uid, blocked, login, descr, ip } = vgroup
  const brief = showBrief(call, vgroup)
  const plans = call.books.state.plans.filter((one) => one.vgid === vgid)
  const { creationdate, accondate, accoffdate, blockdate } = vgroup
  return {
    vgroup: {
      vgid,
      tarid,
      agrmid,
      id: agentid,
      uid,
      blocked,
      login,
      descr,
      creationdate,
      accondate,
      accoffdate,
      blockdate,
    },
    tarrasp: plans.map((plan) => showPlan(call, plan)),
    staff: ip === '' ? [] : [{ recordid: vgid, vgid, type: 0, ipmask: { ip, mask: 32 } }],
    tarname: brief['tarifdescr'],
    agentname: brief['agentdescr'],
    agrmnum: brief['agrmnum'],
    username: brief['username'],
  }
}

function showPlan({ books: { state } }: Call, plan: TariffPlan): Row {
  const vgroup = state.vgroups.find(({ vgid }) => vgid === plan.vgid)
  const agreement = findAgreement(state, vgroup?.agrmid ?? 0)
  const nameOf = (wanted: number) => state.tariffs.find(({ tarid }) => tarid === wanted)?.descr
  const { recordid, vgid, taridnew, taridold, requestby, changetime } = plan
  return {
    recordid,
    vgid,
    agrmid: agreement?.agrmid,
    uid: vgroup?.uid,
    id: vgroup?.agentid,
    taridnew,
    taridold,
    agenttype: AGENTS.find(({ id }) => id === vgroup?.agentid)?.type,
    requestby,
    changetime,
    vglogin: vgroup?.login,
    agrmnum: agreement?.number,
    tarnewname: nameOf(taridnew),
    taroldname: nameOf(taridold),
  }
}
