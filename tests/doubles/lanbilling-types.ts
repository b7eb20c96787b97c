/**
 * The complex types of `urn:api3` that the double reads and writes, in the order in which they stand in the schema.
 *
 * A field is `name:kind`: `l` a long, `d` a double, `s` a string, `b` a boolean, or the name of another type. `!` means that
 * it has to be there, `*` that there may be any number of it, and `=` gives a default other than 0, false and "".
 */
const TYPES: Readonly<Record<string, string>> = {
  soapFilter: `activated:l actionid:l addresstype:l=1 additional:l=-1 agentid:l agrmid:l archive:l appid:l blocked:l
    blocktype:l=-1 category:l=-1 catidx:l=-1 curid:l=-1 common:l=-1 direction:l docid:l enabled:l groupid:l mgrid:l=-1
    nodata:l notgroups:l=-1 operid:l payed:l=-1 payable:l=-1 parentid:l=-1 personid:l pgnum:l pgsize:l recordid:l
    recordidend:l=-1 recordids:l* repdetail:l repnum:l servid:l=-2 shape:l state:l=-1 statusids:l* tarid:l taridprev:l
    tartype:l=-1 type:l ugroups:l=-1 unavail:l=-1 userid:l vgid:l showservices:l=-1 servicetype:l=-1 payhistory:l
    totalsumm:l=-1 exclude:b above:d amountfrom:d amountto:d comment:s address:s agrmnum:s code:s descr:s dtcreated:s
    dtfrom:s dtto:s email:s fullsearch:s inn:s login:s name:s phone:s period:s receipt:s responsible:s status:s tardescr:s
    vglogin:s uuid:s`,
  soapOrderby: 'name:s! ascdesc:l',
  soapAccount: `uid:l! ipaccess:l billdelivery:l category:l type:l! oksm:l templ:l wrongactive:l archive:l ownership:l
    mobileisconfirmed:b emailisconfirmed:b offerisaccepted:b login:s! pass:s! descr:s name:s phone:s fax:s email:s mobile:s
    bankname:s branchbankname:s treasuryname:s treasuryaccount:s bik:s settl:s corr:s kpp:s inn:s ogrn:s okpo:s okved:s
    gendiru:s glbuhgu:s kontperson:s actonwhat:s passsernum:s passno:s passissuedate:s passissuedep:s passissueplace:s
    birthdate:s birthplace:s lastmoddate:s wrongdate:s okato:s uuid:s abonentname:s abonentsurname:s abonentpatronymic:s
    swift:s kio:s bicbei:s iban:s bankcorr:s bankcorrcode:s bankcorraccount:s currency:s resident:l`,
  soapAddressBrief: 'type:l! code:s! address:s!',
  soapAgreement: `agrmid:l! uid:l! operid:l! curid:l! bnotify:l archive:l vgroups:l penaltymethod:l monthblockday:l agrmtype:l
    balance:d balanceacc:d credit:d ppdebt:d installments:d balancestrictlimit:d blimit:d balancestatus:l isauto:l friendagrmid:l
    parentagrmid:l paymentmethod:l blockdays:l blockmonths:l orderpayday:l blockorders:l blockamount:d priority:l ownerid:l
    isdefault:l friendnumber:s parentnumber:s balancelimitexceeded:s number:s code:s date:s closedon:s datevalidto:s bcheck:s
    symbol:s username:s opername:s agreementidbopos:s`,
  soapClientLogin: 'uid:l! timelastlogin:s',
  soapAccountFull: `application:l account:soapAccount! addresses:soapAddressBrief* agreements:soapAgreement*`,
  soapPayment: `recordid:l parentrecordid:l agrmid:l! modperson:l=-1 currid:l orderid:l status:l classid:l amount:d!
    fromagrmid:l revno:l revisions:l classname:s paydate:s localdate:s canceldate:s perioddate:s receipt:s comment:s uuid:s
    fromagrmnumber:s paymentordernumber:s`,
  soapPaymentFull: `pay:soapPayment! bsodoc:l timestamp:l localtimestamp:l amountcurr:d ordernum:l uid:l operid:l currsymb:s
    uname:s agrm:s mgr:s mgrdescr:s opername:s login:s registries:s`,
  soapPromisePayment: `recordid:l agrmid:l payid:l currid:l debt:d amount:d promdate:s promtill:s symbol:s username:s
    agrmnum:s`,
  soapPPSettings: `promiserent:l! promisetill:l! promisemin:d! promisemax:d! promiselimit:d! promiseondays:l!
    promiseblockdays:l! promiseavailable:l!`,
  soapVgroupBrief: `vgid:l parentvgid:l id:l tarid:l agrmid:l blkreq:l blocked:l canmodify:l uid:l agenttype:l usercategory:l
    cuid:l dirty:l balance:d ppdebt:d dlimit:l authmethod:s dclear:s login:s descr:s agrmnum:s code:s username:s
    creationdate:s accondate:s accoffdate:s blockdate:s agentdescr:s tarifdescr:s symbol:s parentvglogin:s
    address:soapAddressBrief*`,
  soapVgroup: `vgid:l! parentvgid:l cuid:l tarid:l agrmid:l id:l uid:l shape:l currentshape:l maxsessions:l=1 blkreq:l
    blocked:l changed:l templ:l archive:l usercategory:l usertype:l checkduplicate:l dirty:l connectedfrom:l dlimit:l
    amount:d authmethod:s accondatefirst:s creationdate:s accondate:s accoffdate:s blockdate:s cdate:s dclear:s descr:s
    login:s pass:s parentvglogin:s activationcode:s`,
  soapStaff: 'recordid:l vgid:l type:l! as:l ipmask:soapIPMask',
  soapIPMask: 'ip:s=127.0.0.1 mask:l=32 prefix:l segmentid:l',
  soapVgroupFull: `vgroup:soapVgroup! tarrasp:soapTarifsRasp* staff:soapStaff*
    addresses:soapAddressBrief* tarname:s agentname:s agrmnum:s username:s connectedfromname:s`,
  soapTarifsStaff: `groupid:l! grouptarid:l! groupmoduleid:l! tarid:l! tartype:l tarcurid:l shape:l rent:d tarname:s
    tarsymbol:s tardescrfull:s`,
  soapTarif: `tarid:l! actualtarid:l parentid:l shape:l trafflimit:l trafflimitper:l type:l actblock:l archive:l priceplan:l
    trafftype:l dailyrent:l dynamicrent:l shapeprior:l unavaliable:l rentmultiply:l chargeincoming:l curid:l used:l
    voipblocklocal:l dynroute:l servicetype:l blockrentduration:l rent:d blockrent:d usrblockrent:d admblockrent:d
    coeflow:d=1 coefhigh:d=1 descr:s descrfull:s symbol:s link:s uuid:s saledictionaryid:l additional:l
    commonincludes:l=-1 usecommonincludes:l`,
  soapTarifExt: 'tarif:soapTarif! vgroups:l!',
  soapTarifFull: 'tarif:soapTarif!',
  soapTarifsRasp: `recordid:l! vgid:l! agrmid:l groupid:l uid:l id:l! taridnew:l! taridold:l! agenttype:l tarnewcurid:l
    taroldcurid:l override:l requestby:s! changetime:s! timeto:s vglogin:s agrmnum:s code:s accname:s agentname:s
    tarnewname:s taroldname:s mgrname:s tarnewsymbol:s taroldsymbol:s keepallmodifiers:l=2 keeptarmodifier:l=1
    discount:d=1 absdiscount:d absblockdiscount:d rent:d=-1 blockrent:d=-1`,
  soapGetVgUserBlockSchedule: 'recordid:l! vgid:l! agrmid:l! blockraspid:l onlyparent:b',
  soapVgUserBlockSchedule: 'recordid:l! vgid:l! parentid:l! timefrom:s! timeto:s! comment:s!',
  soapStopVgUserBlockSchedule: 'recordid:l! changetime:s',
  soapVgroupsUserBlocks: `recordid:l! vgid:l! parentid:l! tarusrblkid:l! blockraspidfrom:l! blockraspidto:l! requestby:l!
    timefrom:s! timeto:s! comment:s! creationdate:s!`,
  soapGetUserBlockTemplate: 'vgid:l! agrmid:l!',
  soapUserBlockTemplate: `usrblkid:l! name:s! descr:s! durationmin:l! durationmax:l! beginfrom:l! beginto:l! usecount:l!
    useperiod:l! agrmondays:l! positivebalance:l! unavailable:l! numavailtodestination:l tarid:l servcatidx:l link:s`,
  soapSbssTicket: `id:l! authortype:l authorid:l respondenttype:l respondentid:l responsibleman:l classid:l! replies:l
    statusid:l! managerlock:l filescount:l name:s! createdon:s lastpost:s classname:s classcolor:s authorname:s
    respondentname:s authormail:s managerlockname:s responsiblemanname:s seen:b!`,
  soapSbssPost: `id:l! ticketid:l! authortype:l authorid:l spec:l! statusid:l=-1 responsibleman:l=-1 createdon:s text:s!
    authorname:s responsiblemanname:s copytomanagers:l*`,
  soapSbssPostFull: 'post:soapSbssPost!',
  soapSbssStatus: `id:l group:l type:l active:l archive:l displaydefault:l clientmodifyallow:l defaultnew:l defaultanswer:l
    descr:s color:s`,
  soapSbssRequestClass: 'id:l responsibleman:l descr:s color:s mgrname:s mgrdescr:s',
  soapSbssTicketFull: 'ticket:soapSbssTicket! posts:soapSbssPostFull*',
}

export interface Field {
  readonly name: string
  /** `l`, `d`, `s`, `b` or the name of a type. */
  readonly kind: string
  readonly need: 'one' | 'maybe' | 'many'
  /** What a missing number, text or flag counts as. */
  readonly standard: string
}

const known = new Map<string, readonly Field[]>()

/** The fields of a type. */
export function fieldsOf(type: string): readonly Field[] {
  const fields = known.get(type) ?? parseFields(TYPES[type] ?? unknown(type))
  known.set(type, fields)
  return fields
}

/** `receipt:s! notexists:l` → fields, as above. */
export function parseFields(notation: string): readonly Field[] {
  return notation.split(/\s+/).flatMap((word) => {
    const match = /^(?<name>[\w-]+):(?<kind>\w+)(?<need>[!*]?)(?:=(?<standard>.+))?$/.exec(word)
    if (match?.groups === undefined) return word === '' ? [] : unknown(word)
    const { name = '', kind = '', need, standard } = match.groups
    return [
      {
        name,
        kind,
        need: need === '!' ? 'one' : need === '*' ? 'many' : 'maybe',
        standard: standard ?? (kind === 's' ? '' : kind === 'b' ? 'false' : '0'),
      },
    ]
  })
}

function unknown(name: string): never {
  throw new Error(`${name} stands in no table of the double`)
}
