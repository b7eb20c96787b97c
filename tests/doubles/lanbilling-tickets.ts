import { allows, type Call, filterOf, findPerson, type Operation, ordered, paged, refuse } from './lanbilling-call.ts'
import { CLASSES, MANAGERS, type Post, STATUSES, type Ticket } from './lanbilling-state.ts'
import { numberOf, numbersOf, type Row, rowOf, textOf } from './lanbilling-values.ts'

const LONGEST_NAME = 255
const CLIENT = 1

/** The helpdesk. */
export const TICKET_OPERATIONS: Readonly<Record<string, Operation>> = {
  getSbssTickets: {
    input: 'flt:soapFilter ord:soapOrderby*',
    output: 'soapSbssTicket',
    run(call) {
      const filter = filterOf(call, ['recordid', 'userid', 'statusids'])
      const statuses = numbersOf(filter, 'statusids')
      const userid = numberOf(filter, 'userid')
      const found = call.books.state.tickets.filter(
        ({ id, authortype, authorid, statusid }) =>
          allows(filter, 'recordid', id) &&
          (userid <= 0 || (authortype === CLIENT && authorid === userid)) &&
          (statuses.length === 0 || statuses.includes(statusid)),
      )
      const rows = ordered(found, call.input['ord'], { id: ({ id }) => id, last_post: ({ lastpost }) => lastpost })
      return paged(rows, filter).map((ticket) => showTicket(call, ticket))
    },
  },
  getSbssTicket: {
    input: 'id:l!',
    output: 'soapSbssTicketFull',
    run(call) {
      const id = numberOf(call.input, 'id')
      const posts = call.books.state.posts.filter(({ ticketid }) => ticketid === id)
      return call.books.state.tickets
        .filter((one) => one.id === id)
        .map((ticket) => ({
          ticket: showTicket(call, ticket),
          posts: posts.map((post) => ({ post: showPost(call, post) })),
        }))
    },
  },
  getSbssStatuses: {
    input: 'flt:soapFilter',
    output: 'soapSbssStatus',
    run: () =>
      STATUSES.map(({ id, descr, isOpen }) => ({ id, descr, active: isOpen ? 1 : 0, defaultnew: id === 1 ? 1 : 0 })),
  },
  getSbssRequestClasses: {
    input: '',
    output: 'soapSbssRequestClass',
    run: () => CLASSES.map(({ id, descr }) => ({ id, descr })),
  },
  insupdSbssTicket: {
    input: 'isInsert:l! val:soapSbssTicket!',
    output: 'l',
    writes: true,
    run(call) {
      const val = rowOf(call.input['val'])
      return numberOf(call.input, 'isInsert') === 0 ? updateTicket(call, val) : openTicket(call, val)
    },
  },
  insupdSbssPost: {
    input: 'isInsert:l! val:soapSbssPost!',
    output: 'l',
    writes: true,
    run(call) {
      const val = rowOf(call.input['val'])
      return numberOf(call.input, 'isInsert') === 0 ? updatePost(call, val) : writePost(call, val)
    },
  },
}

function openTicket({ books: { state }, now }: Call, val: Row): number {
  const [authortype, authorid] = [numberOf(val, 'authortype'), numberOf(val, 'authorid')]
  if (authortype === CLIENT && findPerson(state, authorid) === undefined) refuse(`Account not found (${authorid})`)
  const id = (state.lastTicketId += 1)
  state.tickets.push({
    id,
    authortype,
    authorid,
    name: nameOf(val),
    classid: numberOf(val, 'classid'),
    statusid: numberOf(val, 'statusid'),
    responsibleman: numberOf(val, 'responsibleman'),
    createdon: now,
    lastpost: now,
  })
  return id
}

/** Sets everything but who opened it and when. */
function updateTicket({ books: { state } }: Call, val: Row): number {
  const id = numberOf(val, 'id')
  const ticket = state.tickets.find((one) => one.id === id) ?? refuse(`Ticket not found (${id})`)
  ticket.name = nameOf(val)
  ticket.classid = numberOf(val, 'classid')
  ticket.statusid = numberOf(val, 'statusid')
  ticket.responsibleman = numberOf(val, 'responsibleman')
  return id
}

function writePost({ books: { state }, now }: Call, val: Row): number {
  const ticketid = numberOf(val, 'ticketid')
  const ticket = state.tickets.find(({ id }) => id === ticketid) ?? refuse(`Ticket not found (${ticketid})`)
  const id = (state.lastPostId += 1)
  const statusid = numberOf(val, 'statusid')
  state.posts.push({
    id,
    ticketid,
    authortype: numberOf(val, 'authortype'),
    authorid: numberOf(val, 'authorid'),
    spec: numberOf(val, 'spec'),
    text: textOf(val, 'text'),
    statusid,
    createdon: now,
  })
  if (statusid !== -1) ticket.statusid = statusid
  ticket.lastpost = now
  return id
}

function updatePost({ books: { state } }: Call, val: Row): number {
  const id = numberOf(val, 'id')
  const post = state.posts.find((one) => one.id === id) ?? refuse(`Post not found (${id})`)
  post.text = textOf(val, 'text')
  return id
}

function nameOf(val: Row): string {
  const name = textOf(val, 'name')
  if (name.length > LONGEST_NAME) refuse("Data too long for column 'name' at row 1")
  return name
}

function showTicket(call: Call, ticket: Ticket): Row {
  const { id, authortype, authorid, classid, statusid, responsibleman, name, createdon, lastpost } = ticket
  const posts = call.books.state.posts.filter(({ ticketid }) => ticketid === id)
  const respondent = posts.findLast((post) => post.authortype === 0)
  return {
    id,
    authortype,
    authorid,
    respondenttype: 0,
    respondentid: respondent?.authorid,
    responsibleman,
    classid,
    replies: posts.length,
    statusid,
    name,
    createdon,
    lastpost,
    classname: CLASSES.find((one) => one.id === classid)?.descr,
    authorname: authorName(call, ticket),
    respondentname: respondent === undefined ? '' : authorName(call, respondent),
    seen: false,
  }
}

function showPost(call: Call, post: Post): Row {
  return { ...post, authorname: authorName(call, post) }
}

function authorName(
  { books: { state } }: Call,
  { authortype, authorid }: Pick<Post, 'authortype' | 'authorid'>,
): string {
  if (authortype === CLIENT) return findPerson(state, authorid)?.name ?? ''
  return MANAGERS.find(({ personid }) => personid === authorid)?.fio ?? ''
}
